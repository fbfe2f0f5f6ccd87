/// An event that was known at the moment of its lead.
struct KnownEvent: BitwiseCopyable {
  /// The first word of the record of its lead.
  var record = 0
  /// How long before the moment it happened, in microseconds.
  var age: Int64 = 0
  /// What it measured; `nan` when nothing.
  var value = Double.nan
  /// The index of its name among the block's.
  var name = 0
}

/// The fields of records that hold no quote and all have the right number of fields.
///
/// Nearly every block of nearly every file is like that. Where one is not, there are no even
/// records, and ``RecordWalk`` finds out what they are, field by field.
struct EvenRecords {
  /// The fields, record by record.
  let spans: [FieldSpan]
  /// The physical line at which each record starts.
  let lines: [Int32]

  /// Splits a block without quotes; nil when a record has another number of fields, when a line is
  /// blank (but in a file of one column) or when a field is too long.
  init?(
    _ bytes: UnsafeBufferPointer<UInt8>, ends: FieldEnds, columnCount: Int, firstLine: Int
  ) {
    var isEven = true
    // The last field may end without a mark.
    let capacity = ends.marks.reduce(1) { $0 + $1.nonzeroBitCount }
    spans = unsafe [FieldSpan](unsafeUninitializedCapacity: capacity) { spans, count in
      var cutter = unsafe Cutter(bytes, into: spans, columnCount: columnCount)
      for (index, word) in ends.marks.enumerated() {
        var marks = word
        while marks != 0, isEven {
          let end = index * 64 + marks.trailingZeroBitCount
          marks &= marks - 1
          isEven = unsafe cutter.take(end, endsLine: bytes[end] == Byte.lineFeed)
        }
      }
      if isEven, cutter.isWithinRecord { isEven = cutter.take(bytes.count, endsLine: true) }
      count = isEven ? cutter.count : 0
    }
    guard isEven else { return nil }
    lines = (0..<Int32(truncatingIfNeeded: spans.count / columnCount)).map {
      Int32(truncatingIfNeeded: firstLine) &+ $0
    }
  }

  /// Cuts fields off, one after the other.
  ///
  /// A value of its own: variables that a nested function changes are guarded at every access.
  @safe private struct Cutter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let spans: UnsafeMutableBufferPointer<FieldSpan>
    private let columnCount: Int
    private var (start, inRecord) = (0, 0)
    /// How many fields there are so far.
    private(set) var count = 0

    init(
      _ bytes: UnsafeBufferPointer<UInt8>, into spans: UnsafeMutableBufferPointer<FieldSpan>,
      columnCount: Int
    ) {
      unsafe self.bytes = unsafe bytes
      unsafe self.spans = unsafe spans
      self.columnCount = columnCount
    }

    /// Whether a field has begun that nothing has ended yet.
    var isWithinRecord: Bool { unsafe inRecord > 0 || start < bytes.count }

    /// Takes the field that ends here, before the last of its record or as that; tells whether it is
    /// in order.
    @inline(__always)
    mutating func take(_ end: Int, endsLine: Bool) -> Bool {
      inRecord += 1
      var length = end - start
      if endsLine, length > 0, unsafe bytes[end - 1] == Byte.carriageReturn { length -= 1 }
      guard endsLine == (inRecord == columnCount), length <= CSVFormat.Limit.field else {
        return false
      }
      unsafe spans[count] = FieldSpan(offset: start, length: length)
      count += 1
      start = end + 1
      if endsLine { inRecord = 0 }
      return true
    }
  }
}

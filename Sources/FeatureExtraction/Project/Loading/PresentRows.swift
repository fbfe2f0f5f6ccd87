/// The rows of a list that are none below 0, and where they stand in it.
struct PresentRows {
  let rows: ArraySlice<Int32>
  /// The place of each; what follows the last means nothing.
  let events: [Int32]

  /// The rows of a list.
  ///
  /// Found without branches: whether an event is looked at is a matter of chance.
  init(_ list: [Int32]) {
    var rows = [Int32](repeating: 0, count: list.count + 1)
    var events = rows
    var count = 0
    for (event, row) in list.enumerated() {
      rows[count] = row
      events[count] = Int32(truncatingIfNeeded: event)
      count += row >= 0 ? 1 : 0
    }
    self.rows = rows[..<count]
    self.events = events
  }
}

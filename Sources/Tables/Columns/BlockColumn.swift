/// One column of one block of records, converted.
enum BlockColumn: Sendable {
  case missing(count: Int)
  case numbers([Double])
  case timestamps([Timestamp?])
  /// Codes into a dictionary; a missing value has the code -1, and its spelling, though it may be
  /// in the dictionary, is used by no row.
  case categories(codes: [Int32], dictionary: LevelDictionary, isUsed: [Bool], tally: WordTally)
  case text(PackedStrings, tally: WordTally)
  /// Positions in an index of texts, -1 for those that are not there.
  case positions([Int32])

  var count: Int {
    switch self {
    case .missing(let count): count
    case .numbers(let numbers): numbers.count
    case .timestamps(let timestamps): timestamps.count
    case .categories(let codes, _, _, _): codes.count
    case .text(let strings, _): strings.count
    case .positions(let positions): positions.count
    }
  }
}

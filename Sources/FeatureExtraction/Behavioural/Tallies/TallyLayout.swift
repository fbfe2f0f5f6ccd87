internal import Tables

/// The cells of all measures of a project, each once, as places in one record per lead.
struct TallyLayout {
  /// The counts of the same events in several windows.
  ///
  /// An event is added once, where the narrowest window is that holds it, so that its cost does not
  /// grow with their number; the count of a window is the sum up to its place.
  struct Windows {
    let names: [String]
    /// The lengths, ascending.
    let lengths: [TimeSpan]
    /// The half words of the counts.
    let places: [Int]
  }

  /// What is counted in windows.
  private(set) var windows: [Windows] = []
  /// The cells that are no counts, and the first half word of each.
  private(set) var others: [(cell: TallyCell, half: Int)] = []
  /// How many words a record has, the first of which is the moment.
  let wordCount: Int

  /// The layout for those features of events that can be added up; nil without any.
  ///
  /// The first words of a record, `head` of them, are for others to write.
  init?(_ features: [EventFeature], head: Int = 1) {
    var cells: [TallyCell] = []
    for feature in features {
      for measure in feature.measures where feature.isTallied(measure) {
        for cell in measure.cells(of: feature.events) ?? [] where !cells.contains(cell) {
          cells.append(cell)
        }
      }
    }
    guard !cells.isEmpty else { return nil }
    self.init(cells: cells, head: head)
  }

  private init(cells: [TallyCell], head: Int) {
    var counted: [[String]] = []
    for cell in cells where cell.window != nil && !counted.contains(cell.names) {
      counted.append(cell.names)
    }
    // Cells of whole words first, so that none of them straddles two.
    var half = head * 2
    for isWhole in [true, false] {
      for cell in cells where cell.window == nil && cell.isOfWholeWords == isWhole {
        others.append((cell, half))
        half += cell.halfCount
      }
    }
    for names in counted {
      let lengths = cells.filter { $0.names == names }.compactMap(\.window).sorted()
      let places = lengths.indices.map { half + $0 }
      half += lengths.count
      windows.append(Windows(names: names, lengths: lengths, places: places))
    }
    wordCount = (half + 1) / 2
  }

  /// The age from which on an event adds nothing but that it may be the last; nil for never.
  ///
  /// The last event is told to the first moment after it only; see ``EventTally/finish()``.
  var reach: TimeSpan? {
    let others = others.filter { $0.cell.kind != .latest }
    let reaches = others.map(\.cell.reach) + windows.map { $0.lengths.last }
    guard !reaches.contains(where: { $0 == nil }) else { return nil }
    return reaches.compactMap(\.self).max() ?? TimeSpan(microseconds: 0)
  }

  /// The words with the times of last events.
  var latestWords: [Int] { others.filter { $0.cell.kind == .latest }.map { $0.half / 2 } }

  /// The half words whose sum is a count.
  func places(of cell: TallyCell) -> [Int] {
    guard let length = cell.window, let same = windows.first(where: { $0.names == cell.names })
    else { return [] }
    return zip(same.lengths, same.places).filter { $0.0 <= length }.map(\.1)
  }

  /// The first half word of a cell that is no count.
  func half(of cell: TallyCell) -> Int? { others.first { $0.cell == cell }?.half }
}

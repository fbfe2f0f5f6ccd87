internal import Tables

/// The cells of all measures of a project, each once, as places in one record per lead.
struct TallyLayout {
  /// Where a number of 32 bits lies.
  struct Place {
    let word: Int
    let isUpperHalf: Bool
  }

  /// The counts of the same events in several windows.
  ///
  /// An event is added once, where the narrowest window is that holds it, so that its cost does not
  /// grow with their number; the count of a window is the sum up to its place.
  struct Windows {
    let names: [String]
    /// The lengths, ascending.
    let lengths: [TimeSpan]
    let places: [Place]
  }

  /// What is counted in windows.
  private(set) var windows: [Windows] = []
  /// The cells that are no counts, and the first word of each.
  private(set) var others: [(cell: TallyCell, word: Int)] = []
  /// How many words a record has, the first of which is the moment.
  private(set) var wordCount = 1

  /// The layout for those features of events that can be added up; nil without any.
  init?(_ features: [EventFeature]) {
    var cells: [TallyCell] = []
    for feature in features {
      for measure in feature.measures where feature.isTallied(measure) {
        for cell in measure.cells(of: feature.events) ?? [] where !cells.contains(cell) {
          cells.append(cell)
        }
      }
    }
    guard !cells.isEmpty else { return nil }
    self.init(cells: cells)
  }

  private init(cells: [TallyCell]) {
    var counted: [[String]] = []
    for cell in cells where cell.window != nil && !counted.contains(cell.names) {
      counted.append(cell.names)
    }
    for cell in cells where cell.window == nil {
      others.append((cell, wordCount))
      wordCount += cell.wordCount
    }
    var half = wordCount * 2
    for names in counted {
      let lengths = cells.filter { $0.names == names }.compactMap(\.window).sorted()
      let places = lengths.indices.map { index in
        Place(word: (half + index) / 2, isUpperHalf: (half + index) % 2 == 1)
      }
      half += lengths.count
      windows.append(Windows(names: names, lengths: lengths, places: places))
    }
    wordCount = (half + 1) / 2
  }

  /// The age from which on an event adds nothing; nil for never.
  var reach: TimeSpan? {
    let reaches = others.map(\.cell.reach) + windows.map { $0.lengths.last }
    return reaches.contains { $0 == nil } ? nil : reaches.compactMap(\.self).max()
  }

  /// The places whose sum is a count.
  func places(of cell: TallyCell) -> [Place] {
    guard let length = cell.window, let same = windows.first(where: { $0.names == cell.names })
    else { return [] }
    return zip(same.lengths, same.places).filter { $0.0 <= length }.map(\.1)
  }

  /// The first word of a cell that is no count.
  func word(of cell: TallyCell) -> Int? { others.first { $0.cell == cell }?.word }
}

internal import Tables

/// The cells of all measures of a project, each once, as places in one record per lead.
struct TallyLayout {
  /// Where a cell lies: its first word, and for a count the half of it.
  struct Place {
    let word: Int
    let isUpperHalf: Bool
  }

  let cells: [TallyCell]
  private(set) var places: [Place] = []
  /// How many words a record has, the first of which is the moment.
  private(set) var stride = 1

  /// The layout for features of events; nil when one of them needs the events themselves.
  init?(_ features: [EventFeature]) {
    var cells: [TallyCell] = []
    for feature in features {
      guard feature.scope == .lead else { return nil }
      for measure in feature.measures {
        guard let needed = measure.cells(of: feature.events) else { return nil }
        for cell in needed where !cells.contains(cell) { cells.append(cell) }
      }
    }
    self.init(cells: cells)
  }

  private init(cells: [TallyCell]) {
    self.cells = cells
    var openHalf: Int?
    for cell in cells {
      if case .count = cell.kind, let word = openHalf {
        places.append(Place(word: word, isUpperHalf: true))
        openHalf = nil
        continue
      }
      places.append(Place(word: stride, isUpperHalf: false))
      if case .count = cell.kind { openHalf = stride }
      stride += cell.wordCount
    }
  }

  /// Where a cell lies.
  func place(of cell: TallyCell) -> Place? { cells.firstIndex(of: cell).map { places[$0] } }
}

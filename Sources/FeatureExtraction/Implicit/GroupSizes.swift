internal import Tables

/// How many leads share each value of a column, as of any moment.
struct GroupSizes {
  private let categories: Categories
  /// For each value, when its leads were created, sorted.
  private let created: [[Timestamp]]

  /// The groups of all leads by a column, whose rows are the leads.
  init(_ column: Column, created moments: [Timestamp]) {
    if case .categories(let categories) = column.values {
      self.categories = categories
    } else {
      categories = Categories((0..<column.count).map(column.text))
    }
    var created = [[Timestamp]](repeating: [], count: categories.levels.count)
    for (row, code) in categories.codes.enumerated() where code >= 0 {
      created[Int(code)].append(moments[row])
    }
    self.created = created.map { $0.sorted() }
  }

  /// How many leads with the value of a lead were created at or before a moment, the lead itself
  /// included; `nan` when it has no value.
  func size(ofGroupOf row: Int, asOf moment: Timestamp) -> Double {
    let code = Int(categories.codes[row])
    guard code >= 0 else { return .nan }
    var (low, high) = (0, created[code].count)
    while low < high {
      let middle = (low + high) / 2
      if created[code][middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return Double(low)
  }
}

internal import Tables

/// Adds up what the events of some leads measured, by name.
struct EventValues {
  /// For each lead, whether its events count.
  private let isCounted: [Bool]
  private var totals: [String: Total] = [:]

  private struct Total {
    var sum = ExactSum()
    var count = 0
  }

  /// Nothing yet, of leads of which some count.
  init(ofLeads isCounted: [Bool]) { self.isCounted = isCounted }

  /// Adds the events of a block, each to the lead of its row; those of rows below 0 are left out.
  mutating func add(_ block: EventBlock, rows: [Int32]) {
    guard !block.values.isEmpty else { return }
    var sums = block.nameList.map { totals[$0] ?? Total() }
    for (index, lead) in rows.enumerated() where lead >= 0 && isCounted[Int(lead)] {
      let value = block.values[index]
      guard !value.isNaN else { continue }
      let name = Int(block.names[index])
      sums[name].sum.add(value)
      sums[name].count += 1
    }
    for (name, total) in zip(block.nameList, sums) where total.count > 0 { totals[name] = total }
  }

  /// The mean of each name of which an event measured something.
  var means: [String: Double] { totals.mapValues { $0.sum.value / Double($0.count) } }
}

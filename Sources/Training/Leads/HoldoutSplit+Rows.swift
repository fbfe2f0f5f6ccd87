public import ScoringModel
import Tables

extension HoldoutSplit {
  /// The rows to fit and the rows to judge, each in an order that depends only on the leads.
  ///
  /// A random split keeps the rate of conversions on both sides; leads are drawn by a hash of their
  /// key and the seed, so shuffling the rows changes nothing. With groups whole groups are drawn. The
  /// newest leads are the last in time; older leads of their groups are on neither side, see
  /// ``SidesInTime``.
  public func rows(of leads: LabelledLeads) -> (fit: [Int], held: [Int]) {
    let canonical = leads.keys.indices.sorted { leads.keys[$0] < leads.keys[$1] }
    switch kind {
    case .none: return (canonical, [])
    case .random:
      let held = leads.groups.map { drawnGroups($0, canonical) } ?? drawnRows(leads, canonical)
      return (canonical.filter { !held[$0] }, canonical.filter { held[$0] })
    case .newest: return newest(leads, canonical)
    }
  }

  private func drawnRows(_ leads: LabelledLeads, _ canonical: [Int]) -> [Bool] {
    var held = [Bool](repeating: false, count: leads.count)
    for outcome in [false, true] {
      let lottery = canonical.filter { leads.outcomes[$0] == outcome }
        .map { (ticket: (leads.keys[$0] ^ seed.mixed).mixed, row: $0) }
        .sorted { $0.ticket < $1.ticket }
      let count = Int((share * Double(lottery.count)).rounded())
      for draw in lottery.prefix(count) { held[draw.row] = true }
    }
    return held
  }

  private func drawnGroups(_ groups: [UInt64], _ canonical: [Int]) -> [Bool] {
    var sizes: [UInt64: Int] = [:]
    for group in groups { sizes[group, default: 0] += 1 }
    let lottery = sizes.map { (ticket: ($0.key ^ seed.mixed).mixed, group: $0.key, size: $0.value) }
      .sorted { ($0.ticket, $0.group) < ($1.ticket, $1.group) }
    var chosen: Set<UInt64> = []
    var count = 0
    for draw in lottery where Double(count) < share * Double(groups.count) {
      chosen.insert(draw.group)
      count += draw.size
    }
    return groups.map(chosen.contains)
  }

  private func newest(_ leads: LabelledLeads, _ canonical: [Int]) -> (fit: [Int], held: [Int]) {
    let order = leads.order ?? [Int64](repeating: 0, count: leads.count)
    let inTime = canonical.sorted { (order[$0], leads.keys[$0]) < (order[$1], leads.keys[$1]) }
    let cut = leads.count - Int((share * Double(leads.count)).rounded())
    let sides = leads.separated(
      older: Array(inTime[..<cut]), newer: Array(inTime[cut...]), judging: .all)
    let (fit, held) = (Set(sides.older), Set(sides.newer))
    return (canonical.filter(fit.contains), canonical.filter(held.contains))
  }

  /// Parts of about equal size that follow one another in time; nil for leads without an order.
  ///
  /// A group belongs whole to the part of its newest lead, so that a fit to earlier parts knows
  /// neither a later lead nor one of a company it is judged by. Nil also where earlier parts would
  /// lack an outcome.
  func forwardFolds(_ leads: LabelledLeads, rows: [Int], count: Int) -> [UInt8]? {
    guard let order = leads.order else { return nil }
    let places = rows.indices.sorted {
      (order[rows[$0]], leads.keys[rows[$0]]) < (order[rows[$1]], leads.keys[rows[$1]])
    }
    var folds = [UInt8](repeating: 0, count: rows.count)
    for (rank, place) in places.enumerated() { folds[place] = UInt8(rank * count / rows.count) }
    if let groups = leads.groups {
      var newest: [UInt64: UInt8] = [:]
      for (place, row) in rows.enumerated() {
        newest[groups[row]] = max(newest[groups[row]] ?? 0, folds[place])
      }
      for (place, row) in rows.enumerated() { folds[place] = newest[groups[row]] ?? folds[place] }
    }
    var seen = [Set<Bool>](repeating: [], count: count)
    for (place, row) in rows.enumerated() { seen[Int(folds[place])].insert(leads.outcomes[row]) }
    guard seen[0].count == 2, !seen.contains(where: \.isEmpty) else { return nil }
    return folds
  }

  /// The fold of cross-validation that each lead belongs to, by its key or its group's.
  ///
  /// Where chance would leave a fold empty, as with few groups, tickets are dealt out in turn; folds
  /// are then fewer when there are fewer groups, but never fewer than two.
  func folds(_ leads: LabelledLeads, rows: [Int], count: Int) -> [UInt8] {
    let tickets = rows.map { ((leads.groups?[$0] ?? leads.keys[$0]) ^ (seed &+ 1).mixed).mixed }
    let folds = tickets.map { UInt8($0 % UInt64(count)) }
    guard Set(folds).count < count else { return folds }
    let distinct = Set(tickets).sorted()
    guard distinct.count > 1 else { return rows.indices.map { UInt8($0 % count) } }
    let turns = Dictionary(
      uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt8($0 % count)) })
    return tickets.map { turns[$0] ?? 0 }
  }
}

internal import Tables

extension LeadRecords {
  /// The leads with those merged that a rule takes for one, and the rows of the table they keep.
  ///
  /// The lead that was created first is kept, of several the one with the smallest identifier; what is
  /// missing in it is not filled from the others, which nobody knew at the time. Outcomes and first
  /// touches of all are pooled, and so are events, from the day each duplicate was entered.
  func merged(by rule: DuplicateRule, _ table: Table) -> (records: LeadRecords, rows: [Int]) {
    let keys = duplicateKeys(rule, table)
    var groups: [String: [Int]] = [:]
    for (row, key) in keys.enumerated() {
      if let key { groups[key, default: []].append(row) }
    }
    var members = identifiers.indices.map { [$0] }
    var isKept = [Bool](repeating: true, count: identifiers.count)
    for group in groups.values where group.count > 1 {
      let sorted = group.sorted { (created[$0], identifiers[$0]) < (created[$1], identifiers[$1]) }
      members[sorted[0]] = sorted
      for row in sorted.dropFirst() { isKept[row] = false }
    }
    let rows = identifiers.indices.filter { isKept[$0] }
    var duplicates: [Duplicate] = []
    for (place, row) in rows.enumerated() {
      for other in members[row].dropFirst() {
        duplicates.append(
          Duplicate(identifier: identifiers[other], original: place, created: created[other]))
      }
    }
    var merged: [Int: OutcomeHistory] = [:]
    for (place, row) in rows.enumerated() where members[row].count > 1 || histories[row] != nil {
      merged[place] = history(members[row])
    }
    let records = LeadRecords(
      identifiers: rows.map { identifiers[$0] }, created: rows.map { created[$0] },
      outcomes: rows.map { pooled(members[$0]) },
      amounts: amounts.map { amounts in
        rows.map { row in
          let outcome = pooled(members[row])
          return amounts[members[row].first { outcomes[$0] == outcome } ?? row]
        }
      },
      firstTouches: firstTouches.map { touches in
        rows.map { row in members[row].compactMap { touches[$0] }.min() }
      },
      snapshotTimes: snapshotTimes.map { times in rows.map { times[$0] } },
      accountKeys: rows.map { accountKeys[$0] }, duplicates: duplicates,
      histories: merged)
    return (records, rows)
  }

  private func pooled(_ rows: [Int]) -> LeadOutcome {
    rows.dropFirst().reduce(outcomes[rows[0]]) { $0.pooled(with: outcomes[$1]) }
  }

  /// What the records of a lead tell that was entered several times, the first entry first.
  private func history(_ rows: [Int]) -> OutcomeHistory {
    OutcomeHistory(
      entries: rows.enumerated().map { place, row in
        let own = OutcomeHistory.Record(since: nil, outcome: outcomes[row])
        let records = histories[row]?.entries.flatMap(\.records) ?? [own]
        return OutcomeHistory.Entry(since: place == 0 ? nil : created[row], records: records)
      })
  }

  /// What duplicates of one lead share; nil for a lead that lacks a part of it.
  private func duplicateKeys(_ rule: DuplicateRule, _ table: Table) -> [String?] {
    let parts = rule.keys.map { key -> [String?] in
      switch key {
      case .column(let column): table.texts(column.name)
      case .account: accountKeys
      }
    }
    return identifiers.indices.map { row in
      var key = ""
      for part in parts {
        guard let text = part[row]?.lowercased() else { return nil }
        // The length keeps "ab", "c" apart from "a", "bc".
        key += "\(text.utf8.count):\(text)"
      }
      return key
    }
  }
}

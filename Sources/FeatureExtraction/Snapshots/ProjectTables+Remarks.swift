internal import Tables

extension ProjectTables {
  /// What in the data is hardly meant though no row is wrong.
  ///
  /// - Parameter interests: The events that somebody looks for besides features.
  /// - Returns: Events first, then statuses, then values in the order of the features.
  public func remarks(besides interests: [EventInterest] = []) -> [DataRemark] {
    let statuses =
      unknownStatuses.isEmpty
      ? []
      : [DataRemark.unknownStatuses(column: project.outcome.status?.name ?? "", unknownStatuses)]
    return unknownEvents(besides: interests) + statuses + unlistedValues
  }

  private func unknownEvents(besides interests: [EventInterest]) -> [DataRemark] {
    guard project.events != nil else { return [] }
    let known = eventTotals.map(\.name)
    var wanted = Set(interests.flatMap(\.names))
    for feature in project.eventFeatures {
      wanted.formUnion(feature.events)
      for measure in feature.measures { wanted.formUnion(measure.others) }
    }
    let unknown = wanted.subtracting(known + [EventFeature.anyEvent])
    guard !unknown.isEmpty else { return [] }
    return [
      .unknownEvents(
        unknown.sorted().map { name in
          DataRemark.UnknownEvent(name: name, nearest: name.nearest(among: known))
        })
    ]
  }

  private var unlistedValues: [DataRemark] {
    project.columnFeatures.compactMap { feature in
      guard case .ordered(let levels, _) = feature.encoding,
        let values = facts[feature.column.name]?.valueCounts(besides: Set(levels)), !values.isEmpty
      else { return nil }
      return .unlistedValues(column: feature.column.name, values)
    }
  }
}

extension Column {
  /// The values that are none of some, the most frequent first.
  func valueCounts(besides known: Set<String>) -> [DataRemark.ValueCount] {
    var counts: [String: Int] = [:]
    if case .categories(let categories) = values {
      var ofLevels = [Int](repeating: 0, count: categories.levels.count)
      for code in categories.codes where code >= 0 { ofLevels[Int(code)] += 1 }
      for (level, count) in ofLevels.enumerated() where count > 0 {
        counts[categories.levels[level]] = count
      }
    } else {
      for row in 0..<count { if let text = text(row) { counts[text, default: 0] += 1 } }
    }
    return counts.filter { !known.contains($0.key) }
      .map { DataRemark.ValueCount(value: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
  }
}

internal import Tables

extension RuleBook {
  /// The book as the text of a `rules.yaml`, always in the same form: reading it gives the same book,
  /// and writing that gives the same text.
  ///
  /// - Parameter comments: Lines to put before the book as comments.
  /// - Returns: The text, with a line end at its end.
  public func yaml(comments: [String] = []) -> String {
    var lines = comments.map { $0.isEmpty ? "#" : "# " + $0.displayed(limit: 200) }
    lines.append("name: " + name.yaml)
    lines += limits(cap, floor)
    lines.append("groups:")
    for group in groups { lines += group.yaml.map { "  " + $0 } }
    if !tiers.isEmpty { lines.append("tiers: " + tiers.yaml) }
    if !journey.isEmpty {
      lines.append("journey:")
      for stage in journey { lines.append("  \(stage.name.yamlName): \(stage.yaml)") }
    }
    if let grid {
      lines.append("grid: {fit: \(grid.fit.yaml), engagement: \(grid.engagement.yaml)}")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The lines of limits that are there.
private func limits(_ cap: Double?, _ floor: Double?) -> [String] {
  (cap.map { ["cap: \($0.shortText)"] } ?? []) + (floor.map { ["floor: \($0.shortText)"] } ?? [])
}

extension RuleGroup {
  fileprivate var yaml: [String] {
    var lines = ["name: " + name.yaml, "kind: " + kind.rawValue]
    if firstMatch { lines.append("first_match: true") }
    lines += limits(cap, floor)
    if bands.isEmpty {
      lines.append("rules:")
      lines += rules.map { "  - " + $0.yaml }
    } else if let column = rules.first?.condition.tests.first?.column.text {
      lines.append("column: " + column.yaml)
      let entries = zip(bands, rules).map { "\($0.key.yamlName): \($1.points.shortText)" }
      lines.append("bands: " + entries.yamlMapping)
      if let missing = rules.dropFirst(bands.count).first {
        lines.append("missing: " + missing.points.shortText)
      }
    }
    return zip(["- "] + [String](repeating: "  ", count: lines.count), lines).map(+)
  }
}

extension JourneyStage {
  fileprivate var yaml: String {
    condition.isAlwaysTrue ? "otherwise" : condition.yamlEntries.yamlMapping
  }
}

extension [PointsTier] {
  fileprivate var yaml: String {
    map { tier in
      let threshold = tier.threshold == -.infinity ? "rest" : tier.threshold.shortText
      return "\(tier.name.yamlName): \(threshold)"
    }.yamlMapping
  }
}

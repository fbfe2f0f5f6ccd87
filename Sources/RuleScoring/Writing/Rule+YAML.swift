internal import Tables

extension Rule {
  /// The rule on one line.
  var yaml: String {
    var entries = name.map { ["name: " + $0.yaml] } ?? []
    entries += condition.yamlEntries
    entries.append("points: " + points.shortText)
    if countsEach { entries.append("each: true") }
    if let halfLife { entries.append("half_life: \(halfLife)") }
    if let linearDecay { entries.append("linear_decay: " + linearDecay.yaml) }
    return entries.yamlMapping
  }
}

extension LinearDecay {
  fileprivate var yaml: String {
    share == 1 ? "\(span)" : "{lose: \((share * 100).shortText)%, every: \(span)}"
  }
}

extension RuleCondition {
  /// The keys of the condition with their values.
  var yamlEntries: [String] {
    var entries: [String] = []
    if !tests.isEmpty { entries.append("when: " + tests.map(\.yaml).yamlMapping) }
    if let activity { entries += activity.yamlEntries }
    for clause in clauses {
      switch clause {
      case .all(let conditions): entries.append("all: " + conditions.yaml)
      case .any(let conditions): entries.append("any: " + conditions.yaml)
      case .not(let condition): entries.append("not: " + condition.yamlEntries.yamlMapping)
      }
    }
    return entries
  }
}

extension [RuleCondition] {
  fileprivate var yaml: String {
    "[" + map(\.yamlEntries.yamlMapping).joined(separator: ", ") + "]"
  }
}

extension Activity {
  fileprivate var yamlEntries: [String] {
    var entries = [(occurs ? "event: " : "no_event: ") + events.map(\.text.yaml).yamlList]
    if let times { entries.append("times: " + times.yaml) }
    if let window { entries.append((occurs ? "window: " : "within: ") + window.description) }
    return entries
  }
}

extension ColumnTest {
  fileprivate var yaml: String {
    let value =
      switch expected {
      case .missing: "missing"
      case .present: "present"
      case .range(let range): range.yaml
      case .values(let values) where values.isExact:
        "{exact: " + values.written.map(\.yaml).yamlList + "}"
      case .values(let values): values.written.map(\.yaml).yamlList
      }
    return "\(column.text.yamlName): \(value)"
  }
}

extension NumberRange {
  fileprivate var yaml: String {
    var limits: [String] = []
    if lower.isFinite { limits.append("min: " + lower.shortText) }
    if upper.isFinite { limits.append("max: " + upper.shortText) }
    return limits.yamlMapping
  }
}

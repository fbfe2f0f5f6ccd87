internal import Tables
internal import YAMLDocuments

extension RuleGroup {
  private static let keys = [
    "name", "kind", "first_match", "cap", "floor", "rules", "column", "bands",
    "missing",
  ]

  /// The groups of a book, with everything wrong in them added to the problems.
  static func read(from book: YAMLMapping, problems: inout ConfigurationProblems) -> [RuleGroup] {
    let nodes = problems.gather(try book.required("groups").elements())
    var groups: [RuleGroup] = []
    for node in nodes ?? [] {
      guard let group = RuleGroup(node, problems: &problems) else { continue }
      if let first = groups.first(where: { $0.name == group.name }) {
        problems.append(
          node.problem(RuleBookFlaw.duplicateGroup(group.name, firstLine: first.place.line)))
      }
      groups.append(group)
    }
    return groups
  }

  private init?(_ node: YAMLNode, problems: inout ConfigurationProblems) {
    guard let group = problems.gather(try node.mapping()) else { return nil }
    let before = problems.total
    problems.append(group.unknownKeys(besides: RuleGroup.keys))
    let name = problems.gather(try group.required("name").string())
    let kind = problems.gather(try group.required("kind").choice(of: RuleKind.self))
    let firstMatch = problems.gather(try group.optional("first_match")?.bool() ?? false)
    let limits = problems.gather(try PointsLimits(group))
    let (rules, bands) = RuleGroup.rules(of: group, problems: &problems)
    guard problems.total == before, let name, let kind, let firstMatch, let limits
    else { return nil }
    self.name = name
    self.place = node.place
    self.kind = kind
    self.firstMatch = firstMatch
    self.cap = limits.cap
    self.floor = limits.floor
    self.rules = rules
    self.bands = bands
  }

  private static func rules(
    of group: YAMLMapping, problems: inout ConfigurationProblems
  ) -> (rules: [Rule], bands: [Band]) {
    if let node = group.optional("rules") {
      for key in ["column", "bands", "missing"] where group.optional(key) != nil {
        problems.append(node.problem(RuleBookFlaw.notTogether("rules", key)))
      }
      var rules: [Rule] = []
      for element in problems.gather(try node.elements()) ?? [] {
        guard let rule = problems.gather(try Rule(element)) else { continue }
        rules.append(rule)
      }
      return (rules, [])
    }
    guard let (column, bands) = problems.gather(try columnWithBands(of: group)) else {
      return ([], [])
    }
    var rules = bands.map { Rule($0, of: column) }
    if let node = group.optional("missing"), let points = problems.gather(try node.points()) {
      rules.append(Rule(missing: column, points: points, place: node.place))
    }
    return (rules, bands)
  }

  private static func columnWithBands(
    of group: YAMLMapping
  ) throws(ConfigurationProblem) -> (PlacedText, [Band]) {
    guard group.optional("column") != nil || group.optional("bands") != nil else {
      throw ConfigurationProblem(.specific(RuleBookFlaw.groupWithoutRules), at: group.place)
    }
    let column = try group.required("column")
    let name = PlacedText(text: try column.string(), place: column.place)
    return (name, try Band.read(group.required("bands")))
  }
}

extension YAMLNode {
  /// The elements of a list that has some.
  ///
  /// - Throws: a problem for an empty list and for anything else.
  func elements() throws(ConfigurationProblem) -> [YAMLNode] {
    let elements = try list()
    guard !elements.isEmpty else { throw problem(RuleBookFlaw.nothingIn(key ?? "list")) }
    return elements
  }

  /// The entries of a mapping that has some.
  ///
  /// - Throws: a problem for an empty mapping and for anything else.
  func entries() throws(ConfigurationProblem) -> [YAMLMapping.Entry] {
    let entries = try mapping().entries
    guard !entries.isEmpty else { throw problem(RuleBookFlaw.nothingIn(key ?? "mapping")) }
    return entries
  }
}

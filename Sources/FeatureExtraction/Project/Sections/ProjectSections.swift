internal import YAMLDocuments

/// The sections of a project file that were read without a problem.
struct ProjectSections {
  let leads: LeadsSource?
  let accounts: AccountsSource?
  let events: EventsSource?
  let history: HistorySource?
  let duplicates: DuplicateRule?
  let outcome: OutcomeDefinition?
  let snapshot: SnapshotRule?

  /// Reads every section, so that the problems of all are reported together.
  init(_ root: YAMLMapping, folder: ProjectFolder, problems: inout ConfigurationProblems) {
    leads = problems.gather(try LeadsSource(try root.required("leads"), folder: folder))
    accounts = root.read("accounts", &problems) { (node) throws(ConfigurationProblem) in
      try AccountsSource(node, folder: folder)
    }
    events = root.read("events", &problems) { (node) throws(ConfigurationProblem) in
      try EventsSource(node, folder: folder)
    }
    history = root.read("history", &problems) { (node) throws(ConfigurationProblem) in
      try HistorySource(node, folder: folder)
    }
    duplicates = root.read("duplicates", &problems) { (node) throws(ConfigurationProblem) in
      try DuplicateRule(node)
    }
    outcome = problems.gather(
      try OutcomeDefinition(try root.required("outcome"), folder: folder))
    snapshot = problems.gather(try SnapshotRule(try root.required("snapshot")))
  }
}

extension YAMLMapping {
  /// What is read from the value under a key; nil when the key is not there or with its problem
  /// added to the list.
  func read<Value>(
    _ key: String, _ problems: inout ConfigurationProblems,
    _ read: (YAMLNode) throws(ConfigurationProblem) -> Value
  ) -> Value? {
    guard let node = optional(key) else { return nil }
    return problems.gather(try read(node))
  }

  /// The text under a key.
  func text(_ key: String, _ problems: inout ConfigurationProblems) -> String? {
    read(key, &problems) { (node) throws(ConfigurationProblem) in try node.string() }
  }
}

extension ProjectFolder {
  /// The places of a list of `{to: place}`.
  func targets(_ node: YAMLNode) throws(ConfigurationProblem) -> [DataSource.Location] {
    var places: [DataSource.Location] = []
    for element in try node.list() {
      let target = try element.mapping()
      try target.allow(only: ["to"])
      let to = try target.required("to")
      let place = try location(to)
      if places.contains(place) { throw to.problem(ProjectFlaw.writtenTwice(try to.string())) }
      places.append(place)
    }
    return places
  }
}

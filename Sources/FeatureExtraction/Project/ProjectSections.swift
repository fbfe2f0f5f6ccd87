internal import YAMLDocuments

/// The sections of a project file that were read without a problem.
struct ProjectSections {
  let leads: LeadsSource?
  let accounts: AccountsSource?
  let events: EventsSource?
  let outcome: OutcomeDefinition?
  let snapshot: SnapshotRule?

  /// Reads every section, so that the problems of all are reported together.
  init(_ root: YAMLMapping, folder: ProjectFolder, problems: inout ConfigurationProblems) {
    leads = problems.gather(try LeadsSource(try root.required("leads"), folder: folder))
    accounts = root.optional("accounts").flatMap {
      problems.gather(try AccountsSource($0, folder: folder))
    }
    events = root.optional("events").flatMap {
      problems.gather(try EventsSource($0, folder: folder))
    }
    outcome = problems.gather(try OutcomeDefinition(try root.required("outcome")))
    snapshot = problems.gather(try SnapshotRule(try root.required("snapshot")))
  }
}

extension ProjectFolder {
  /// The paths of a list of `{to: path}`.
  func targets(_ node: YAMLNode) throws(ConfigurationProblem) -> [String] {
    var paths: [String] = []
    for element in try node.list() {
      let target = try element.mapping()
      try target.allow(only: ["to"])
      paths.append(try file(try target.required("to")))
    }
    return paths
  }
}

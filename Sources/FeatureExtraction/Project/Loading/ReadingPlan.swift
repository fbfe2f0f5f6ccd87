internal import Tables
internal import YAMLDocuments

/// How the columns of a project's files are to be read, after checking that they are there.
struct ReadingPlan {
  /// The kinds of columns of the leads file that are settled; others go by their values.
  private(set) var leadKinds: [String: ColumnKind] = [:]
  /// The kinds of columns of the accounts file that are settled.
  private(set) var accountKinds: [String: ColumnKind] = [:]
  /// The kinds of the columns of the table of outcomes.
  private(set) var outcomeKinds: [String: ColumnKind] = [:]
  private var problems = ConfigurationProblems()
  private let leadColumns: Set<String>
  private let accountColumns: [String]?

  /// The plan for a project whose files have the given columns.
  ///
  /// `featureKinds` settles the kinds of features that go by their values, as a model learned them.
  ///
  /// - Throws: a problem at the place in the project file for every column that is not there or
  ///   would have to be read in two ways.
  init(
    _ project: Project, leads: CSVFile, accounts: CSVFile?, events: CSVFile?, outcomes: CSVFile?,
    history: CSVFile?, featureKinds: [String: ColumnKind]
  ) throws(ConfigurationProblems) {
    leadColumns = Set(leads.names)
    accountColumns = accounts?.names
    planLeads(project, leads)
    planOutcome(project.outcome, outcomes, leads)
    if let history, let source = project.history {
      for column in source.columns { require(column, in: history) }
      checkDistinct(source.columns)
    }
    if let accounts, let source = project.accounts {
      require(source.identifier, in: accounts)
      accountKinds[source.identifier.name] = .text
    }
    if let events, let source = project.events {
      for column in source.columns + project.eventColumns { require(column, in: events) }
      checkDistinct(source)
    }
    planFeatures(project, leads, featureKinds)
    try problems.throwIfAny()
  }

  private mutating func planLeads(_ project: Project, _ file: CSVFile) {
    settle(project.leads.identifier, as: .text, in: file)
    var times = [project.leads.created, project.outcome.firstTouch].compactMap { $0 }
    if case .at(let moment) = project.snapshot { times.append(moment) }
    for time in times { settle(time.column, as: .timestamp(time.format), in: file) }
    for case .column(let column) in project.duplicates?.keys ?? [] {
      require(column, in: file)
      if leadKinds[column.name] == nil { leadKinds[column.name] = .category }
    }
    guard let key = project.leads.account?.column else { return }
    require(key, in: file)
    if leadKinds[key.name] == nil { leadKinds[key.name] = .category }
  }

  /// The columns that say how leads ended, in the leads file or in a table of their own.
  private mutating func planOutcome(
    _ outcome: OutcomeDefinition, _ table: CSVFile?, _ leads: CSVFile
  ) {
    let leadsKinds = leadKinds
    if table != nil { leadKinds = [:] }
    let file = table ?? leads
    if let source = outcome.table { settle(source.lead, as: .text, in: file) }
    var times = [outcome.disqualified?.at].compactMap { $0 }
    switch outcome.conversion {
    case .wonAt(let won): times.append(won)
    case .status(let status, _, _, let at):
      times.append(at)
      settle(status, as: .category, in: file)
    }
    for time in times { settle(time.column, as: .timestamp(time.format), in: file) }
    if let amount = outcome.amount { settle(amount, as: .number, in: file) }
    if let reason = outcome.disqualified?.column { settle(reason, as: .category, in: file) }
    guard table != nil else { return }
    (outcomeKinds, leadKinds) = (leadKinds, leadsKinds)
  }

  private mutating func planFeatures(
    _ project: Project, _ file: CSVFile, _ featureKinds: [String: ColumnKind]
  ) {
    let parsed = project.parsedColumns
    for case .column(let feature) in project.features {
      let name = feature.column.name
      let kind = feature.columnKind ?? (feature.parser == nil ? featureKinds[feature.label] : nil)
      if leadColumns.contains(name) {
        if let parser = feature.parser, parser != .date {
          if let kind, leadKinds[name] == nil { leadKinds[name] = kind }
        } else if let kind {
          settle(feature.column, as: kind, in: file)
        }
      } else if name.hasPrefix(Project.accountPrefix) {
        planAccountFeature(feature, kind)
      } else if !parsed.contains(name) {
        problems.append(
          feature.column.missing(from: file.path, among: file.names + parsed + accountNames))
      }
    }
  }

  private mutating func planAccountFeature(_ feature: ColumnFeature, _ kind: ColumnKind?) {
    guard let accountColumns else {
      let flaw = ProjectFlaw.sectionMissing("accounts")
      problems.append(ConfigurationProblem(.specific(flaw), at: feature.column.place))
      return
    }
    let name = String(feature.column.name.dropFirst(Project.accountPrefix.count))
    guard accountColumns.contains(name) else {
      problems.append(feature.column.missing(from: "accounts", among: accountNames))
      return
    }
    guard let kind else { return }
    guard accountKinds[name] ?? kind == kind else {
      problems.append(readTwoWays(feature.column))
      return
    }
    accountKinds[name] = kind
  }

  private var accountNames: [String] { (accountColumns ?? []).map { Project.accountPrefix + $0 } }

  private mutating func settle(_ column: ColumnReference, as kind: ColumnKind, in file: CSVFile) {
    require(column, in: file)
    if leadKinds[column.name] ?? kind != kind { problems.append(readTwoWays(column)) }
    leadKinds[column.name] = kind
  }

  private mutating func require(_ column: ColumnReference, in file: CSVFile) {
    guard !file.names.contains(column.name) else { return }
    problems.append(column.missing(from: file.path, among: file.names))
  }

  private mutating func checkDistinct(_ columns: [ColumnReference]) {
    var seen: Set<String> = []
    for column in columns where !seen.insert(column.name).inserted {
      problems.append(readTwoWays(column))
    }
  }

  private mutating func checkDistinct(_ events: EventsSource) {
    guard let identifier = events.identifier, identifier.name == events.lead.name else {
      checkDistinct(events.columns)
      return
    }
    let flaw = ProjectFlaw.leadAsEventIdentifier(identifier.name)
    problems.append(ConfigurationProblem(.specific(flaw), at: identifier.place))
  }

  private func readTwoWays(_ column: ColumnReference) -> ConfigurationProblem {
    ConfigurationProblem(.specific(ProjectFlaw.readTwoWays(column.name)), at: column.place)
  }
}

extension Project {
  /// What the names of account columns start with.
  static let accountPrefix = "accounts."

  /// The columns of the events file that features read besides those of the events section, each once.
  var eventColumns: [ColumnReference] {
    var known: Set<String> = []
    return features.flatMap { entry -> [ColumnReference] in
      if case .events(let feature) = entry { feature.columns } else { [] }
    }.filter { known.insert($0.name).inserted }
  }

  /// The columns that parsers make.
  var parsedColumns: [String] {
    features.flatMap { entry -> [String] in
      guard case .column(let feature) = entry, let parser = feature.parser else { return [] }
      return parser.columns.map { "\(feature.label).\($0)" }
    }
  }
}

public import Tables
public import YAMLDocuments

/// A project: where leads, accounts and events come from, what a conversion is, which features are
/// taken as of which moment, and what is done with scores.
public struct Project: Sendable {
  /// The project file as the user named it.
  public let path: String
  /// What the scores are for.
  public let purpose: String?
  /// Where leads come from.
  public let leads: LeadsSource
  /// Where companies come from; nil when nothing is known of them.
  public let accounts: AccountsSource?
  /// Where events come from; nil when there are none.
  public let events: EventsSource?
  /// Where earlier values of slowly changing fields come from; nil when only today's are known.
  public let history: HistorySource?
  /// By what leads are recognised that were entered twice; nil when every row is a lead.
  public let duplicates: DuplicateRule?
  /// What a conversion is.
  public let outcome: OutcomeDefinition
  /// As of which moment features are taken.
  public let snapshot: SnapshotRule
  /// The features in the order of the file, explicit, implicit and behavioural.
  public let features: [FeatureEntry]
  /// The paths of tables of job titles that come on top of the English one.
  public let titles: [String]
  /// The tiers from the top; empty when none are declared.
  public let tiers: [ProjectTier]
  /// Whether leads of one account stay on one side of every split; nil where the project does not say.
  public let groupsByAccount: Bool?
  /// The path of the points table to compare with.
  public let rules: String?
  /// The leads that are never scored or learned from; nil when there is no such list.
  public let suppressed: DataSource?
  /// The path of the list of alarms that are known and need not be said; nil when there is none.
  public let silences: String?
  /// How long scores and runs are kept; nil for ever.
  public let retention: TimeSpan?
  /// How many rows a run may leave out because something is wrong with them.
  public let maxRejects: Int
  /// The columns of groups of leads that are to fare alike, such as the region; empty where the
  /// project names none.
  public let fairness: [String]
  /// The files and tables that scores are written to.
  public let writes: [DataSource.Location]
  /// The factors that features, columns or events speak for, by name, where the project says so.
  public let factors: [String: LeadFactor]

  /// The project in a YAML file.
  ///
  /// Only the project file is read. That its sources exist and have the columns it names is found
  /// by ``load(threads:columnKinds:)``.
  ///
  /// - Throws: all problems of the file, each with its place.
  public init(path: String) throws(ConfigurationProblems) {
    let document: YAMLDocument
    do {
      document = try YAMLDocument(path: path)
    } catch {
      throw ConfigurationProblems([error])
    }
    try self.init(document: document, path: path)
  }

  /// The project in a YAML document, its paths relative to the folder of `path`.
  ///
  /// - Throws: all problems of the document, each with its place.
  public init(document: YAMLDocument, path: String) throws(ConfigurationProblems) {
    var problems = ConfigurationProblems()
    guard let root = problems.gather(try document.root.mapping()) else { throw problems }
    problems.append(root.unknownKeys(besides: Project.keys))
    let folder = ProjectFolder(ofFile: path)
    let sections = ProjectSections(root, folder: folder, problems: &problems)
    purpose = root.text("purpose", &problems)
    features = FeatureEntry.read(root.optional("features"), problems: &problems)
    titles =
      root.read("titles", &problems) { (node) throws(ConfigurationProblem) in
        try node.stringOrList().map(folder.resolved)
      } ?? []
    tiers = root.read("tiers", &problems, ProjectTier.read) ?? []
    rules = root.text("rules", &problems).map(folder.resolved)
    suppressed = root.read("suppress", &problems) { (node) throws(ConfigurationProblem) in
      try DataSource(suppressing: node, folder: folder)
    }
    silences = root.text("silences", &problems).map(folder.resolved)
    retention = root.read("retention_days", &problems) { (node) throws(ConfigurationProblem) in
      try node.days()
    }
    maxRejects =
      root.read("max_rejects", &problems) { (node) throws(ConfigurationProblem) in
        let count = try node.integer()
        guard (0...1000).contains(count) else {
          throw node.problem(ProjectFlaw.outOfRange(String(count)))
        }
        return count
      } ?? 0
    fairness =
      root.read("fairness", &problems) { (node) throws(ConfigurationProblem) in
        try node.stringOrList()
      } ?? []
    writes = root.read("write", &problems, folder.targets) ?? []
    factors = root.read("factors", &problems, LeadFactor.read) ?? [:]
    guard let leads = sections.leads, let outcome = sections.outcome,
      let snapshot = sections.snapshot
    else { throw problems }
    self.path = path
    self.leads = leads
    self.outcome = outcome
    self.snapshot = snapshot
    accounts = sections.accounts
    events = sections.events
    history = sections.history
    duplicates = sections.duplicates
    let grouping = root.read("group_by", &problems) { (node) throws(ConfigurationProblem) in
      try node.choice(of: Grouping.self)
    }
    groupsByAccount = grouping.map { $0 == .account }
    problems.append(missingSections(root))
    try problems.throwIfAny()
  }

  /// Whether leads of one account stay on one side of every split: where leads have accounts, unless
  /// the project groups by lead.
  public var keepsAccountsApart: Bool { groupsByAccount ?? (leads.account != nil) }

  /// What never stands on both sides of a split.
  private enum Grouping: String, CaseIterable { case account, lead }

  private static let keys = [
    "purpose", "leads", "accounts", "events", "history", "duplicates", "outcome", "snapshot",
    "group_by", "features", "titles", "factors", "tiers", "rules", "write", "suppress",
    "retention_days", "silences", "max_rejects", "fairness",
  ]

  /// What a model of this project predicts: `closed_won_at within 90 days, as of 14 days after
  /// created_at`.
  public var target: String {
    outcome.description + ", as of " + snapshot.description(created: leads.created.column.name)
  }

  /// Problems of parts that refer to sections which are not there.
  private func missingSections(_ root: YAMLMapping) -> [ConfigurationProblem] {
    var problems: [ConfigurationProblem] = []
    func report(_ flaw: ProjectFlaw, _ feature: EventFeature) {
      problems.append(ConfigurationProblem(.specific(flaw), at: feature.place))
    }
    if root.optional("accounts") != nil, leads.account == nil {
      problems.append(ConfigurationProblem(.missingKey("account"), at: leads.identifier.place))
    }
    for case .account(let place) in duplicates?.keys ?? [] where leads.account == nil {
      problems.append(ConfigurationProblem(.missingKey("account"), at: place))
    }
    if let node = root.optional("group_by"), leads.account == nil,
      (try? node.string()) == "account"
    {
      problems.append(node.problem(ProjectFlaw.needs("group_by: account", beside: "account")))
    }
    for entry in features {
      guard case .events(let feature) = entry else { continue }
      if root.optional("events") == nil {
        report(.sectionMissing("events"), feature)
      } else if let events, events.value == nil, feature.needsValue {
        report(.needs("sum", beside: "value"), feature)
      }
      if feature.scope == .account, leads.account == nil {
        report(.needs("of", beside: "account"), feature)
      }
    }
    return problems
  }
}

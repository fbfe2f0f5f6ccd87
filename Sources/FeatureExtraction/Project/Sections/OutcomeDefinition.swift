public import Tables
internal import YAMLDocuments

/// What a conversion is, and how long one waits for it.
public struct OutcomeDefinition: Sendable {
  /// How the data say that a lead converted.
  public enum Conversion: Sendable {
    /// By a moment that is there once the lead has converted.
    case wonAt(TimeColumn)
    /// By a status, and the moment when it was reached.
    case status(ColumnReference, won: [String], lost: [String], at: TimeColumn)
  }

  /// A table of its own that says how leads ended.
  public struct Source: Sendable {
    /// The file.
    public let source: DataSource
    /// Whose outcome a row is.
    public let lead: ColumnReference
  }

  /// The table that all columns but `unworked` are in; nil for the leads' own.
  public let table: Source?
  /// How the data say that a lead converted.
  public let conversion: Conversion
  /// The statuses of leads that are neither won nor lost; nil when the project does not list them.
  public let open: [String]?
  /// What a conversion was worth; nil when it is not recorded.
  public let amount: ColumnReference?
  /// How long after the snapshot a conversion counts; nil for ever.
  public let horizon: TimeSpan?
  /// When somebody first got in touch; leads nobody worked are not counted as lost.
  public let firstTouch: TimeColumn?
  /// Which leads ended for reasons that are no loss; nil when the project names none.
  public let disqualified: Disqualification?
  /// What becomes of leads whose horizon is not over.
  public let censored: CensoringTreatment

  init(_ node: YAMLNode, folder: ProjectFolder) throws(ConfigurationProblem) {
    let outcome = try node.mapping()
    table = try Source(outcome, folder: folder)
    conversion = try Conversion(outcome)
    open = try outcome.optional("open")?.stringOrList()
    amount = try outcome.column("amount")
    horizon = try outcome.optional("horizon")?.timeSpan()
    firstTouch = try outcome.optional("unworked").map { (node) throws(ConfigurationProblem) in
      try TimeColumn(node)
    }
    disqualified = try outcome.optional("disqualified").map {
      (node) throws(ConfigurationProblem) in try Disqualification(node)
    }
    let treatment = outcome.optional("censored")
    censored = try treatment?.choice(of: CensoringTreatment.self) ?? .drop
    if let treatment, censored == .ipcw, horizon == nil {
      throw treatment.problem(ProjectFlaw.needs("censored: ipcw", beside: "horizon"))
    }
  }

  /// The column of the status; nil where a moment says that a lead converted.
  var status: ColumnReference? {
    if case .status(let status, _, _, _) = conversion { status } else { nil }
  }

  /// The columns of the leads that know the outcome and are no features unless declared.
  public var columns: [ColumnReference] {
    let touch = [firstTouch?.column].compactMap { $0 }
    return table == nil ? ownColumns + touch : touch
  }

  /// The columns of the table that says how leads ended.
  var ownColumns: [ColumnReference] {
    var columns = [amount, disqualified?.column, disqualified?.at?.column].compactMap { $0 }
    switch conversion {
    case .wonAt(let won): columns.append(won.column)
    case .status(let status, _, _, let at): columns += [status, at.column]
    }
    return columns
  }

  /// The definition in words: `closed_won_at within 90 days`.
  public var description: String {
    let what =
      switch conversion {
      case .wonAt(let won): won.column.name
      case .status(let status, let won, _, _): "\(status.name) = " + won.joined(separator: " or ")
      }
    return what + (horizon.map { " within \($0.words)" } ?? "")
  }
}

extension OutcomeDefinition.Source {
  /// The source that a section names, nil when it names none.
  fileprivate init?(_ outcome: YAMLMapping, folder: ProjectFolder) throws(ConfigurationProblem) {
    guard outcome.optional("from") != nil else {
      for key in DataSource.keys + ["lead"] {
        guard let node = outcome.optional(key) else { continue }
        throw node.problem(ProjectFlaw.needs(key, beside: "from"))
      }
      return nil
    }
    source = try DataSource(outcome, folder: folder)
    lead = try ColumnReference(try outcome.required("lead"))
  }
}

extension OutcomeDefinition.Conversion {
  init(_ outcome: YAMLMapping) throws(ConfigurationProblem) {
    let common =
      DataSource.keys + ["lead", "amount", "horizon", "unworked", "disqualified", "censored"]
    guard let status = outcome.optional("status") else {
      try outcome.allow(only: ["won_at", "status", "won", "lost", "open", "at"] + common)
      for key in ["won", "lost", "open", "at"] {
        guard let node = outcome.optional(key) else { continue }
        throw node.problem(ProjectFlaw.needs(key, beside: "status"))
      }
      self = .wonAt(try TimeColumn(try outcome.required("won_at")))
      return
    }
    if let won = outcome.optional("won_at") {
      throw won.problem(ProjectFlaw.notTogether("status", "won_at"))
    }
    try outcome.allow(only: ["status", "won", "lost", "open", "at"] + common)
    let won = try outcome.required("won")
    let wonValues = try won.stringOrList()
    let lostValues = try outcome.optional("lost")?.stringOrList() ?? []
    guard !wonValues.isEmpty else { throw won.problem(ProjectFlaw.nothingIn("won")) }
    if let both = wonValues.first(where: lostValues.contains) {
      throw won.problem(ProjectFlaw.wonAndLost(both))
    }
    if let open = outcome.optional("open"),
      let both = try open.stringOrList().first(where: (wonValues + lostValues).contains)
    {
      throw open.problem(ProjectFlaw.openAndSettled(both))
    }
    self = .status(
      try ColumnReference(status), won: wonValues, lost: lostValues,
      at: try TimeColumn(try outcome.required("at")))
  }
}

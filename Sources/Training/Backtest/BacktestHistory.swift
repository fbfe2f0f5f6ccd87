public import FeatureExtraction
public import RuleScoring
import ScoringModel
public import Tables

/// Past leads along time, with what was known of their outcomes at any moment.
public struct BacktestHistory: Sendable {
  /// How moments are to be read.
  public enum Clock: Sendable, Equatable {
    /// As times.
    case calendar
    /// As places in an order: a microsecond stands for a row.
    case order
  }

  /// The leads whose outcome is known by now.
  public let leads: LabelledLeads
  /// When each of them would have been scored.
  public let moments: [Timestamp]
  /// How moments are to be read.
  public let clock: Clock
  /// How long after its moment the outcome of a lead is known; nil when that is not settled.
  public let maturity: TimeSpan?
  /// The points of the rules as of each lead's moment; nil without rules.
  public let points: [Double]?
  /// The name of the rules; nil without rules.
  public let rules: String?
  /// What else is known of each lead, to look at parts of them.
  public let facts: Table
  /// What beside the leads helps to tell columns that know the outcome.
  public let surroundings: LeakSurroundings
  /// How a fit learns from leads that may still convert at its origin.
  public let treatment: CensoringTreatment
  private let known: @Sendable (Timestamp) throws -> Known

  /// What was known at a moment, labelled as one would have labelled it then.
  struct Known: Sendable {
    /// The leads whose outcome was known.
    let leads: LabelledLeads
    /// These and the leads that could still convert; nil where only the former are learned from.
    var censored: CensoredLeads?
  }

  /// The leads whose outcome was known at a moment, labelled as one would have labelled them then.
  ///
  /// - Throws: `FeatureProblem` when the column of a feature is missing.
  public func leads(knownAt moment: Timestamp) throws -> LabelledLeads { try known(moment).leads }

  /// The same, with the leads that could still convert at the moment.
  func known(at moment: Timestamp) throws -> Known { try known(moment) }
}

extension BacktestHistory {
  /// The history of a project.
  ///
  /// Labels are made anew for every moment: a lead whose outcome was open at that moment is
  /// unknown then, whatever became of it later.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - tables: Its data.
  ///   - book: The points table to compare with; nil for none.
  ///   - asOf: Nothing after this moment is known; nil for the newest moment in the data.
  ///   - exclude: Features to leave out.
  ///   - usesPrior: Whether the points become features that the model starts from.
  ///   - groupsByAccount: Whether leads of one account stay on one side of any split; nil for what
  ///     the project says.
  /// - Throws: what labelling and scoring by rules throw.
  public init(
    project: Project, tables: ProjectTables, book: RuleBook?, asOf: Timestamp? = nil,
    exclude: Set<String> = [], usesPrior: Bool = false, groupsByAccount: Bool? = nil
  ) throws {
    let now = asOf ?? tables.newest ?? Timestamp(microseconds: 0)
    @Sendable func labelled(_ moment: Timestamp) throws -> ProjectLeads {
      try ProjectLeads(
        project: project, tables: tables, asOf: min(moment, now), groupsByAccount: groupsByAccount)
    }
    @Sendable func features(_ leads: ProjectLeads) throws -> Known {
      let kinds = Set(FeatureKind.allCases)
      let kept = leads.labelled.keeping(kinds: kinds, exclude: exclude)
      let censored = leads.censored?.keeping(kinds: kinds, exclude: exclude)
      guard usesPrior, let book else { return Known(leads: kept, censored: censored) }
      return Known(
        leads: kept.adding(RuleFeatures(try book.score(leads.snapshot))),
        censored: try censored.map {
          $0.adding(RuleFeatures(try book.score(leads.learnedSnapshot)))
        })
    }
    let all = try labelled(now)
    leads = try features(all).leads
    treatment = project.outcome.censored
    moments = all.snapshot.moments
    clock = .calendar
    maturity = project.outcome.horizon
    points = try book?.score(all.snapshot).totals
    rules = book?.name
    facts = all.snapshot.table
    surroundings = try LeakSurroundings(project: project, tables: tables, asOf: now)
    known = { try features(try labelled($0)) }
  }

  /// The history of a flat file, whose outcomes are taken to be known at once.
  ///
  /// A flat file does not say when an outcome became known: a backtest on it flatters where
  /// outcomes take long.
  ///
  /// - Parameters:
  ///   - leads: The leads.
  ///   - facts: All columns of the same leads.
  ///   - clock: How the leads' order is to be read.
  /// - Throws: ``BacktestError/noOrder`` when the leads have no order.
  public init(flat leads: LabelledLeads, facts: Table, clock: Clock) throws(BacktestError) {
    guard let order = leads.order else { throw .noOrder }
    self.leads = leads
    switch clock {
    case .calendar: moments = order.map(Timestamp.init(microseconds:))
    case .order:
      // Rows that are not used leave gaps, and numbers may be anything: only the order counts.
      var places = [Timestamp](repeating: Timestamp(microseconds: 0), count: leads.count)
      let sorted = leads.keys.indices.sorted {
        (order[$0], leads.keys[$0]) < (order[$1], leads.keys[$1])
      }
      for (place, row) in sorted.enumerated() {
        places[row] = Timestamp(microseconds: Int64(place))
      }
      moments = places
    }
    self.clock = clock
    maturity = nil
    points = nil
    rules = nil
    self.facts = facts
    let moments = moments
    treatment = .drop
    surroundings = .none
    known = { moment in
      Known(leads: leads.rows(moments.indices.filter { moments[$0] < moment }))
    }
  }
}

extension LabelledLeads {
  /// The rows in an order that depends on the leads alone.
  var canonicalRows: [Int] { keys.indices.sorted { keys[$0] < keys[$1] } }
}

public import FeatureExtraction
public import ScoringModel
public import Tables

/// Leads whose outcome is known, with all that training needs to know about them.
public struct LabelledLeads: Sendable {
  /// What a conversion is and which column names a lead.
  public let subject: ModelSubject
  /// The columns that may become features or betray the outcome; one row per lead.
  public let table: Table
  /// The columns that become features.
  public let declarations: [FeatureDeclaration]
  /// The columns that do not, and why.
  public let dropped: [DroppedColumn]
  /// Whether each lead converted.
  public let outcomes: [Bool]
  /// A number per lead that is its own and does not depend on the order of the rows.
  public let keys: [UInt64]
  /// A number per lead that leads of one group share, such as those of one company.
  public let groups: [UInt64]?
  /// A number per row that rows of one lead share, where leads are rows at several moments; nil
  /// where every row is a lead of its own.
  public let identities: [UInt64]?
  /// A number per lead that grows with time, nil when the leads have no order.
  public let order: [Int64]?
  /// A weight per lead, nil when all count alike.
  public let weights: [Double]?
  /// What each lead counts for in a fit, from 0 to 1, where that is not just its outcome.
  let shares: [Double]?
  /// Whether a lead is fitted to but too young to judge by; nil when none is.
  let fitOnly: [Bool]?
  /// The columns that are rates drawn towards a base rate, with the counts they are made of.
  let rates: [CountedRate]
  /// The row of each lead in the table or the snapshot that it was taken from.
  public let sourceRows: [Int]

  /// Leads with their outcomes.
  ///
  /// - Precondition: every list has one element per row of the table.
  public init(
    subject: ModelSubject, table: Table, declarations: [FeatureDeclaration],
    dropped: [DroppedColumn], outcomes: [Bool], keys: [UInt64], groups: [UInt64]? = nil,
    identities: [UInt64]? = nil, order: [Int64]? = nil, weights: [Double]? = nil,
    sourceRows: [Int]? = nil, rates: [CountedRate] = []
  ) {
    precondition(outcomes.count == table.rowCount && keys.count == table.rowCount)
    self.subject = subject
    self.table = table
    self.declarations = declarations
    self.dropped = dropped
    self.outcomes = outcomes
    self.keys = keys
    self.groups = groups
    self.identities = identities
    self.order = order
    self.weights = weights
    shares = nil
    fitOnly = nil
    self.rates = rates
    self.sourceRows = sourceRows ?? Array(0..<table.rowCount)
  }

  /// Leads of which some things are others.
  private init(
    _ leads: LabelledLeads, table: Table, declarations: [FeatureDeclaration],
    dropped: [DroppedColumn], weights: [Double]?, shares: [Double]?, fitOnly: [Bool]?
  ) {
    subject = leads.subject
    outcomes = leads.outcomes
    keys = leads.keys
    groups = leads.groups
    identities = leads.identities
    order = leads.order
    rates = leads.rates
    sourceRows = leads.sourceRows
    self.table = table
    self.declarations = declarations
    self.dropped = dropped
    self.weights = weights
    self.shares = shares
    self.fitOnly = fitOnly
  }

  /// The same leads with what a fit is to make of each.
  func fitted(weights: [Double]?, shares: [Double], fitOnly: [Bool]?) -> LabelledLeads {
    LabelledLeads(
      self, table: table, declarations: declarations, dropped: dropped, weights: weights,
      shares: shares, fitOnly: fitOnly)
  }

  /// The same leads with other features; what is not given stays.
  ///
  /// - Precondition: the table has the same rows.
  func with(
    table: Table? = nil, declarations: [FeatureDeclaration], dropped: [DroppedColumn]? = nil
  ) -> LabelledLeads {
    precondition(table.map { $0.rowCount == count } ?? true)
    return LabelledLeads(
      self, table: table ?? self.table, declarations: declarations,
      dropped: dropped ?? self.dropped, weights: weights, shares: shares, fitOnly: fitOnly)
  }

  /// What some leads count for in a fit: their outcomes, 1 or 0, unless something else is known.
  func fitOutcomes(_ rows: [Int]) -> [Double] {
    shares.map { shares in rows.map { shares[$0] } } ?? rows.map { outcomes[$0] ? 1 : 0 }
  }

  /// The rate of conversions among some leads as a fit counts them.
  func fitRate(_ rows: [Int]) -> Double {
    let outcomes = fitOutcomes(rows)
    guard let weights else { return outcomes.reduce(0, +) / Double(rows.count) }
    let sums = zip(rows, outcomes).reduce(into: (won: 0.0, all: 0.0)) { sums, lead in
      sums.won += weights[lead.0] * lead.1
      sums.all += weights[lead.0]
    }
    return sums.won / sums.all
  }

  /// Those of some leads that are old enough to judge by.
  func judgeable(_ rows: [Int]) -> [Int] {
    fitOnly.map { fitOnly in rows.filter { !fitOnly[$0] } } ?? rows
  }

  /// The leads at the given rows, in that order.
  public func rows(_ rows: [Int]) -> LabelledLeads {
    let leads = LabelledLeads(
      subject: subject, table: table.rows(rows), declarations: declarations, dropped: dropped,
      outcomes: rows.map { outcomes[$0] }, keys: rows.map { keys[$0] },
      groups: groups.map { groups in rows.map { groups[$0] } },
      identities: identities.map { all in rows.map { all[$0] } },
      order: order.map { order in rows.map { order[$0] } },
      weights: weights.map { weights in rows.map { weights[$0] } },
      sourceRows: rows.map { sourceRows[$0] }, rates: rates.map { $0.rows(rows) })
    guard let shares else { return leads }
    return leads.fitted(
      weights: leads.weights, shares: rows.map { shares[$0] },
      fitOnly: fitOnly.map { all in rows.map { all[$0] } })
  }

  /// The same leads with fewer features: those of some kinds, less some columns.
  public func keeping(kinds: Set<FeatureKind>, exclude: Set<String>) -> LabelledLeads {
    let kept = declarations.filter { kinds.contains($0.kind) && !exclude.contains($0.column) }
    let names = Set(kept.map(\.column))
    let left = declarations.map(\.column).filter { !names.contains($0) }
    return with(
      declarations: kept,
      dropped: dropped + left.map { DroppedColumn(column: $0, reason: .excluded) })
  }

  /// How many leads there are.
  public var count: Int { outcomes.count }

  /// How many converted.
  public var positiveCount: Int { outcomes.count { $0 } }

  /// A digest over who the leads are and how they ended, the same for any order of the rows.
  ///
  /// Two sets of leads with this digest are split alike.
  public var leadFingerprint: String {
    Digest.sha256(zip(keys, outcomes).map { ($0 &+ ($1 ? 1 : 0)).mixed }.sorted())
  }

  /// A digest over all contents, the same for any order of the rows and columns.
  public var dataFingerprint: String {
    let rows = zip(table.rowHashes(), outcomes).map { hash, outcome in
      (hash &+ (outcome ? 1 : 0)).mixed
    }
    return Digest.sha256(rows.sorted())
  }
}

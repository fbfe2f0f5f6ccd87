#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
public import Tables
import TestSupport
public import Training

/// Leads drawn from a logistic model whose coefficients are known.
public struct SyntheticLeads: Sendable {
  /// The leads: `id`, `visits`, `revenue` (a fifth missing), `industry`, `source` and `won`.
  public let table: Table
  /// The log odds that each outcome was drawn with.
  public let logOdds: [Double]

  /// The log odds per visit.
  public static let visitsEffect = 0.25
  /// The log odds per unit of the logarithm of revenue.
  public static let revenueEffect = 0.5
  /// The log odds of an unknown revenue.
  public static let missingRevenueEffect = -0.6
  /// Industries with their share and their log odds.
  public static let industries = [
    (name: "Software", weight: 0.4, effect: 0.9), (name: "Retail", weight: 0.3, effect: -0.7),
    (name: "Health", weight: 0.2, effect: 0), (name: "Energy", weight: 0.1, effect: 0.4),
  ]
  /// Sources with their share and their log odds.
  public static let sources = [
    (name: "web", weight: 0.6, effect: -0.3), (name: "event", weight: 0.25, effect: 0.2),
    (name: "referral", weight: 0.15, effect: 0.8),
  ]

  /// Draws leads.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - seed: The same seed draws the same leads.
  ///   - strength: The factor on all effects; 0 makes outcomes that nothing explains.
  ///   - intercept: The log odds when no effect applies.
  public init(_ count: Int, seed: UInt64, strength: Double = 1, intercept: Double = -1.4) {
    var random = SeededGenerator(seed: seed)
    var (visits, revenue, logOdds): ([Double], [Double], [Double]) = ([], [], [])
    var (industries, sources, won): ([String], [String], [String]) = ([], [], [])
    for _ in 0..<count {
      let visit = (12 * random.uniform() * random.uniform()).rounded()
      let amount = random.happens(0.2) ? Double.nan : exp(4 + random.normal()).rounded()
      let industry = random.pick(SyntheticLeads.industries.map { ($0, weight: $0.weight) })
      let source = random.pick(SyntheticLeads.sources.map { ($0, weight: $0.weight) })
      var effect = SyntheticLeads.visitsEffect * (visit - 3) + industry.effect + source.effect
      effect +=
        amount.isNaN
        ? SyntheticLeads.missingRevenueEffect
        : SyntheticLeads.revenueEffect * (log(1 + amount) - 4)
      logOdds.append(intercept + strength * effect)
      visits.append(visit)
      revenue.append(amount)
      industries.append(industry.name)
      sources.append(source.name)
      won.append(random.happens(1 / (1 + exp(-intercept - strength * effect))) ? "yes" : "no")
    }
    self.logOdds = logOdds
    table = Table([
      .text("id", (0..<count).map { "lead-\(seed)-\($0)" }), .numbers("visits", visits),
      .numbers("revenue", revenue), .categories("industry", industries),
      .categories("source", sources), .categories("won", won),
    ])
  }

  /// How the table is to be read.
  public static let options = FlatFileOptions(target: "won", identifier: "id")

  /// The leads with their outcomes.
  public func labelled() throws -> LabelledLeads {
    try LabelledLeads(flat: table, options: SyntheticLeads.options)
  }

  /// What training on the leads gives with a fixed penalty.
  public func trained(name: String = "leads", lambda: Double = 1e-3) throws -> TrainingResult {
    var settings = TrainingSettings(name: name)
    settings.lambda = lambda
    return try Trainer(settings: settings).train(labelled())
  }
}

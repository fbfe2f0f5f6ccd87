import Evaluation
import Prediction
import ScoringModel
import Tables

/// What `score` did, and how long each part took.
struct ScoringWork {
  let summary: BatchScorer.Summary
  let phases: PhaseSeconds
  /// What changed in a table; nil when scores went to a file.
  let change: HistoryChange?
}

/// How long each phase of some work took, in seconds.
struct PhaseSeconds {
  private(set) var byName: [String: Double] = [:]

  /// The seconds of all phases.
  var total: Double { byName.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value } }

  /// Does a phase of the work.
  mutating func time<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    defer { byName[name, default: 0] += (ContinuousClock.now - start) / .seconds(1) }
    return try work()
  }
}

/// The result of `score` for scripts.
struct ScoreJSON: Encodable {
  private let leads: Int
  private let expectedConversions, expectedLower, expectedUpper: Double
  private let tiers: [String: Int]
  private let model, digest, out: String
  private let version: Int
  private let seconds: Double
  private let phases: [String: Double]
  /// The rows of a table that are new or different; nil when scores went to a file.
  private let changed: Int?
  private let warnings: [String]

  enum CodingKeys: String, CodingKey {
    case leads
    case expectedConversions = "expected_conversions"
    case expectedLower = "expected_conversions_lower"
    case expectedUpper = "expected_conversions_upper"
    case tiers, model, version, digest, out, seconds, phases, changed, warnings
  }

  init(
    _ work: ScoringWork, stored: ModelRegistry.StoredModel, out: String, warnings: [String]
  ) {
    self.warnings = warnings
    leads = work.summary.leads
    expectedConversions = work.summary.expectedConversions.value
    expectedLower = work.summary.expectedConversions.interval.lower
    expectedUpper = work.summary.expectedConversions.interval.upper
    tiers = Dictionary(
      zip(stored.model.tiers.map(\.name), work.summary.tierCounts), uniquingKeysWith: +)
    model = stored.model.name
    version = stored.version
    digest = stored.digest
    self.out = out
    seconds = work.phases.total
    phases = work.phases.byName
    changed = work.change?.written
  }
}

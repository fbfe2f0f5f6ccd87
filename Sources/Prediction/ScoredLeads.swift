public import FeatureExtraction
public import Tables
import Evaluation
import ScoringModel

/// The scores of a table of leads, in its order.
public struct ScoredLeads: Sendable {
  /// The predictor that made them.
  public let predictor: Predictor
  /// The leads.
  public let table: Table
  /// The log odds per lead.
  public let logOdds: [Double]
  /// The standard error of the log odds per lead (delta method).
  public let standardErrors: [Double]
  /// The contributions to the log odds: one list per feature, one element per lead.
  public let contributions: [[Double]]
  let encoded: [EncodedFeature]

  init(
    predictor: Predictor, table: Table, encoded: [EncodedFeature], contributions: [[Double]],
    logOdds: [Double], standardErrors: [Double]
  ) {
    self.predictor = predictor
    self.table = table
    self.encoded = encoded
    self.contributions = contributions
    self.logOdds = logOdds
    self.standardErrors = standardErrors
  }

  /// How many leads there are.
  public var count: Int { logOdds.count }

  /// The score of the lead in a row.
  public subscript(row: Int) -> ScoredLead { ScoredLead(self, row: row) }

  /// The rows from the best lead to the worst; equal leads in the order of the table.
  public var ranking: [Int] {
    logOdds.indices.sorted { (-logOdds[$0], $0) < (-logOdds[$1], $1) }
  }

  /// What a feature's value was for a lead, as it may be shown.
  func valueText(feature: Int, row: Int) -> String {
    guard case .codes(let codes) = encoded[feature] else {
      return number(feature: feature, row: row)?.shownText ?? CategoricalEncoding.missingLabel
    }
    return predictor.model.extractor.features[feature].label(Int(codes[row])) ?? ""
  }

  /// A lead's value of a numeric feature; nil when it is missing or the feature has codes.
  func number(feature: Int, row: Int) -> Double? {
    let column = predictor.model.extractor.features[feature].columns[0]
    guard case .values(let values) = encoded[feature], !values[row].isNaN,
      case .numbers(let numbers)? = table[column]?.values
    else { return nil }
    return numbers[row]
  }
}

/// The score of one lead, with everything that explains it.
public struct ScoredLead: Sendable {
  /// The lead's identifier, or its row counted from 1.
  public let id: String
  /// The log odds of a conversion, and their standard error.
  public let logOdds, standardError: Double
  /// The probability of a conversion and its 95 % interval, calibrated where the model is.
  public let probability, probabilityLow, probabilityHigh: Double
  /// The probability that belongs to the log odds by themselves.
  public let probabilityBeforeCalibration: Double
  /// The percentage of training leads that score lower.
  public let percentile: Double
  /// The percentile as a whole number, 0…100.
  public let score: Int
  /// The name of the tier.
  public let tier: String
  /// The log odds of the average lead, from which contributions count.
  public let base: Double
  /// One contribution per feature, in the model's order; `base + Σ` is the log odds.
  public let contributions: [Contribution]

  /// What one feature adds to a lead's log odds.
  public struct Contribution: Sendable, Equatable {
    /// The feature's name.
    public let feature: String
    /// The columns it is read from: one, or two when they are crossed.
    public let columns: [String]
    /// Where the knowledge comes from.
    public let kind: FeatureKind
    /// The lead's value, as it may be shown.
    public let value: String
    /// The lead's value where it is a number; nil for categories, bins and missing values.
    public let number: Double?
    /// What it adds to the log odds, against the average lead.
    public let logOdds: Double
  }

  /// The tier, as an index, is that of a batch where it is given, and else the model's estimate.
  init(_ leads: ScoredLeads, row: Int, firstRow: Int = 0, tier batchTier: Int? = nil) {
    let model = leads.predictor.model
    id =
      model.subject.identifier.flatMap { leads.table[$0]?.text(row) } ?? String(firstRow + row + 1)
    logOdds = leads.logOdds[row]
    standardError = leads.standardErrors[row]
    let interval = Interval(
      logOdds: logOdds, standardError: standardError, calibration: model.calibration)
    probabilityBeforeCalibration = Interval.logistic(logOdds)
    probability = interval.probability
    probabilityLow = interval.low
    probabilityHigh = interval.high
    percentile = model.population.percentile(logOdds: logOdds)
    score = Int(percentile.rounded())
    tier = model.tiers[batchTier ?? model.tiers.index(logOdds: logOdds)].name
    base = leads.predictor.effects.base
    contributions = model.extractor.features.enumerated().map { index, feature in
      Contribution(
        feature: feature.name, columns: feature.columns, kind: feature.kind,
        value: leads.valueText(feature: index, row: row),
        number: leads.number(feature: index, row: row),
        logOdds: leads.contributions[index][row])
    }
  }

  /// The largest contributions as sentences: `+0.84 job = student (×2.3 odds)`.
  ///
  /// - Parameters:
  ///   - count: The most sentences.
  ///   - negative: The most of them that speak against the lead.
  /// - Returns: The sentences, the largest contribution first.
  public func reasons(_ count: Int = 5, negative: Int = 2) -> [String] {
    var left = negative
    // Equal contributions in the order of the model.
    return contributions.enumerated().filter { $0.element.logOdds.isWorthSaying }
      .sorted { left, right in
        (right.element.logOdds.magnitude, left.offset)
          < (left.element.logOdds.magnitude, right.offset)
      }
      .map(\.element)
      .filter { contribution in
        guard contribution.logOdds < 0 else { return true }
        left -= 1
        return left >= 0
      }
      .prefix(count).map(\.reason)
  }
}

extension ScoredLead.Contribution {
  /// The contribution as a sentence.
  public var reason: String {
    "\(logOdds.signed(2)) \(feature) = \(value) (×\(oddsText(logOdds)) odds)"
  }
}

extension Double {
  /// Whether a contribution survives rounding to two decimals.
  var isWorthSaying: Bool { magnitude >= 0.005 }

  /// A number as a person reads it: whole, or with up to four decimals.
  var shownText: String {
    if self == rounded(), magnitude < 1e15 { return shortText }
    guard magnitude >= 0.001, magnitude < 1e9 else { return description }
    var text = fixed(4)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

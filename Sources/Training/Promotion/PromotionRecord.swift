import Evaluation
public import ScoringModel
import Tables

/// What a review settled, kept with the challenger so that promoting it later needs no leads.
///
/// It holds against that champion only: against another the models have to be compared again.
public struct PromotionRecord: Sendable, Equatable, Codable {
  /// The name of the file that keeps it in the folder of the version.
  public static let file = "review.json"

  /// The champion compared with; nil where there was none.
  public let champion: ModelAliases.Holder?
  /// What the review settled.
  public let verdict: PromotionReview.Verdict
  /// How much lower the AUC was allowed to be.
  public let margin: Double
  /// The leads compared on, and the conversions among them.
  public let rows, positives: Int
  /// The verdict in a sentence.
  public let sentence: String
  /// The numbers behind it.
  public let evidence: [String]

  /// The record of a review against a champion.
  public init(_ review: PromotionReview, champion: ModelAliases.Holder?) {
    self.champion = champion
    verdict = review.verdict
    margin = review.margin
    rows = review.rows
    positives = review.positives
    sentence = review.sentence
    evidence = review.evidence
  }

  /// The file, the same bytes for equal records.
  public func bytes() throws -> [UInt8] { try RegistryJSON.encode(self) }

  /// The record of a model that nobody stands in the way of, by what its own holdout said.
  public init(first model: ScoringModel) {
    let holdout = model.training.holdout
    let positives = holdout?.positives ?? 0
    let negatives = (holdout?.rows ?? 0) - positives
    let ratio = holdout?.details.observedToExpected
    let gates = [
      QualityGate(
        name: "enough leads to judge by",
        isPassed: min(positives, negatives) >= QualityGate.fewestEvents,
        evidence: "\(positives) converted, \(negatives) did not; at least"
          + " \(QualityGate.fewestEvents) each"),
      QualityGate(
        name: "better than chance", isPassed: (holdout?.aucLower ?? 0) > 0.5,
        evidence: holdout.map { "AUC \($0.auc.fixed(3)), at least \($0.aucLower.fixed(3))" }
          ?? "no holdout"),
      QualityGate(
        name: "probabilities add up",
        isPassed: ratio.map { 0.8...1.25 ~= $0.value || $0.interval.contains(1) } ?? true,
        evidence: ratio.map { "\($0.value.fixed(2)) times as many converted as expected" }
          ?? "not measured"),
    ]
    let isFit = gates.allSatisfy(\.isPassed)
    champion = nil
    verdict = isFit ? .first : .unfit
    margin = 0
    rows = holdout?.rows ?? 0
    self.positives = positives
    sentence = verdict.sentence
    evidence =
      ["\(rows) leads set apart in its training, \(positives) converted"]
      + gates.map(\.sentence)
  }
}

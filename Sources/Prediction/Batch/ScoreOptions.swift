public import ScoringModel

/// What a file of scores holds beside the probability.
public struct ScoreOptions: Sendable {
  /// What the 0–100 score means.
  public enum Scale: String, Sendable, CaseIterable {
    /// The percentage of training leads that score lower.
    case percentile
    /// The probability in per cent.
    case probability
    /// 50 for the average lead, 10 more for every doubling of the odds.
    case points

    /// The 0–100 score of a lead on this scale.
    ///
    /// - Parameters:
    ///   - percentile: The percentage of training leads that score lower.
    ///   - probability: The probability.
    ///   - logOdds: The log odds before calibration, and those of the average lead.
    /// - Returns: A whole number from 0 to 100.
    func score(
      percentile: Double, probability: Double, logOdds: (lead: Double, average: Double)
    ) -> Int {
      switch self {
      case .percentile: Self.whole(percentile)
      case .probability: Self.whole(probability * 100)
      case .points:
        Self.whole(50 + (logOdds.lead - logOdds.average) * 10 / 0.693_147_180_559_945_3)
      }
    }

    /// A score as a whole number: rounded first, then held within 0 and 100.
    static func whole(_ raw: Double) -> Int { Int(min(max(raw.rounded(), 0), 100)) }
  }

  /// How many reasons a lead gets.
  public var reasonCount = 5
  /// How many of them may speak against it.
  public var negativeReasonCount = 2
  /// How many of the best leads the summary names.
  public var bestCount = 0
  /// What the 0–100 score means.
  public var scale = Scale.percentile
  /// Which feature speaks for which factor, to add a column for each factor; nil for none.
  public var factors: FactorAssignment?
  /// What the factors came to for past leads, to add where a lead stands among them; nil for none.
  public var factorReference: FactorReference?
  /// The names that stand for identifiers in all that is written; nil for the identifiers themselves.
  public var pseudonyms: Pseudonyms?
  /// How many threads to use; the bytes do not depend on it.
  public var threads = 1

  /// The default options.
  public init() {}
}

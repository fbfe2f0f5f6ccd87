public import Evaluation
import Tables

/// The outcome of a comparison in one sentence.
public struct ComparisonVerdict: Sendable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  /// Says who won, by how much, and how sure that is.
  ///
  /// - Parameters:
  ///   - comparison: The comparison.
  ///   - reference: What the reference ranking is called: "the rules".
  ///   - challenger: What the challenging ranking is called: "the model".
  public init(_ comparison: RankingComparison, reference: String, challenger: String) {
    let auc = comparison.auc
    let cut = comparison.atCapacity
    let interval = "\(auc.interval.lower.signed(3)) to \(auc.interval.upper.signed(3))"
    let calls =
      "with \(comparison.swapSet.capacity) calls it reaches \(cut.challenger.conversions.fixed(0))"
      + " conversions, \(reference) \(cut.reference.conversions.fixed(0))"
    description =
      switch comparison.verdict {
      case .challengerWins:
        "\(challenger.capitalizedFirst) wins: AUC \(auc.challenger.value.fixed(3)) against"
          + " \(auc.reference.value.fixed(3)), difference \(interval); \(calls)."
      case .referenceWins:
        "\(reference.capitalizedFirst) win: AUC \(auc.reference.value.fixed(3)) against"
          + " \(auc.challenger.value.fixed(3)) for \(challenger), difference \(interval)."
          + " Keep \(reference)."
      case .noDifferenceShown:
        "No difference shown: AUC \(auc.challenger.value.fixed(3)) for \(challenger) and"
          + " \(auc.reference.value.fixed(3)) for \(reference), difference \(interval)."
          + " Keep what is in use."
      case .challengerHasNoPower:
        "\(challenger.capitalizedFirst) shows no predictive power: its AUC"
          + " \(auc.challenger.value.fixed(3)) (\(auc.challenger.interval.lower.fixed(3))–"
          + "\(auc.challenger.interval.upper.fixed(3))) is not above 0.5. Use \(reference)."
      }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

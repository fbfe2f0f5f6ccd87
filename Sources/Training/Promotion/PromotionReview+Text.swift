import Evaluation
import ScoringModel
import Tables

extension PromotionReview.Verdict {
  /// What the review settles, in a sentence.
  public var sentence: String {
    switch self {
    case .first: "There is no champion yet, and the model is fit to be the first."
    case .better: "The challenger is better, and not worse at ranking by the margin: promote it."
    case .equal:
      "The challenger is no better than the champion by more than chance; being new is no reason to"
        + " promote it."
    case .worse:
      "The challenger is worse, or not shown to be as good within the margin: keep the champion."
    case .unfit: "The challenger does not pass its quality gates: keep it from scoring."
    }
  }
}

extension PromotionReview {
  /// What the review settles, in a sentence.
  public var sentence: String { verdict.sentence }

  /// The numbers behind the verdict, one line each.
  public var evidence: [String] {
    var lines = ["\(rows) leads that the challenger has not seen, \(positives) converted"]
    if championMayKnowLeads {
      lines.append("the champion may have been fitted to some of them, which favours it")
    }
    if let auc {
      lines.append(
        "AUC \(auc.challenger.value.fixed(4)) against \(auc.reference.value.fixed(4)): difference"
          + " \(auc.value.signed(4)) (\(auc.interval.lower.signed(4)) to"
          + " \(auc.interval.upper.signed(4))), must stay above \((-margin).signed(4))")
    }
    if let loss {
      let interval = loss.interval.map {
        " (\($0.lower.signed(5)) to \($0.upper.signed(5)))"
      }
      lines.append(
        "log loss \(loss.challenger.fixed(5)) against \(loss.reference.fixed(5)): difference"
          + " \(loss.value.signed(5))\(interval ?? "")")
    }
    return lines + gates.map(\.sentence)
  }
}

extension QualityGate {
  /// Whether the gate is passed, and the numbers.
  var sentence: String { "\(isPassed ? "passed" : "FAILED"): \(name) (\(evidence))" }
}

import Evaluation
import FeatureExtraction
import ScoringModel
public import Training

/// A training run as a page: the verdict first, then the evidence.
///
/// The same result and facts give the same bytes.
public struct TrainingReport: Sendable {
  /// The run.
  public let result: TrainingResult
  /// How models of fewer leads did; nil where that was not tried.
  public let learningCurve: LearningCurve?
  /// What the page says of itself.
  public let facts: ReportFacts

  /// The report of a run.
  public init(result: TrainingResult, learningCurve: LearningCurve? = nil, facts: ReportFacts) {
    self.result = result
    self.learningCurve = learningCurve
    self.facts = facts
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    let judged = result.holdout.map { holdout -> [Section] in
      [
        .ranking(holdout, optimism: result.optimism), .probabilities(holdout, of: result.model),
        .tiers(of: result.model, holdout: holdout),
      ]
    }
    let sections =
      (result.leaks.isEmpty ? [] : [Section.leaks(result.leaks)])
      + (judged ?? [])
      + [.coefficients(result)]
      + [Section.shapes(result), .pairs(result), .forms(result)].compactMap { $0 }
      + (learningCurve.map { [Section.learning($0)] } ?? [])
      + (Section.spellings(result).map { [$0] } ?? [])
      + [.unusedColumns(result), .fit(result), .limits(of: result.model)]
    return Page(
      kind: "Training report", facts: facts,
      summary: Markup(joining: [verdicts.markup, keyNumbers.markup]), sections: sections
    ).html()
  }

  private var verdicts: VerdictList {
    VerdictList(
      verdicts: TrainingVerdict.verdicts(of: result).map { ($0.tone, $0.description) })
  }

  private var keyNumbers: KeyNumbers {
    let leads = KeyNumbers.Entry(
      name: "Leads", value: result.rows.grouped,
      note: "\(result.positives.grouped) converted")
    let rate = KeyNumbers.Entry(
      name: "Base rate", value: Double.share(result.positives, of: result.rows).percent(),
      note: "of all leads convert")
    let features = KeyNumbers.Entry(
      name: "Features", value: result.model.extractor.features.count.grouped,
      note: "from \(result.columnCount.grouped) columns")
    return KeyNumbers(numbers: [leads, rate] + (result.holdout?.keyNumbers ?? []) + [features])
  }
}

extension HoldoutEvaluation {
  fileprivate var keyNumbers: [KeyNumbers.Entry] {
    var numbers = [
      KeyNumbers.Entry(
        name: "AUC", value: ranking.auc.value.decimals(3),
        note: "\(ranking.auc.reportedInterval.text(3)) (95 %)")
    ]
    if let gain = ranking.gains.first(where: { $0.share >= 0.1 }) {
      numbers.append(
        KeyNumbers.Entry(
          name: "Lift at \(gain.share.roundPercent)", value: gain.lift.decimals(1) + "×",
          note: "\(gain.capturedShare.percent(0)) of conversions"))
    }
    numbers.append(
      KeyNumbers.Entry(
        name: "Calibration slope",
        value: (forecast.calibrationLine?.slope.value ?? .nan).decimals(2),
        note: (forecast.calibrationLine?.slope.interval).map { "\($0.text(2)); ideal is 1" }
          ?? "ideal is 1"))
    return numbers
  }
}

extension TrainingVerdict {
  var tone: VerdictList.Tone {
    switch self {
    case .works, .beatsTheRules: .good
    case .noPower, .restsOnTheRules: .stop
    case .useTheRules(let difference): difference.interval.upper < 0 ? .stop : .check
    case .leak(let finding): finding.severity == .refused && !finding.isAllowed ? .stop : .check
    case .agesFast, .miscalibrated, .notJudged, .warning: .check
    }
  }
}

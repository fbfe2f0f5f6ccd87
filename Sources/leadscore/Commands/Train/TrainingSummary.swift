import Evaluation
import FeatureExtraction
import ScoringModel
import Tables
import Training

/// What `train` prints: the verdict first, then the numbers behind it.
struct TrainingSummary {
  let result: TrainingResult
  let stored: ModelRegistry.StoredModel
  let source: TrainingSource
  let style: Style

  var lines: [String] {
    verdict + [""] + data + forms + segments + description + calibration + holdout + [""]
      + strongest + [""]
      + notUsed
      + stored(in: stored.path)
  }

  private var verdict: [String] {
    TrainingVerdict.verdicts(of: result).map { verdict in
      switch verdict {
      case .leak, .noPower, .restsOnTheRules: style.bad(verdict.description)
      case .useTheRules, .agesFast, .miscalibrated, .notJudged, .warning:
        style.warning(verdict.description)
      case .works, .beatsTheRules: style.good(verdict.description)
      }
    }
  }

  private var data: [String] {
    let rate = Double(result.positives) / Double(result.rows) * 100
    let split = result.model.training.split
    let held = result.holdout.map { holdout in
      "; \(holdout.rows.count) set apart (\(split.kind == .newest ? "the newest" : "at random"))"
    }
    return [
      "Leads      \(result.rows) from \(source.shownName), \(result.positives) converted"
        + " (\(rate.fixed(1)) %)\(held ?? "")"
    ]
      + source.exclusions.map { "           \($0.count) left out: \($0.reason)" }
      + source.remarks.map { "           \($0)" } + keptApart
      + source.warnings.map { style.warning("Warning    \($0)") }
      + [
        "Model      \(result.model.extractor.features.count) features,"
          + " \(result.fit.parameterCount) parameters, \(penalty),"
          + " \(result.fit.passes) passes, \(result.timing.fit.fixed(2)) s"
      ]
  }

  /// The leads that are on neither side of the split.
  private var keptApart: [String] {
    guard result.keptApart > 0 else { return [] }
    let group = result.model.training.split.group
    let kind =
      switch group {
      case TrainingSource.accountGroup: "accounts"
      case TrainingSource.leadGroup: "leads"
      default: "groups"
      }
    return [
      "           \(result.keptApart) leads are neither learned from nor judged, so that the"
        + " \(kind) judged are new to the model"
    ]
  }

  private var penalty: String {
    let record = result.model.training
    return switch record.penalty {
    case "none": "no penalty"
    case "firth": "Firth’s penalty"
    case "smoothing": "smoothed"
    default: "\(record.penalty) λ = \(record.lambda.significant)" + nonzero
    }
  }

  /// What shapes and pairs gained, where they were tried.
  private var forms: [String] {
    guard result.heldStraightBy == nil else {
      return FormText.held(straightBy: result.heldStraightBy)
    }
    guard let shapes = result.shapes, shapes.candidates.count > 1 else { return [] }
    let tried = shapes.candidates.map { "\($0.form) \($0.auc.fixed(3))" }
    let judged = shapes.isForward ? "newer leads" : "leads not fitted to"
    let kept = shapes.candidates.first { $0.form == shapes.kept }
    let gain = kept.map { candidate in
      candidate.form == shapes.candidates[0].form
        ? "kept: \(candidate.form), nothing else pays"
        : "kept: \(candidate.form), log loss lower by \(candidate.gain.fixed(4))"
          + " ± \(candidate.gainStandardError.fixed(4))"
    }
    return ["Form       AUC on \(judged): \(tried.joined(separator: ", "))"]
      + (gain.map { ["           " + $0] } ?? [])
  }

  /// What segments have of their own.
  private var segments: [String] {
    guard let choice = result.segments else { return [] }
    let line =
      "Segments   \(choice.column.displayed()): intercepts held to that of all leads"
      + " \(choice.interceptFactor.significant) times as hard as other effects"
    guard choice.testedFeatures > 0 else { return [line] }
    guard let factor = choice.effectFactor, let gain = choice.gain,
      let error = gain.standardError
    else {
      let tested = choice.testedFeatures
      return [line]
        + (choice.tellingFeatures > 0
          ? []
          : [
            "           effects of their own: none, no effect of \(tested) features differs between"
              + " segments by more than chance"
          ])
    }
    return [
      line,
      "           effects of their own in \(choice.tellingFeatures) of \(choice.testedFeatures)"
        + " features, held \(factor.significant) times as hard, are"
        + " \(choice.keepsEffects ? "kept" : "not kept"): log loss on leads not fitted to"
        + " \(gain.value > 0 ? "higher" : "lower") by \(abs(gain.value).fixed(4))"
        + " ± \(error.fixed(4))",
    ]
  }

  /// How many coefficients a penalty by magnitudes has left.
  private var nonzero: String {
    let (left, all) = (result.fit.nonzeroCount, result.fit.parameterCount)
    return left < all ? " (\(left) are not 0)" : ""
  }

  /// How well the model describes the leads it was fitted to, where there is no penalty.
  private var description: [String] {
    let goodness = result.fit.goodness
    guard let test = goodness.ratioTest else { return [] }
    let few =
      goodness.hasFewEvents
      ? [
        style.warning(
          "           only \(goodness.eventsPerParameter.fixed(1)) conversions per parameter:"
            + " intervals are too narrow; --firth or a penalty is safer")
      ] : []
    return [
      "Fit        McFadden R² \(goodness.mcFadden.fixed(3)), AIC \(goodness.aic.fixed(1)),"
        + " likelihood ratio \(test.statistic.fixed(1)) on \(test.degreesOfFreedom) df"
        + " (p \(test.pValue < 0.0001 ? "< 0.0001" : "= " + test.pValue.fixed(4)))"
    ] + few
  }

  /// What was done to turn log odds into probabilities, where something was looked at.
  private var calibration: [String] {
    guard let record = result.model.training.calibration, record.source != nil else { return [] }
    return ["Calibrated " + record.text(result.model.calibration)]
  }

  private var holdout: [String] {
    guard let holdout = result.holdout else { return [] }
    let metrics = holdout.metrics
    var lines = [
      "Holdout    AUC \(holdout.ranking.auc.text), average precision"
        + " \(metrics.averagePrecision.fixed(3)), Brier \(metrics.brier.fixed(4))"
    ]
    lines += probabilities(metrics)
    if let random = result.optimism {
      lines.append("           a random split would have claimed AUC \(random.text)")
    }
    let shown = metrics.gains.filter { [0.1, 0.2, 0.3].contains($0.share) }.map { gain in
      let interval = gain.capturedInterval.map {
        " (\(($0.lower * 100).fixed(0))–\(($0.upper * 100).fixed(0)))"
      }
      return "best \((gain.share * 100).fixed(0)) %: \((gain.captured * 100).fixed(0)) %"
        + "\(interval ?? ""), \(gain.lift.fixed(1))×"
    }
    return lines + ["Captures   " + shown.joined(separator: "   ")] + sparklines(holdout)
  }

  /// The gains curve from the best tenth to all leads, and the rates that converted beside those
  /// predicted, tenth by tenth of the predictions.
  private func sparklines(_ holdout: HoldoutEvaluation) -> [String] {
    let curve = holdout.ranking.gainsCurve
    let gains = (1...20).compactMap { step in
      curve.min { abs($0.share - Double(step) / 20) < abs($1.share - Double(step) / 20) }
    }
    let bins = holdout.forecast.reliability.bins
    let rates = bins.map { $0.observed.rate ?? .nan }
    let highest = max(bins.map(\.meanPrediction).max() ?? 1, rates.filter(\.isFinite).max() ?? 1)
    let range = 0...max(highest, 1e-9)
    return [
      "Gains      0 % " + Sparkline(gains.map(\.capturedShare), in: 0...1).text
        + " 100 % of conversions, by share of leads called",
      "Predicted  " + Sparkline(bins.map(\.meanPrediction), in: range).text
        + "  by groups of leads, up to \((highest * 100).fixed(0)) %",
      "Converted  " + Sparkline(rates, in: range).text
        + "  of the same groups: alike is calibrated",
    ]
  }

  /// How far probabilities can be added up, and whether they are too bold or too timid.
  private func probabilities(_ metrics: HoldoutMetrics) -> [String] {
    let ratio = metrics.details.observedToExpected.map {
      "\($0.value.fixed(2)) (\($0.interval.lower.fixed(2))–\($0.interval.upper.fixed(2))) times as"
        + " many converted as predicted"
    }
    let slope = metrics.calibrationSlope.map { slope in
      let interval = metrics.details.calibrationSlope.map {
        " (\($0.lower.fixed(2))–\($0.upper.fixed(2)))"
      }
      return "calibration slope \(slope.fixed(2))\(interval ?? "")"
    }
    let parts = [ratio, slope].compactMap { $0 }
    return parts.isEmpty ? [] : ["           " + parts.joined(separator: ", ")]
  }

  /// The coefficients that move scores most.
  private var strongest: [String] {
    let rows = result.coefficients.dropFirst().filter { $0.standardError != nil }
      .sorted {
        ($1.standardizedEstimate.magnitude, $0.feature, $0.level ?? "")
          < ($0.standardizedEstimate.magnitude, $1.feature, $1.level ?? "")
      }
      .prefix(10)
    var table = TextTable([.left, .left, .right, .right, .right])
    table.add(["Strongest", "kind", "log odds", "odds", "95 % interval"])
    for row in rows {
      let interval = row.interval.map { "\($0.lower.signed(2)) … \($0.upper.signed(2))" } ?? ""
      table.add([
        row.name.displayed(limit: 60), row.kind?.rawValue ?? "", row.estimate.significant,
        "×" + row.oddsRatio.significant, interval,
      ])
    }
    return table.lines(indent: "")
  }

  private var notUsed: [String] {
    guard !result.dropped.isEmpty else { return [] }
    return ["Not used"] + result.dropped.map { "  \($0.column.displayed()): \($0.reason)" } + [""]
  }

  private func stored(in path: String) -> [String] {
    [
      "Stored     \(stored.model.name) version \(stored.version) in \(path)",
      "Report     \(path)/report.html",
    ]
  }
}

extension Double {
  /// Three significant digits or so, for numbers of any size.
  var significant: String {
    if magnitude >= 100 { return fixed(0) }
    if magnitude >= 10 { return fixed(1) }
    if magnitude >= 0.1 || self == 0 { return fixed(2) }
    if magnitude >= 0.001 { return fixed(4) }
    return magnitude >= 1e-6 ? fixed(7) : description
  }
}

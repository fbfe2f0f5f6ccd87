import FeatureExtraction
import ScoringModel
import Tables
import Training

/// What `models show` prints about one model.
struct ModelCard {
  let stored: ModelRegistry.StoredModel
  let style: Style

  var lines: [String] { head + holdout + [""] + tiers + [""] + coefficients }

  private var model: ScoringModel { stored.model }
  private var training: TrainingRecord { stored.model.training }

  private var head: [String] {
    let outcome =
      model.subject.positive.map { "\(model.subject.target) = \($0)" } ?? model.subject.target
    var lines = [
      style.bold("\(model.name) version \(stored.version)"),
      "Predicts   \(outcome.displayed())",
      "Created    \(stored.createdAt) by \(training.software)",
      "Digest     \(stored.digest)",
      "Fitted to  \(training.rows) leads, \(training.positives) converted;"
        + " penalty \(training.penalty), λ = \(training.lambda.shortText)",
      "Split      \(training.split.kind.rawValue) \((training.split.share * 100).fixed(0)) %, seed"
        + " \(training.split.seed)",
    ]
    if let calibration = training.calibration {
      lines.append("Calibrated " + calibration.text(model.calibration))
    }
    if let rules = training.rules {
      lines.append(
        "Rules      starts from \(rules.name.displayed()), sha256 \(rules.sha256.prefix(12))")
    }
    if !training.allowedLeaks.isEmpty {
      lines.append(
        style.warning(
          "Allowed    suspected leaks: " + training.allowedLeaks.joined(separator: ", ")))
    }
    if training.allowedSmall { lines.append(style.warning("Allowed    too few leads")) }
    return lines + (training.warnings ?? []).map(style.warning)
  }

  private var holdout: [String] {
    guard let holdout = training.holdout else { return ["Holdout    none"] }
    let slope = holdout.calibrationSlope.map { ", calibration slope \($0.fixed(2))" } ?? ""
    return [
      "Holdout    AUC \(holdout.auc.fixed(3)) (\(holdout.aucLower.fixed(3))–\(holdout.aucUpper.fixed(3)))"
        + " on \(holdout.rows) leads\(slope)"
    ]
  }

  private var tiers: [String] {
    var table = TextTable([.left, .right])
    table.add(["Tier", "from log odds"])
    for tier in model.tiers {
      let bound = tier.capacity.map { "the best \($0) of a batch" }
      table.add([tier.name, bound ?? tier.lowestLogOdds?.signed(3) ?? "the rest"])
    }
    return table.lines(indent: "")
  }

  private var coefficients: [String] {
    var table = TextTable([.left, .left, .left, .right, .right, .right])
    table.add(["Feature", "level", "kind", "log odds", "std. error", "odds"])
    for row in CoefficientRow.rows(of: model) {
      table.add([
        row.feature.displayed(), row.level?.displayed() ?? "", row.kind?.rawValue ?? "",
        row.estimate.significant, row.standardError?.significant ?? "–",
        "×" + row.oddsRatio.significant,
      ])
    }
    return table.lines(indent: "")
  }
}

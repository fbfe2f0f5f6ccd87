import Evaluation
import ScoringModel
import Training

extension Section {
  /// How the model was fitted, for those who want to do it again.
  static func fit(_ result: TrainingResult) -> Section {
    let (fit, record) = (result.fit, result.model.training)
    let explained = 1 - fit.logLikelihood / fit.nullLogLikelihood
    let table = DataTable(
      caption: "Choices and results of the fit", columns: [.text("What"), .text("Value")],
      rows: [
        ["Conversion", result.model.subject.conversionText],
        ["Leads fitted", "\(record.rows.grouped), \(record.positives.grouped) of them converted"],
        ["Leads set apart", record.split.text],
        ["Method", "logistic regression by Newton’s method"],
        ["Penalty", record.penaltyText],
        ["Calibration", record.calibration?.text(result.model.calibration) ?? "not recorded"],
        [
          "Parameters",
          "\(fit.parameterCount.grouped), worth \(fit.effectiveDegreesOfFreedom.decimals(1)) "
            + "after the penalty",
        ],
        ["Passes over the leads", fit.passes.grouped],
        [
          "Gradient at the end",
          fit.gradientNorm.map { "\($0.scientificText) (largest derivative)" } ?? "not measured",
        ],
        ["Objective", fit.objective.decimals(6)],
        [
          "Log likelihood",
          "\(fit.logLikelihood.decimals(2)); \(fit.nullLogLikelihood.decimals(2)) without features",
        ],
        ["Explained", "\(explained.percent()) of the deviance (McFadden’s R²)"],
        ["AIC, BIC", "\(fit.goodness.aic.decimals(1)), \(fit.goodness.bic.decimals(1))"],
        ["Fingerprint of the data", record.dataFingerprint],
        ["Software", record.software],
      ])
    return Section("fit", heading: "How the model was fitted", table.markup)
  }
}

extension ModelSubject {
  /// What a conversion is: `Converted is “yes”`.
  var conversionText: String { positive.map { "\(target) is “\($0)”" } ?? target }
}

extension HoldoutSplit {
  fileprivate var text: String {
    let leads: String
    switch kind {
    case .none: return "none"
    case .random: leads = "a random \(share.roundPercent), seed \(seed)"
    case .newest: leads = "the newest \(share.roundPercent)" + (time.map { " by \($0)" } ?? "")
    }
    // Accounts and leads themselves are written in brackets, so that no column is mistaken for them.
    let name = group.map { group in
      group.hasPrefix("(") && group.hasSuffix(")") ? String(group.dropFirst().dropLast()) : group
    }
    return leads + (name.map { "; leads of one \($0) stay together" } ?? "")
  }
}

extension TrainingRecord {
  fileprivate var penaltyText: String {
    guard lambda > 0 else { return penalty }
    return "\(penalty), λ = \(lambda.scientificText) on the mean log loss"
      + (standardized ? ", numbers standardized" : "")
  }
}

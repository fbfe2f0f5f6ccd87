import Evaluation
import ScoringModel
import Training

extension Section {
  /// How far the probabilities can be taken at their word.
  static func probabilities(_ holdout: HoldoutEvaluation, of model: ScoringModel) -> Section {
    let forecast = holdout.forecast
    let figures = [
      Figure(
        chart: .reliability(holdout.reliability),
        caption: "A line on the diagonal: probabilities can be added up. Above it, more converted "
          + "than predicted. Inside the shaded band, chance explains the distance."),
      Figure(
        chart: .scoreDistribution(
          logOdds: model.calibration == nil
            ? holdout.logOdds : holdout.probabilities.map(logOdds(of:)),
          outcomes: holdout.outcomes),
        caption:
          "The farther apart the two hills, the better the model tells outcomes apart. Where they "
          + "share a place, it cannot."),
    ]
    return Section(
      "probabilities", heading: "Can the probabilities be trusted?",
      Markup(paragraph: balance(holdout)),
      Markup(paragraph: [holdout.reliability.sentence, slope(forecast)].joined(separator: " ")),
      model.training.calibration.map { Markup(paragraph: calibration($0, of: model)) } ?? .empty,
      Markup(figures), table(forecast.reliability).markup,
      Markup(note: scores(forecast, holdout.metrics.details)))
  }

  private static func balance(_ holdout: HoldoutEvaluation) -> String {
    let forecast = holdout.forecast
    let ratio = holdout.metrics.details.observedToExpected.map {
      ", \($0.value.decimals(2)) times as many as expected (95 % interval \($0.interval.text(2)))"
    }
    return "The model expected \(forecast.expectedConversions.decimals(0)) conversions among the "
      + "leads set apart; there were \(forecast.observedConversions.grouped)\(ratio ?? "")."
  }

  /// What the calibration slope says, in words.
  private static func slope(_ forecast: ForecastEvaluation) -> String {
    guard let slope = forecast.calibrationLine?.slope else {
      return "A calibration slope cannot be estimated from these leads."
    }
    let meaning =
      slope.interval.contains(1)
      ? "no sign that predictions are too bold or too timid"
      : slope.value < 1
        ? "predictions are too bold, the high ones too high and the low ones too low"
        : "predictions are too timid, the high ones too low and the low ones too high"
    return "The calibration slope is \(slope.value.decimals(2)) (95 % interval "
      + "\(slope.interval.text(2))); 1 is ideal: \(meaning)."
  }

  private static func calibration(_ record: CalibrationRecord, of model: ScoringModel) -> String {
    "Calibration: \(record.text(model.calibration)). "
      + (model.calibration == nil
        ? "" : "Ranks, tiers and contributions are those before calibration.")
  }

  private static func table(_ table: ReliabilityTable) -> DataTable {
    DataTable(
      caption: "Predicted and observed, by group of similar probability",
      columns: [
        .number("Group"), .number("Leads"), .number("Predicted"), .number("Observed"),
        .number("95 % interval"), .number("Converted"), .number("Expected"),
      ],
      rows: table.bins.enumerated().map { index, bin in
        [
          "\(index + 1)", bin.observed.trials.grouped, bin.meanPrediction.percent(),
          (bin.observed.rate ?? .nan).percent(), bin.observed.interval.percentText,
          bin.observed.successes.grouped,
          (bin.meanPrediction * Double(bin.observed.trials)).decimals(1),
        ]
      })
  }

  private static func scores(_ forecast: ForecastEvaluation, _ details: HoldoutDetails) -> String {
    let intercept = forecast.calibrationLine.map {
      "Calibration intercept \($0.intercept.text). "
    }
    let large = forecast.calibrationInTheLarge.map { "Calibration in the large \($0.text). " }
    let test = forecast.spiegelhalter.map {
      "Spiegelhalter’s test of calibration: p = \($0.pValue.pValueText). "
    }
    return (intercept ?? "") + (large ?? "") + (test ?? "")
      + "Brier score \(forecast.brierScore.text(details.brier, details.brierParts)); log loss "
      + "\(forecast.logLoss.text(details.logLoss, details.logLossParts)). The parts are "
      + "miscalibration, less discrimination, plus the uncertainty of the base rate (CORP). "
      + "Expected calibration error \(forecast.reliability.expectedCalibrationError.percent(2))."
  }
}

extension Double {
  /// A score with its interval and its parts: `0.0841 (0.0790–0.0893) = 0.0004 − 0.0163 + 0.1000`.
  fileprivate func text(
    _ interval: ConfidenceInterval?, _ parts: HoldoutDetails.ScoreParts?
  ) -> String {
    let range = interval.map { " (\($0.text(4)))" }
    let sum = parts.map {
      " = \($0.miscalibration.decimals(4)) − \($0.discrimination.decimals(4)) + "
        + $0.uncertainty.decimals(4)
    }
    return decimals(4) + (range ?? "") + (sum ?? "")
  }
}

extension Estimate {
  /// The value with its 95 % interval: `0.97 (0.81 to 1.13)`.
  fileprivate var text: String { "\(value.signedDecimals(2)) (\(interval.signedText(2)))" }
}

import Evaluation
import Training

extension Section {
  /// How far the probabilities can be taken at their word.
  static func probabilities(_ holdout: HoldoutEvaluation) -> Section {
    let forecast = holdout.forecast
    let figures = [
      Figure(
        chart: .calibration(forecast.reliability),
        caption: "Leads in groups of similar probability. Marks on the line: probabilities can be "
          + "added up. Above it, more converted than predicted."),
      Figure(
        chart: .scoreDistribution(logOdds: holdout.logOdds, outcomes: holdout.outcomes),
        caption:
          "The farther apart the two hills, the better the model tells outcomes apart. Where they "
          + "share a place, it cannot."),
    ]
    return Section(
      "probabilities", heading: "Can the probabilities be trusted?",
      Markup(paragraph: balance(forecast)), Markup(figures), table(forecast.reliability).markup,
      Markup(note: scores(forecast)))
  }

  private static func balance(_ forecast: ForecastEvaluation) -> String {
    let ratio = forecast.observedToExpected.map {
      ", \($0.decimals(2)) times as many as expected"
    }
    return "The model expected \(forecast.expectedConversions.decimals(0)) conversions among the "
      + "leads set apart; there were \(forecast.observedConversions.grouped)\(ratio ?? "")."
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

  private static func scores(_ forecast: ForecastEvaluation) -> String {
    let line = forecast.calibrationLine.map {
      "Calibration slope \($0.slope.text) and intercept \($0.intercept.text). "
    }
    let large = forecast.calibrationInTheLarge.map { "Calibration in the large \($0.text). " }
    let test = forecast.spiegelhalter.map {
      "Spiegelhalter’s test of calibration: p = \($0.pValue.pValueText). "
    }
    return (line ?? "") + (large ?? "") + (test ?? "")
      + "Brier score \(forecast.brierScore.decimals(4)), log loss "
      + "\(forecast.logLoss.decimals(4)), expected calibration error "
      + "\(forecast.reliability.expectedCalibrationError.percent(2))."
  }
}

extension Estimate {
  /// The value and its standard error: `0.97 (standard error 0.08)`.
  fileprivate var text: String {
    "\(value.decimals(2)) (standard error \(standardError.decimals(2)))"
  }
}

import FeatureExtraction
import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Leads of one trial with what fits of every form to other leads make of them.
struct JudgedSide {
  /// The leads, and whether they converted.
  let rows: [Int]
  let outcomes: [Bool]
  /// The log odds of the rate of the leads fitted to.
  let base: Double
  /// The log odds by straight lines as the model would have them, and at the strength at which they
  /// compete; nil where they are not among the forms.
  let lines, competingLines: [Double]?
  /// The log odds by shapes.
  let shaped: ShapedLogOdds

  /// Fits every form to some leads and judges others by it.
  ///
  /// - Parameters:
  ///   - rows: The leads to judge.
  ///   - fit: The leads to fit to.
  ///   - leads: All of them.
  ///   - settings: The choices of the run.
  ///   - linear: The linear form of all rows, whose strengths are kept; nil where it is not wanted.
  ///   - shapes: The shape model of all rows, whose strengths are kept.
  ///   - pairCount: The most pairs.
  /// - Throws: ``TrainingError``.
  init(
    _ rows: [Int], byFitsTo fit: [Int], _ leads: LabelledLeads, settings: TrainingSettings,
    linear: FittedFeatures?, shapes: ShapeModel, pairCount: Int
  ) throws {
    let leads = leads.learningBaseRates(from: fit)
    let table = leads.table.rows(rows)
    func lines(_ lambda: Double) throws -> [Double] {
      try FittedFeatures(
        leads.declarations, leads: leads, rows: fit, settings: settings.onlyLogOdds,
        lambda: lambda, segments: linear?.segments
      ).logOdds(table)
    }
    self.rows = rows
    outcomes = rows.map { leads.outcomes[$0] }
    let rate = Double(fit.count { leads.outcomes[$0] }) / Double(fit.count)
    base = log(rate / (1 - rate))
    let estimate = linear?.estimate
    let fitted = try estimate.map { try lines($0.lambda) }
    let competing = estimate?.competing
    competingLines = competing == estimate?.lambda ? fitted : try competing.map(lines) ?? fitted
    self.lines = fitted
    shaped = try ShapeModel(
      ShapeRows(leads.declarations, leads: leads, rows: fit, signs: settings.signs),
      kind: settings.nonlinear ?? .smooth, pairCount: pairCount, prior: shapes,
      threads: settings.threads
    ).logOdds(table)
  }

  /// The log odds by a form.
  func logOdds(_ form: ShapeComparison.Form, pairCount: Int, lines: [Double]?) -> [Double] {
    switch form {
    case .linear: lines ?? []
    case .shapes: shaped.alone
    case .shapesWithPairs: shaped.with(pairCount: pairCount)
    }
  }

  /// The log loss of each lead at some log odds.
  func losses(_ logOdds: [Double]) -> [Double] {
    zip(logOdds, outcomes).map { logOdds, converted in
      let against = converted ? -logOdds : logOdds
      return max(against, 0) + log1p(exp(-against.magnitude))
    }
  }
}

public import Evaluation
import FeatureExtraction
import ScoringModel
import Tables

/// How well models of fewer leads do on the same leads set apart: whether more data would help.
public struct LearningCurve: Sendable, Equatable {
  /// One size of training data.
  public struct Point: Sendable, Equatable {
    /// The leads fitted to, and the conversions among them.
    public let rows, positives: Int
    /// The area under the ROC curve on the leads set apart.
    public let auc: AUC
  }

  /// The sizes in ascending order, the last of them all leads that are not set apart.
  public let points: [Point]
}

extension Trainer {
  /// Fits models to a twentieth, a tenth, a fifth, two fifths, seven tenths and all of the leads.
  ///
  /// Each share holds those before it; which leads are in it depends on their keys alone. Shares with
  /// fewer conversions or other leads than training asks for are left out.
  ///
  /// - Parameter leads: The leads, of which the settings set some apart.
  /// - Returns: nil when no leads are set apart.
  /// - Throws: ``TrainingError`` as ``train(_:)`` does.
  public func learningCurve(_ leads: LabelledLeads) throws -> LearningCurve? {
    let split = settings.split.rows(of: leads)
    guard !split.held.isEmpty else { return nil }
    let outcomes = split.held.map { leads.outcomes[$0] }
    let order = split.fit.sorted { (leads.keys[$0].mixed, $0) < (leads.keys[$1].mixed, $1) }
    var settings = settings
    let progress = settings.progress
    settings.progress = { _ in }
    settings.nonlinear = .some(.none)
    var points: [LearningCurve.Point] = []
    let shares = [0.05, 0.1, 0.2, 0.4, 0.7, 1]
    for (done, share) in shares.enumerated() {
      progress(.learningCurve(done: done, of: shares.count))
      let rows = order.prefix(Int((share * Double(order.count)).rounded())).sorted()
      let positives = rows.count { leads.outcomes[$0] }
      guard min(positives, rows.count - positives) >= TrainingSettings.floor else { continue }
      let leads = leads.learningBaseRates(from: rows)
      let fitted = try ChosenModel(leads, rows: rows, settings: settings).fitted
      let held = leads.table.rows(split.held)
      points.append(
        LearningCurve.Point(
          rows: rows.count, positives: positives,
          auc: AUC(try RankedOutcomes(scores: fitted.logOdds(held), outcomes: outcomes))))
    }
    return LearningCurve(points: points)
  }
}

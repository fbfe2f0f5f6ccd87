public import Evaluation
import FeatureExtraction
public import ScoringModel
public import Tables

/// Whether a challenger may take the champion's place, settled on the same leads.
///
/// Three things are asked: the quality gates, that the challenger's AUC is not worse than the
/// champion's by the margin (the lower limit of DeLong's paired 95 % interval lies above minus the
/// margin), and that it is better at something, AUC or log loss, by more than chance. A challenger
/// that is merely newer meets the second and not the third.
public struct PromotionReview: Sendable {
  /// What the review settles.
  public enum Verdict: String, Sendable, Codable {
    /// There is no champion, and the gates pass.
    case first
    /// Better at something and not worse by the margin.
    case better
    /// Not worse by the margin, and no better either.
    case equal
    /// Worse by the margin, or not shown not to be.
    case worse
    /// A quality gate does not pass.
    case unfit

    /// Whether the challenger may be promoted.
    ///
    /// - Parameter acceptingEqual: Whether one that is no better, but not worse by the margin, may
    ///   be promoted too.
    /// - Returns: Whether it may.
    public func allowsPromotion(acceptingEqual: Bool = false) -> Bool {
      switch self {
      case .first, .better: true
      case .equal: acceptingEqual
      case .worse, .unfit: false
      }
    }
  }

  /// The leads compared on, and the conversions among them.
  public let rows, positives: Int
  /// How much lower the AUC may be.
  public let margin: Double
  /// Both AUCs and their paired difference; nil without a champion.
  public let auc: AUCDifference?
  /// Both log losses and their paired difference; nil without a champion.
  public let loss: LossDifference?
  /// The challenger's quality gates.
  public let gates: [QualityGate]
  /// Whether the champion may know some of the leads, which favours it.
  public let championMayKnowLeads: Bool
  /// What the review settles.
  public let verdict: Verdict

  /// The usual margin of the AUC.
  public static let usualMargin = 0.01

  /// Reviews a challenger on the leads that it has not seen.
  ///
  /// The leads are the challenger's holdout, less those that a champion trained on the same leads was
  /// fitted to.
  ///
  /// - Parameters:
  ///   - challenger: The model that would like to score.
  ///   - champion: The model that scores; nil if there is none.
  ///   - leads: The leads that the challenger was trained on, those set apart included.
  ///   - championTable: What the champion reads of the same leads, row by row; nil where that is
  ///     what the challenger reads.
  ///   - margin: How much lower the AUC may be.
  /// - Throws: ``PromotionError``, `FeatureProblem` when the leads lack a column of a model, or
  ///   `EvaluationError` when one outcome is absent.
  public init(
    challenger: ScoringModel, champion: ScoringModel?, leads: LabelledLeads,
    championTable: Table? = nil, margin: Double = usualMargin
  ) throws {
    let record = challenger.training
    guard record.split.kind != .none else { throw PromotionError.noHoldout(challenger.name) }
    let fingerprint = leads.leadFingerprint
    guard fingerprint == record.leadFingerprint else {
      throw PromotionError.otherLeads(challenger.name)
    }
    var held = record.split.rows(of: leads).held
    let isSameLeads = champion?.training.leadFingerprint == fingerprint
    if let champion, isSameLeads {
      let unseen = Set(champion.training.split.rows(of: leads).held)
      held = held.filter(unseen.contains)
    }
    try self.init(
      challenger: challenger, champion: champion, leads: leads,
      championTable: championTable ?? leads.table, held: held, margin: margin,
      championMayKnowLeads: champion != nil && !isSameLeads)
  }

  private init(
    challenger: ScoringModel, champion: ScoringModel?, leads: LabelledLeads,
    championTable: Table, held: [Int], margin: Double, championMayKnowLeads: Bool
  ) throws {
    guard !held.isEmpty else { throw PromotionError.noCommonLeads(challenger.name) }
    let table = leads.table.rows(held)
    let outcomes = held.map { leads.outcomes[$0] }
    let logOdds = try challenger.logOdds(table)
    let probabilities = challenger.probabilities(atLogOdds: logOdds)
    gates = QualityGate.gates(
      probabilities: probabilities, outcomes: outcomes,
      auc: AUC(try RankedOutcomes(scores: logOdds, outcomes: outcomes)))
    rows = held.count
    positives = outcomes.count { $0 }
    self.margin = margin
    self.championMayKnowLeads = championMayKnowLeads
    if let champion {
      let reference = try champion.logOdds(championTable.rows(held))
      auc = try AUCDifference(reference: reference, challenger: logOdds, outcomes: outcomes)
      loss = try LossDifference(
        reference: champion.probabilities(atLogOdds: reference), challenger: probabilities,
        outcomes: outcomes)
    } else {
      auc = nil
      loss = nil
    }
    verdict = PromotionReview.verdict(auc: auc, loss: loss, gates: gates, margin: margin)
  }

  private static func verdict(
    auc: AUCDifference?, loss: LossDifference?, gates: [QualityGate], margin: Double
  ) -> Verdict {
    guard let auc, let loss else { return gates.allSatisfy(\.isPassed) ? .first : .unfit }
    guard auc.interval.lower > -margin else { return .worse }
    guard gates.allSatisfy(\.isPassed) else { return .unfit }
    // Equal losses have an interval of no width around zero.
    let isLossLower = (loss.interval?.upper ?? 0) < 0
    return auc.interval.lower > 0 || isLossLower ? .better : .equal
  }
}

/// Why two models cannot be compared.
public enum PromotionError: Error, Sendable, Equatable {
  /// The challenger was fitted to all leads, so that none is left to judge it by.
  case noHoldout(String)
  /// The leads are not those that the challenger was trained on.
  case otherLeads(String)
  /// No lead is unknown to both models.
  case noCommonLeads(String)
}

extension PromotionError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .noHoldout(let name):
      "model \(name) was trained without a holdout, so it cannot be compared; train it with"
        + " --holdout 0.2"
    case .otherLeads(let name):
      "these are not the leads that model \(name) was trained on, so its holdout is not known; use"
        + " the same file, --as-of and --window as its training"
    case .noCommonLeads(let name):
      "model \(name) and its champion were judged on different leads, and none is unknown to both;"
        + " train both with the same --holdout and --seed"
    }
  }
}

extension ScoringModel {
  /// The log odds of the leads of a table.
  func logOdds(_ table: Table) throws -> [Double] {
    try FeatureEffects(of: self).logOdds(extractor.encode(table), rowCount: table.rowCount)
  }

  /// The probabilities that belong to log odds.
  func probabilities(atLogOdds logOdds: [Double]) -> [Double] {
    calibration?.probabilities(atLogOdds: logOdds) ?? logOdds.map(logistic)
  }
}

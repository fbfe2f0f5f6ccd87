public import FeatureExtraction
public import ScoringModel
public import Tables

/// What the five factors came to for the leads that a model was trained on: where a lead's fit or
/// engagement stands among them, from 0 to 100.
///
/// It stands beside the model as `factors.json` and holds quantiles only.
public struct FactorReference: Sendable, Equatable, Codable {
  /// The name of its file in the folder of a version.
  public static let file = "factors.json"
  /// The fewest leads that a lead is held against.
  public static let fewest = 200
  /// The number of leads beyond which more of them move no quantile that anybody sees.
  private static let sampleSize = 20_000
  /// How many quantiles are kept, the smallest and the largest among them.
  private static let quantileCount = 101

  /// The factor that each feature of the model spoke for, in their order.
  private let assignment: [String]
  /// Per factor, in the order of all factors, quantiles of its log odds; none where it has no
  /// feature.
  private let quantiles: [[Double]]

  /// What the factors come to for some leads; nil for fewer than ``fewest``.
  ///
  /// - Parameters:
  ///   - predictor: The model.
  ///   - leads: The leads; of very many every so-manyth is taken.
  ///   - factors: Which feature speaks for which factor.
  /// - Throws: `FeatureProblem` when the leads lack a column of the model.
  public init?(of predictor: Predictor, leads: Table, factors: FactorAssignment) throws {
    guard leads.rowCount >= Self.fewest else { return nil }
    let stride = max(1, leads.rowCount / Self.sampleSize)
    let rows = Array(Swift.stride(from: 0, to: leads.rowCount, by: stride))
    let scored = try predictor.score(leads.rows(rows))
    let assignment = factors.keys(of: predictor.model)
    quantiles = LeadFactor.allCases.map { factor in
      let features = assignment.indices.filter { assignment[$0] == factor.key }
      guard !features.isEmpty else { return [] }
      var sums = [Double](repeating: 0, count: rows.count)
      for feature in features {
        for row in sums.indices { sums[row] += scored.contributions[feature][row] }
      }
      sums.sort()
      return (0..<Self.quantileCount).map { sums[$0 * (sums.count - 1) / (Self.quantileCount - 1)] }
    }
    self.assignment = assignment
  }

  /// Where leads stand among those leads, factor by factor.
  public struct Scale: Sendable {
    fileprivate let quantiles: [[Double]]

    /// How many of a hundred of those leads a lead leaves behind, its equals counted half; nil for a
    /// factor that no feature speaks for.
    ///
    /// - Parameters:
    ///   - total: What the factor adds to the lead's log odds.
    ///   - factor: The place of the factor among all.
    /// - Returns: A whole number from 0 to 100.
    public func score(_ total: Double, of factor: Int) -> Int? {
      let quantiles = quantiles[factor]
      guard !quantiles.isEmpty else { return nil }
      // Sums in another order may differ in their last digits.
      let tolerance = 1e-9
      let below = quantiles.count { $0 < total - tolerance }
      let equal = quantiles.count { ($0 - total).magnitude <= tolerance }
      return Int((100 * (Double(below) + Double(equal) / 2) / Double(quantiles.count)).rounded())
    }
  }

  /// The scale for leads of the model that the reference stands beside; nil where other features
  /// speak for the factors now than did.
  public func scale(of model: ScoringModel, factors: FactorAssignment) -> Scale? {
    guard quantiles.count == LeadFactor.allCases.count, factors.keys(of: model) == assignment else {
      return nil
    }
    return Scale(quantiles: quantiles)
  }
}

extension FactorAssignment {
  /// The factor of every feature of a model, by its key.
  fileprivate func keys(of model: ScoringModel) -> [String] {
    model.extractor.features.map {
      factor(ofFeature: $0.name, columns: $0.columns, kind: $0.kind).key
    }
  }
}

extension ScoredLead {
  /// What each of the five factors adds to the log odds, and where that stands among past leads.
  public func factorScores(
    _ factors: FactorAssignment, _ reference: FactorReference?, in model: ScoringModel
  ) -> [FactorScore] {
    let scale = reference?.scale(of: model, factors: factors)
    return zip(LeadFactor.allCases, totals(byFactor: factors)).enumerated().map { place, total in
      FactorScore(
        factor: total.0, logOdds: total.1.logOdds,
        score: scale?.score(total.1.logOdds, of: place))
    }
  }
}

/// One of the five factors of a lead.
public struct FactorScore: Sendable, Equatable {
  /// The factor.
  public let factor: LeadFactor
  /// What its features add to the log odds.
  public let logOdds: Double
  /// How many of a hundred past leads the lead leaves behind in it; nil where nobody can tell.
  public let score: Int?
}

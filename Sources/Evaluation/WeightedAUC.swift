/// The area under the ROC curve of rows that do not count alike.
///
/// A pair of a conversion and another row weighs the product of their weights: rows sampled with
/// known chances, weighted by the inverse, give the AUC of the population they came from.
public struct WeightedAUC: Sendable, Equatable, Codable {
  /// The weighted share of pairs in which the conversion has the higher score, a tie counting half.
  public let value: Double
  /// The standard error, robust to what the weights mean; DeLong's if weights are equal.
  ///
  /// `nil` if one kind of row has fewer than two rows of positive weight.
  public let standardError: Double?
  /// The 95 % interval of the true value, clipped to [0, 1]; [0, 1] without a standard error.
  public let interval: ConfidenceInterval

  /// Measures scores on weighted rows.
  ///
  /// - Parameters:
  ///   - scores: One score for each row, on any scale; higher means more likely to convert.
  ///   - outcomes: Whether each row converted.
  ///   - weights: The weight of each row, finite and not negative.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``, ``EvaluationError/noRows``,
  ///   ``EvaluationError/scoreNotFinite(row:)``, ``EvaluationError/weightNotValid(row:)`` or
  ///   ``EvaluationError/oneClass(rows:positives:)``.
  public init(
    scores: [Double], outcomes: [Bool], weights: [Double]
  ) throws(EvaluationError) {
    let groups = try ScoreGroups(scores: scores, outcomes: outcomes, weights: weights)
    let positiveWeight = groups.positiveWeight
    let negativeWeight = groups.negativeWeight
    let wins = Self.wins(groups, positiveWeight: positiveWeight)
    let value =
      zip(groups.positives, wins).reduce(0) { $0 + $1.0 * $1.1.ofPositive }
      / (positiveWeight * negativeWeight)
    self.value = value

    let rows = scores.indices.filter { weights[$0] > 0 }
      .sorted {
        scores[$0] != scores[$1]
          ? scores[$0] < scores[$1]
          : outcomes[$0] != outcomes[$1] ? outcomes[$1] : weights[$0] < weights[$1]
      }
    var positives = Spread()
    var negatives = Spread()
    var group = 0
    for row in rows {
      while groups.scores[group] < scores[row] { group += 1 }
      if outcomes[row] {
        positives.add(
          weights[row] * (wins[group].ofPositive / negativeWeight - value) / positiveWeight)
      } else {
        negatives.add(
          weights[row] * (wins[group].ofNegative / positiveWeight - value) / negativeWeight)
      }
    }
    guard let left = positives.variance, let right = negatives.variance else {
      standardError = nil
      interval = ConfidenceInterval(lower: 0, upper: 1)
      return
    }
    let standardError = (left + right).squareRoot()
    self.standardError = standardError
    interval = ConfidenceInterval(
      estimate: value, standardError: standardError, clippedTo: 0...1)
  }

  /// The weight of the rows that a row of each group outranks, or is outranked by.
  private static func wins(
    _ groups: ScoreGroups, positiveWeight: Double
  ) -> [(ofPositive: Double, ofNegative: Double)] {
    var negativesBelow = 0.0
    var positivesAbove = positiveWeight
    return zip(groups.positives, groups.negatives).map { positives, negatives in
      positivesAbove -= positives
      defer { negativesBelow += negatives }
      return (negativesBelow + negatives / 2, positivesAbove + positives / 2)
    }
  }

  /// The squared influences of the rows of one kind.
  private struct Spread {
    private var rows = 0
    private var squares = 0.0

    mutating func add(_ influence: Double) {
      rows += 1
      squares += influence * influence
    }

    var variance: Double? {
      rows > 1 ? squares * Double(rows) / Double(rows - 1) : nil
    }
  }
}

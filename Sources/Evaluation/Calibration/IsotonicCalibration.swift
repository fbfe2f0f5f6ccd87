/// The rising curve from log odds to probability that fits best, free of any shape but its rise.
///
/// Rows of neighbouring log odds whose rates fall are pooled into one level, so scores may tie but
/// never change places. Below the lowest and above the highest log odds seen the curve is flat. It
/// needs some hundred conversions to be worth having; a straight line needs fewer.
public struct IsotonicCalibration: Sendable, Equatable {
  /// What the curve does between the log odds of two levels.
  public enum Interpolation: String, Sendable, Equatable, Codable, CaseIterable {
    /// A straight line joins the highest log odds of a level and the lowest of the next.
    case linear
    /// The lower level holds up to the lowest log odds of the next.
    case step
  }

  /// A range of log odds that share one probability.
  public struct Level: Sendable, Equatable, Codable {
    /// The lowest log odds seen in the level.
    public let lowest: Double
    /// The highest log odds seen in the level.
    public let highest: Double
    /// The probability of all rows in the level.
    public let probability: Double
  }

  /// What the curve does between levels.
  public let interpolation: Interpolation
  /// The levels, at least one; log odds and probabilities rise from each to the next.
  public let levels: [Level]

  /// Fits the curve by pooling adjacent violators over rows merged by equal log odds.
  ///
  /// - Parameters:
  ///   - logOdds: What the model said of each row, on later rows than it learned from.
  ///   - outcomes: Whether each row converted.
  ///   - weights: The weight of each row, finite and not negative; `nil` counts each row once.
  ///   - targets: Outcomes as observed, which makes the lowest and the highest level 0 and 1 if
  ///     the rows there are all alike, or smoothed, which never does.
  ///   - interpolation: What the curve does between levels.
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``, ``EvaluationError/noRows``,
  ///   ``EvaluationError/scoreNotFinite(row:)``, ``EvaluationError/weightNotValid(row:)`` or
  ///   ``EvaluationError/oneClass(rows:positives:)``.
  public init(
    fittingTo logOdds: [Double], outcomes: [Bool], weights: [Double]? = nil,
    targets: CalibrationTargets = .smoothed, interpolation: Interpolation = .linear
  ) throws(EvaluationError) {
    let groups = try ScoreGroups(scores: logOdds, outcomes: outcomes, weights: weights)
      .aimed(at: targets)
    let blocks = IsotonicBlocks(positives: groups.positives, negatives: groups.negatives)
    var levels: [Level] = []
    var start = 0
    for block in 0..<blocks.count {
      levels.append(
        Level(
          lowest: groups.scores[start], highest: groups.scores[blocks.ends[block] - 1],
          probability: blocks.rates[block]))
      start = blocks.ends[block]
    }
    self.levels = levels
    self.interpolation = interpolation
  }

  /// The calibrated probability.
  public func probability(atLogOdds logOdds: Double) -> Double {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].lowest <= logOdds { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return levels[0].probability }
    let level = levels[low - 1]
    guard interpolation == .linear, low < levels.count, logOdds > level.highest else {
      return level.probability
    }
    let next = levels[low]
    let fraction = (logOdds - level.highest) / (next.lowest - level.highest)
    return level.probability + fraction * (next.probability - level.probability)
  }
}

extension IsotonicCalibration: Codable {
  private enum CodingKeys: String, CodingKey {
    case interpolation, levels
  }

  /// Reads a curve and checks that it rises.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    interpolation = try container.decode(Interpolation.self, forKey: .interpolation)
    levels = try container.decode([Level].self, forKey: .levels)
    let inOrder = zip(levels, levels.dropFirst()).allSatisfy {
      $0.highest < $1.lowest && $0.probability < $1.probability
    }
    let eachHolds = levels.allSatisfy {
      $0.lowest.isFinite && $0.highest.isFinite && $0.lowest <= $0.highest
        && 0...1 ~= $0.probability
    }
    guard !levels.isEmpty, inOrder, eachHolds else {
      throw DecodingError.dataCorruptedError(
        forKey: .levels, in: container, debugDescription: "the calibration curve does not rise")
    }
  }
}

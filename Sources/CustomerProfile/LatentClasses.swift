import Tables

/// Groups of leads such that, within a group, features are independent of each other: a latent
/// class model, fitted by expectation and maximization.
///
/// Every class has its own share of every level. Shares start from those of all leads, weighted as
/// two leads, so that no level is impossible and small classes are not extreme.
/// Source: Lazarsfeld and Henry (1968); Dempster, Laird and Rubin (1977).
struct LatentClasses: Sendable {
  /// The logarithm of the share of each class.
  let logShares: [Double]
  /// The logarithm of the share of each level: by class, feature and code.
  let logLevels: [[[Double]]]
  /// The log likelihood of the leads fitted, and how many parameters were free.
  let logLikelihood: Double
  let parameterCount: Int

  /// The weight of the prior, in leads.
  private static let priorWeight = 2.0
  private static let longest = 200
  private static let restarts = 8

  /// Fits so many classes to leads; the best of eight starts, all of which depend on the seed alone.
  ///
  /// - Parameters:
  ///   - count: The number of classes.
  ///   - codes: One code per lead, for each feature.
  ///   - levelCounts: The number of codes of each feature.
  ///   - seed: The seed of the starts.
  init(_ count: Int, fittingTo codes: [[UInt16]], levelCounts: [Int], seed: UInt64) {
    var best: LatentClasses?
    for restart in 0..<(count == 1 ? 1 : LatentClasses.restarts) {
      let start = (seed &+ UInt64(restart) &* 0x9E37).mixed
      let fitted = LatentClasses(
        count, fittingTo: codes, levelCounts: levelCounts, start: start)
      if fitted.logLikelihood > (best?.logLikelihood ?? -.infinity) { best = fitted }
    }
    self = best ?? LatentClasses(1, fittingTo: codes, levelCounts: levelCounts, start: seed)
  }

  private init(_ count: Int, fittingTo codes: [[UInt16]], levelCounts: [Int], start: UInt64) {
    let rows = codes.first?.count ?? 0
    let prior = zip(codes, levelCounts).map { codes, levelCount in
      var shares = [Double](repeating: 1 / Double(levelCount), count: levelCount)
      for code in codes { shares[Int(code)] += 1 }
      return shares.map { LatentClasses.priorWeight * $0 / Double(rows + 1) }
    }
    // A start leans each lead towards one class at random.
    var weights = (0..<rows).map { row -> [Double] in
      let leaning = Int((start &+ UInt64(row)).mixed % UInt64(count))
      return (0..<count).map { $0 == leaning ? 1 : 0.5 }
    }.map { weights in
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
    var classes = LatentClasses.maximized(weights, codes, levelCounts, prior)
    var logLikelihood = -Double.infinity
    for _ in 0..<LatentClasses.longest {
      var next = 0.0
      for row in 0..<rows {
        let logs = classes.logJoint(codes, row)
        let total = logSum(logs)
        next += total
        weights[row] = logs.map { exponential($0 - total) }
      }
      let gained = next - logLikelihood
      logLikelihood = next
      if gained < 1e-8 * Double(max(rows, 1)) { break }
      classes = LatentClasses.maximized(weights, codes, levelCounts, prior)
    }
    logShares = classes.logShares
    logLevels = classes.logLevels
    self.logLikelihood = logLikelihood
    parameterCount = count - 1 + count * levelCounts.reduce(0) { $0 + $1 - 1 }
  }

  /// Schwarz's criterion; the smaller, the better.
  func informationCriterion(rows: Int) -> Double {
    Double(parameterCount) * naturalLog(Double(max(rows, 1))) - 2 * logLikelihood
  }

  /// The most probable class of a lead, the first of equals.
  func assignment(_ codes: [[UInt16]], _ row: Int) -> Int {
    Parts(logShares: logShares, logLevels: logLevels).logJoint(codes, row).enumerated()
      .max { ($0.element, -$0.offset) < ($1.element, -$1.offset) }?.offset ?? 0
  }

  private struct Parts {
    let logShares: [Double]
    let logLevels: [[[Double]]]

    /// The logarithm of the chance of a class and of the lead's levels in it.
    func logJoint(_ codes: [[UInt16]], _ row: Int) -> [Double] {
      logShares.indices.map { index in
        var sum = logShares[index]
        for feature in codes.indices { sum += logLevels[index][feature][Int(codes[feature][row])] }
        return sum
      }
    }
  }

  /// The shares that suit the weights of leads in classes best.
  private static func maximized(
    _ weights: [[Double]], _ codes: [[UInt16]], _ levelCounts: [Int], _ prior: [[Double]]
  ) -> Parts {
    let count = weights.first?.count ?? 1
    var totals = [Double](repeating: 1, count: count)
    var levels = [[[Double]]](repeating: prior, count: count)
    for row in weights.indices {
      for index in 0..<count {
        totals[index] += weights[row][index]
        for feature in codes.indices {
          levels[index][feature][Int(codes[feature][row])] += weights[row][index]
        }
      }
    }
    let all = totals.reduce(0, +)
    return Parts(
      logShares: totals.map { naturalLog($0 / all) },
      logLevels: levels.map { features in
        features.map { shares in
          let sum = shares.reduce(0, +)
          return shares.map { naturalLog(max($0, 1e-12) / max(sum, 1e-12)) }
        }
      })
  }
}

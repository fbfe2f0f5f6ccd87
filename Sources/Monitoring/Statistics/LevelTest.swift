import Evaluation

/// Whether the shares of levels have changed: chi-square of two samples, and how strongly.
public struct LevelTest: Sendable, Equatable {
  /// Σ (√(m/n) r − √(n/m) c)² / (r + c).
  public let statistic: Double
  /// One less than the number of levels compared.
  public let degreesOfFreedom: Int
  /// How many leads the reference and the night have.
  public let referenceCount, count: Int
  /// The widest difference of a share.
  public let widestShift: Double

  /// Compares two counts over the same levels; those with an expected count below five are pooled.
  ///
  /// Nil when fewer than two levels are left, or one side is empty.
  public init?(reference: [Int], current: [Int]) {
    let n = reference.reduce(0, +)
    let m = current.reduce(0, +)
    guard n > 0, m > 0 else { return nil }
    let smaller = Double(min(n, m)) / Double(n + m)
    var cells: [(before: Int, now: Int)] = []
    var rest = (before: 0, now: 0)
    for (before, now) in zip(reference, current) {
      if Double(before + now) * smaller >= 5 {
        cells.append((before, now))
      } else {
        rest = (rest.before + before, rest.now + now)
      }
    }
    if rest.before + rest.now > 0 {
      if Double(rest.before + rest.now) * smaller >= 5 || cells.isEmpty {
        cells.append(rest)
      } else {
        // What is still too small joins the smallest of the others.
        let least = cells.indices.min {
          (cells[$0].before + cells[$0].now, $0) < (cells[$1].before + cells[$1].now, $1)
        }
        if let least {
          cells[least] = (cells[least].before + rest.before, cells[least].now + rest.now)
        }
      }
    }
    guard cells.count > 1 else { return nil }
    let ratio = (Double(m) / Double(n)).squareRoot()
    statistic = cells.reduce(0) { sum, cell in
      let difference = ratio * Double(cell.before) - Double(cell.now) / ratio
      return sum + difference * difference / Double(cell.before + cell.now)
    }
    widestShift = cells.reduce(0) {
      max($0, (Double($1.before) / Double(n) - Double($1.now) / Double(m)).magnitude)
    }
    degreesOfFreedom = cells.count - 1
    referenceCount = n
    count = m
  }

  /// The size of the change, √(X²/(n + m)).
  public var effect: Double { (statistic / Double(referenceCount + count)).squareRoot() }

  /// The probability of a statistic at least as high when nothing has changed.
  public var pValue: Double {
    ChiSquareDistribution(degreesOfFreedom: degreesOfFreedom).survival(statistic)
  }

  /// The effect that chance exceeds with a probability.
  ///
  /// - Parameter probability: The probability, for instance 0.01.
  /// - Returns: The effect.
  public func critical(_ probability: Double) -> Double {
    let quantile = ChiSquareDistribution(degreesOfFreedom: degreesOfFreedom)
      .upperQuantile(probability)
    return (quantile / Double(referenceCount + count)).squareRoot()
  }
}

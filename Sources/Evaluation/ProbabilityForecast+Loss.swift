#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ProbabilityForecast {
  /// The mean squared distance between probability and outcome, 0 at best.
  public var brierScore: Double {
    let sum = zip(probabilities, outcomes).reduce(0.0) { sum, row in
      let distance = row.1 ? 1 - row.0 : row.0
      return sum + distance * distance
    }
    return sum / Double(rowCount)
  }

  /// The mean negative log likelihood of the outcomes, in nats.
  ///
  /// Probabilities closer than 2.2e-16 to 0 or 1 count as that far away, as in scikit-learn, so
  /// that a single row that was called certain and was not costs 36 and not infinity.
  public var logLoss: Double {
    zip(probabilities, outcomes).reduce(0) { $0 + Self.logLoss($1) } / Double(rowCount)
  }

  /// The negative log likelihood of one row's outcome, with the probability clipped.
  static func logLoss(_ row: (probability: Double, converted: Bool)) -> Double {
    let probability = clipped(row.probability)
    return -(row.converted ? log(probability) : log1p(-probability))
  }

  /// The log odds of each row, with probabilities clipped as for ``logLoss``; ascending.
  var logOdds: [Double] {
    probabilities.map { probability in
      let clipped = Self.clipped(probability)
      return log(clipped) - log1p(-clipped)
    }
  }

  private static func clipped(_ probability: Double) -> Double {
    min(max(probability, .ulpOfOne), 1 - .ulpOfOne)
  }
}

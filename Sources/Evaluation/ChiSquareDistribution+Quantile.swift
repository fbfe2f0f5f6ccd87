extension ChiSquareDistribution {
  /// The value that a draw exceeds with a probability: the critical value of a test.
  ///
  /// By bisection of ``survival(_:)``, to the last bit or two; zero for probabilities of one and
  /// more, infinite for zero and less.
  ///
  /// - Parameter probability: The probability of exceeding it, for instance 0.001.
  /// - Returns: The value.
  public func upperQuantile(_ probability: Double) -> Double {
    guard probability < 1 else { return probability.isNaN ? .nan : 0 }
    guard probability > 0 else { return .infinity }
    var upper = Double(degreesOfFreedom) + 10
    while survival(upper) > probability { upper *= 2 }
    var lower = 0.0
    while true {
      let middle = lower + (upper - lower) / 2
      guard middle > lower, middle < upper else { return upper }
      if survival(middle) > probability { lower = middle } else { upper = middle }
    }
  }
}

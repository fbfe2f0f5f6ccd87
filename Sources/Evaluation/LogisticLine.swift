#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The log likelihood of outcomes whose log odds are a straight line of a known quantity, with its
/// slopes and curvatures at one pair of intercept and slope.
struct LogisticLine {
  let intercept: Double
  let slope: Double
  private(set) var logLikelihood = 0.0
  private(set) var interceptGradient = 0.0
  private(set) var slopeGradient = 0.0
  private(set) var interceptInformation = 0.0
  private(set) var crossInformation = 0.0
  private(set) var slopeInformation = 0.0

  init(intercept: Double, slope: Double, x: [Double], outcomes: [Bool]) {
    self.intercept = intercept
    self.slope = slope
    for (x, converted) in zip(x, outcomes) {
      let logOdds = intercept + slope * x
      // With e = exp(−|η|) neither probability is found by subtracting from one.
      let e = exp(-logOdds.magnitude)
      let likelier = 1 / (1 + e)
      let unlikelier = e * likelier
      let hit = (logOdds >= 0) == converted
      logLikelihood -= log1p(e) + (hit ? 0 : logOdds.magnitude)
      let miss = hit ? unlikelier : likelier
      let residual = converted ? miss : -miss
      let weight = likelier * unlikelier
      interceptGradient += residual
      slopeGradient += residual * x
      interceptInformation += weight
      crossInformation += weight * x
      slopeInformation += weight * x * x
    }
  }

  /// The determinant of the information matrix.
  var determinant: Double {
    interceptInformation * slopeInformation - crossInformation * crossInformation
  }
}

extension LogisticLine {
  /// Which of the two parameters are estimated; the slope is fixed at its start otherwise.
  enum Parameters {
    case interceptOnly
    case interceptAndSlope
  }

  /// The line of greatest likelihood, by Newton's method from intercept 0 and slope 1.
  ///
  /// `nil` if the maximum is not reached; the caller makes sure that there is one.
  static func fit(_ parameters: Parameters, x: [Double], outcomes: [Bool]) -> LogisticLine? {
    var line = LogisticLine(intercept: 0, slope: 1, x: x, outcomes: outcomes)
    for _ in 0..<100 {
      guard let step = line.newtonStep(parameters) else { return nil }
      var fraction = 1.0
      var next = line.moved(by: step, times: fraction, x: x, outcomes: outcomes)
      // Near the maximum rounding may turn a rise into a fall: allow for it.
      let slack = 1e-14 * line.logLikelihood.magnitude
      while !(next.logLikelihood >= line.logLikelihood - slack) {
        fraction /= 2
        guard fraction > 1e-9 else { return nil }
        next = line.moved(by: step, times: fraction, x: x, outcomes: outcomes)
      }
      line = next
      // The squared step in standard errors; Newton's next step would be its square.
      if fraction == 1, step.decrement < 1e-16 { return line }
    }
    return nil
  }

  private func newtonStep(
    _ parameters: Parameters
  ) -> (intercept: Double, slope: Double, decrement: Double)? {
    switch parameters {
    case .interceptOnly:
      guard interceptInformation > 0 else { return nil }
      let step = interceptGradient / interceptInformation
      return (step, 0, step * interceptGradient)
    case .interceptAndSlope:
      guard determinant > 0 else { return nil }
      let interceptStep =
        (slopeInformation * interceptGradient - crossInformation * slopeGradient) / determinant
      let slopeStep =
        (interceptInformation * slopeGradient - crossInformation * interceptGradient) / determinant
      return (
        interceptStep, slopeStep,
        interceptStep * interceptGradient + slopeStep * slopeGradient
      )
    }
  }

  private func moved(
    by step: (intercept: Double, slope: Double, decrement: Double), times fraction: Double,
    x: [Double], outcomes: [Bool]
  ) -> LogisticLine {
    LogisticLine(
      intercept: intercept + fraction * step.intercept, slope: slope + fraction * step.slope,
      x: x, outcomes: outcomes)
  }
}

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
  /// The squared length, in standard errors, below which a Newton step ends the search: the step
  /// after it would be about that squared.
  private static let smallStep = 1e-16

  /// The line of greatest likelihood, by Newton's method with step halving from a flat line.
  ///
  /// `nil` if the maximum is not reached; the caller makes sure that there is one.
  static func fit(x: [Double], outcomes: [Bool]) -> LogisticLine? {
    func line(_ intercept: Double, _ slope: Double) -> LogisticLine {
      LogisticLine(intercept: intercept, slope: slope, x: x, outcomes: outcomes)
    }
    var current = line(logOddsOfRate(in: outcomes), 0)
    for _ in 0..<100 {
      let determinant = current.determinant
      guard determinant > 0 else { return nil }
      let interceptStep =
        (current.slopeInformation * current.interceptGradient
          - current.crossInformation * current.slopeGradient) / determinant
      let slopeStep =
        (current.interceptInformation * current.slopeGradient
          - current.crossInformation * current.interceptGradient) / determinant
      let length =
        interceptStep * current.interceptGradient + slopeStep * current.slopeGradient
      var fraction = 1.0
      var next = line(current.intercept + interceptStep, current.slope + slopeStep)
      // Near the maximum rounding may turn a rise into a fall: allow for it.
      let slack = 1e-14 * current.logLikelihood.magnitude
      while !(next.logLikelihood >= current.logLikelihood - slack) {
        fraction /= 2
        guard fraction > 1e-12 else { return nil }
        next = line(
          current.intercept + fraction * interceptStep, current.slope + fraction * slopeStep)
      }
      current = next
      if fraction == 1, length < smallStep { return current }
    }
    return nil
  }

  /// The line of slope 1 and greatest likelihood.
  ///
  /// Its intercept lies between those that put every row above and every row below the base rate;
  /// Newton's method stays between them, and halves the range where it would leave it. Far from
  /// the maximum the likelihood is nearly straight, and a bare Newton step would be astronomic.
  ///
  /// `nil` if the maximum is not reached; the caller makes sure that there are outcomes of both
  /// kinds.
  static func fitIntercept(x: [Double], outcomes: [Bool]) -> LogisticLine? {
    guard let least = x.min(), let greatest = x.max() else { return nil }
    let middle = logOddsOfRate(in: outcomes)
    var lower = middle - greatest
    var upper = middle - least
    var intercept = min(max(0, lower), upper)
    for _ in 0..<200 {
      let line = LogisticLine(intercept: intercept, slope: 1, x: x, outcomes: outcomes)
      if line.interceptGradient >= 0 { lower = intercept }
      if line.interceptGradient <= 0 { upper = intercept }
      let step = line.interceptGradient / line.interceptInformation
      let next = intercept + step
      let isSmall = step * line.interceptGradient < smallStep
      // A bound may itself be the maximum, and rounding may put the last step just beyond it.
      intercept = isSmall || (lower < next && next < upper) ? next : (lower + upper) / 2
      if isSmall || !(lower < upper) {
        return LogisticLine(intercept: intercept, slope: 1, x: x, outcomes: outcomes)
      }
    }
    return nil
  }

  private static func logOddsOfRate(in outcomes: [Bool]) -> Double {
    let positives = outcomes.reduce(0) { $0 + ($1 ? 1 : 0) }
    return log(Double(positives)) - log(Double(outcomes.count - positives))
  }
}

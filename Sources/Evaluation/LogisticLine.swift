#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The log likelihood of outcomes whose log odds are a straight line of a score, with its slopes and
/// curvatures at one pair of intercept and slope.
struct LogisticLine {
  let intercept: Double
  let slope: Double
  let logLikelihood: Double
  let interceptGradient: Double
  let slopeGradient: Double
  let interceptInformation: Double
  let crossInformation: Double
  let slopeInformation: Double

  init(intercept: Double, slope: Double, groups: ScoreGroups) {
    self.intercept = intercept
    self.slope = slope
    // Local sums stay in registers.
    var sums = (likelihood: 0.0, gradient: 0.0, slopeGradient: 0.0)
    var information = (intercept: 0.0, cross: 0.0, slope: 0.0)
    let rows = zip(groups.scores, zip(groups.positives, groups.negatives))
    for (x, (positives, negatives)) in rows {
      let logOdds = intercept + slope * x
      // With e = exp(−|η|) neither probability is found by subtracting from one.
      let e = exp(-logOdds.magnitude)
      let likelier = 1 / (1 + e)
      let unlikelier = e * likelier
      let rises = logOdds >= 0
      sums.likelihood -=
        (positives + negatives) * log1p(e) + (rises ? negatives : positives) * logOdds.magnitude
      let residual =
        rises
        ? positives * unlikelier - negatives * likelier
        : positives * likelier - negatives * unlikelier
      let weight = (positives + negatives) * (likelier * unlikelier)
      sums.gradient += residual
      sums.slopeGradient += residual * x
      information.intercept += weight
      information.cross += weight * x
      information.slope += weight * x * x
    }
    logLikelihood = sums.likelihood
    interceptGradient = sums.gradient
    slopeGradient = sums.slopeGradient
    interceptInformation = information.intercept
    crossInformation = information.cross
    slopeInformation = information.slope
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
  /// The squared length, in standard errors, below which a Newton step cannot overshoot.
  private static let safeStep = 1e-6

  /// The line of greatest likelihood, by Newton's method with step halving from a flat line.
  ///
  /// `nil` if the maximum is not reached; the caller makes sure that there is one.
  static func fit(to groups: ScoreGroups) -> LogisticLine? {
    func line(_ intercept: Double, _ slope: Double) -> LogisticLine {
      LogisticLine(intercept: intercept, slope: slope, groups: groups)
    }
    var current = line(groups.logOddsOfRate, 0)
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
      // A step far below a standard error is safe, and its rise may drown in the rounding of a sum
      // over millions of rows.
      let slack = 1e-14 * current.logLikelihood.magnitude
      while length > safeStep, !(next.logLikelihood >= current.logLikelihood - slack) {
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
  static func fitIntercept(to groups: ScoreGroups) -> LogisticLine? {
    guard let least = groups.scores.first, let greatest = groups.scores.last else { return nil }
    let middle = groups.logOddsOfRate
    var lower = middle - greatest
    var upper = middle - least
    var intercept = min(max(0, lower), upper)
    for _ in 0..<200 {
      let line = LogisticLine(intercept: intercept, slope: 1, groups: groups)
      if line.interceptGradient >= 0 { lower = intercept }
      if line.interceptGradient <= 0 { upper = intercept }
      let step = line.interceptGradient / line.interceptInformation
      let next = intercept + step
      let isSmall = step * line.interceptGradient < smallStep
      // A bound may itself be the maximum, and rounding may put the last step just beyond it.
      intercept = isSmall || (lower < next && next < upper) ? next : (lower + upper) / 2
      if isSmall || !(lower < upper) {
        return LogisticLine(intercept: intercept, slope: 1, groups: groups)
      }
    }
    return nil
  }
}

extension ScoreGroups {
  /// The log odds that a row taken at random converted.
  fileprivate var logOddsOfRate: Double { log(positiveWeight) - log(negativeWeight) }
}

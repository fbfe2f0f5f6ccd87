#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Evaluation
import Tables

/// A probability with its 95 % interval, made on the scale of log odds.
///
/// A calibration rises, so that it turns the ends of the interval into ends.
struct Interval {
  let probability, low, high: Double

  @inline(__always)
  init(logOdds: Double, standardError: Double, calibration: ProbabilityCalibration? = nil) {
    let margin = 1.959963984540054 * standardError
    if let calibration {
      probability = calibration.probability(atLogOdds: logOdds)
      low = calibration.probability(atLogOdds: logOdds - margin)
      high = calibration.probability(atLogOdds: logOdds + margin)
      return
    }
    probability = Interval.logistic(logOdds)
    low = Interval.logistic(logOdds - margin)
    high = Interval.logistic(logOdds + margin)
  }

  /// `1 / (1 + e^−x)` without overflow on either side.
  @inline(__always)
  static func logistic(_ x: Double) -> Double {
    let e = exp(-x.magnitude)
    return x >= 0 ? 1 / (1 + e) : e / (1 + e)
  }
}

/// The factor by which a contribution multiplies the odds, with two or so digits: `2.3`, `0.73`.
func oddsText(_ logOdds: Double) -> String {
  let odds = exp(logOdds)
  return odds.fixed(oddsDecimals(odds))
}

func oddsDecimals(_ odds: Double) -> Int {
  if odds >= 9.95 { return 0 }
  if odds >= 1 { return 1 }
  return odds >= 0.095 ? 2 : 3
}

func odds(_ logOdds: Double) -> Double { exp(logOdds) }

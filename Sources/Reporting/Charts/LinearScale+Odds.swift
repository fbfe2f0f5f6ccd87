import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension LinearScale {
  /// A place on an axis of log odds, named by the factor on the odds.
  struct OddsTick {
    let logOdds: Double
    let text: String
  }

  /// The powers of a round factor that lie on an axis of log odds, about six at most.
  func oddsTicks() -> [OddsTick] {
    let length = domain.upperBound - domain.lowerBound
    let factors = [1.1, 1.25, 2, 4, 10, 100, 1e4]
    let step = log(factors.first { length / log($0) <= 6 } ?? 1e8)
    let first = (domain.lowerBound / step).rounded(.up)
    let last = (domain.upperBound / step).rounded(.down)
    return stride(from: first, through: last, by: 1).map {
      OddsTick(logOdds: $0 * step, text: "×" + LinearScale.factorText($0 * step))
    }
  }

  /// The factor on the odds with three digits, without needless zeros.
  private static func factorText(_ logOdds: Double) -> String {
    let exact = exp(logOdds)
    let unit: Double = exact < 1 ? 1000 : 100
    let factor = (exact * unit).rounded() / unit
    return factor >= 0.01 && factor < 1000 ? factor.shortText : logOdds.oddsRatioText
  }
}

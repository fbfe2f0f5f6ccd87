import Tables
import TestLeads
import TestSupport
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Simulated leads with a known form.
enum ShapeLeads {
  /// How the log odds depend on `x`, `a` and `b`; `noise` and `other` never matter.
  enum Truth: CaseIterable {
    case wave, line, exclusiveOr, additive, nothing

    func logOdds(x: Double, a: Int, b: Int) -> Double {
      switch self {
      case .wave: 1.5 * sin(2 * x)
      case .line: x
      case .exclusiveOr: (a == b) ? 1 : -1
      case .additive: 0.8 * x + (a == 0 ? 0.6 : -0.6) + (b == 0 ? 0.5 : -0.5)
      case .nothing: -0.5
      }
    }
  }

  static func leads(_ truth: Truth, count: Int, seed: UInt64, order: Bool = false) -> LabelledLeads
  {
    var random = SeededGenerator(seed: seed)
    var (x, noise, a, b): ([Double], [Double], [String?], [String?]) = ([], [], [], [])
    var won: [Bool] = []
    for _ in 0..<count {
      let value = -2 + 4 * random.uniform()
      let sides = (Int(random.next() % 2), Int(random.next() % 2))
      x.append(value)
      noise.append(random.normal())
      a.append(["p", "q"][sides.0])
      b.append(["r", "s"][sides.1])
      let odds = exp(truth.logOdds(x: value, a: sides.0, b: sides.1))
      won.append(random.happens(odds / (1 + odds)))
    }
    return LeadsMaker.leads(
      [
        .numbers("x", x), .numbers("noise", noise), .categories("a", a), .categories("b", b),
      ], won: won, order: order ? (0..<Int64(count)).map { $0 } : nil)
  }
}

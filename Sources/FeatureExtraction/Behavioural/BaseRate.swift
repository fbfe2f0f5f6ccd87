/// How often events answer others among all training leads, and how strongly one lead's rate is drawn
/// towards it.
///
/// A lead with `x` events for `n` others has the rate `(x + w·p) / (n + w)`: the mean of its gamma
/// posterior when counts are Poisson with a rate of its own, whose prior has the mean `p` and weighs
/// as much as `w` events. Both come from the training leads by moments: `p = Σx / Σn`, and with
/// `τ² = Σ((x − p·n)² − p·n) / Σn²` the variance of the leads' own rates, `w = p / τ²`, kept
/// between 1 and 1000 (Carlin and Louis, *Bayes and Empirical Bayes Methods*, 3.2).
public struct BaseRate: Sendable, Equatable, Codable {
  /// Events per event of the others.
  public let rate: Double
  /// How many events of the others the base rate weighs as much as.
  public let weight: Double

  /// The rate where no leads tell: one half, weighing one event.
  public static let unknown = BaseRate(rate: 0.5, weight: 1)

  /// A rate and its weight.
  init(rate: Double, weight: Double) {
    self.rate = rate
    self.weight = weight
  }

  /// Learns the rate from leads with so many events for so many others.
  ///
  /// All sums are of whole numbers, so that the order of the leads does not matter.
  init(fitting counts: [(events: Int, others: Int)]) {
    var (events, others, squares, products, otherSquares) = (0, 0, 0, 0, 0)
    for (x, n) in counts where n > 0 {
      events += x
      others += n
      squares += x * x
      products += x * n
      otherSquares += n * n
    }
    guard events > 0 else {
      self = others > 0 ? BaseRate(rate: 0.5 / Double(others + 1), weight: 1) : .unknown
      return
    }
    let rate = Double(events) / Double(others)
    let variance =
      (Double(squares) - 2 * rate * Double(products) + rate * rate * Double(otherSquares)
        - rate * Double(others)) / Double(otherSquares)
    self.init(rate: rate, weight: variance > 0 ? min(max(rate / variance, 1), 1000) : 1000)
  }

  /// The rate of a lead with so many events for so many others.
  func rate(events: Int, others: Int) -> Double {
    (Double(events) + weight * rate) / (Double(others) + weight)
  }

  /// Reads a base rate and checks its numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rate = try container.decode(Double.self, forKey: .rate)
    weight = try container.decode(Double.self, forKey: .weight)
    guard rate >= 0, weight > 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .rate, in: container,
        debugDescription: "\(rate) with the weight \(weight) is no base rate")
    }
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The distributions the world draws from, written out here so that no library decides the bytes.
extension RandomStream {
  /// A number in [0, 1) with 53 random bits.
  mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A whole number in `range`, by scaling: the bias is below 2⁻⁴⁰ for every range used here.
  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(uniform() * Double(range.count))
  }

  mutating func chance(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// A standard normal number (Box and Muller; the second of the pair is not kept).
  mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  mutating func exponential(mean: Double) -> Double {
    -mean * log(1 - uniform())
  }

  mutating func logNormal(median: Double, sigma: Double) -> Double {
    median * exp(sigma * normal())
  }

  /// A Poisson count by Knuth's products, for means below about 30.
  mutating func poisson(mean: Double) -> Int {
    let limit = exp(-mean)
    var count = 0
    var product = uniform()
    while product > limit {
      count += 1
      product *= uniform()
    }
    return count
  }

  mutating func element<Element>(of choices: [Element]) -> Element {
    precondition(!choices.isEmpty, "a choice needs at least one element")
    return choices[integer(in: 0...(choices.count - 1))]
  }

  /// One of `choices`, with chances proportional to their weights.
  mutating func element<Element>(of choices: [(Element, weight: Double)]) -> Element {
    precondition(!choices.isEmpty, "a choice needs at least one element")
    var remaining = uniform() * choices.reduce(0) { $0 + $1.weight }
    for choice in choices {
      remaining -= choice.weight
      if remaining < 0 { return choice.0 }
    }
    return choices[choices.count - 1].0
  }
}

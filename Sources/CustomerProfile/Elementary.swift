#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The logarithm of the odds `a : b` over the odds `c : d`.
func logRatio(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
  log(a) - log(b) - log(c) + log(d)
}

func naturalLog(_ value: Double) -> Double { log(value) }

/// `log Σ exp`, without overflow.
func logSum(_ values: [Double]) -> Double {
  let largest = values.max() ?? -.infinity
  guard largest.isFinite else { return largest }
  return largest + log(values.reduce(0) { $0 + exp($1 - largest) })
}

func exponential(_ value: Double) -> Double { exp(value) }

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The probability that belongs to log odds.
func logistic(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

/// The log odds that belong to a probability.
func logOdds(of probability: Double) -> Double { log(probability) - log1p(-probability) }

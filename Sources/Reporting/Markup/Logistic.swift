#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The probability that belongs to log odds.
func logistic(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func naturalLogarithm(_ value: Double) -> Double { log(value) }

func exponential(_ value: Double) -> Double { exp(value) }

func logistic(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func powerOfTwo(_ exponent: Double) -> Double { exp2(exponent) }

func naturalLogarithm(_ value: Double) -> Double { log(value) }

func logistic(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

func exponential(_ value: Double) -> Double { exp(value) }

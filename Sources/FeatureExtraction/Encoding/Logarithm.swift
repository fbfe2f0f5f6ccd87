#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func naturalLog1p(_ value: Double) -> Double { log1p(value) }

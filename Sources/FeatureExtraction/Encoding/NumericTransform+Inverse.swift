#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension NumericTransform {
  /// The value whose transformed value this is.
  public func inverse(_ transformed: Double) -> Double {
    switch self {
    case .none: transformed
    case .log: transformed < 0 ? -expm1(-transformed) : expm1(transformed)
    }
  }
}

extension NumericEncoding {
  /// The value in the middle of the training leads: the mean, on the scale that was standardized.
  ///
  /// For a feature on a logarithmic scale it is near the median of its values.
  public var typicalValue: Double { transform.inverse(mean) }

  /// The value so many standard deviations above the middle of the training leads.
  public func value(atDeviations deviations: Double) -> Double {
    transform.inverse(mean + deviations * scale)
  }
}

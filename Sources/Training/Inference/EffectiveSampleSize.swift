/// The number of equally weighted rows that carry as much information as some weighted ones.
///
/// Kish's (1965) `(Σw)²/Σw²`: of rows whose weights halve every quarter few remain.
public struct EffectiveSampleSize: Sendable, Equatable {
  /// The number of rows, at most the number of positive weights.
  public let value: Double

  /// Counts weighted rows.
  ///
  /// - Parameter weights: Numbers of at least 0; without a positive one the size is 0.
  public init(weights: [Double]) {
    let sum = weights.reduce(0, +)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    value = squares > 0 ? sum * sum / squares : 0
  }
}

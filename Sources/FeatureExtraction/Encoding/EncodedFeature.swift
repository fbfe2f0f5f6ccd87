/// The values of one feature for a run of leads.
public enum EncodedFeature: Sendable, Equatable {
  /// Standardized values, `nan` where missing.
  case values([Double])
  /// Codes; the feature's ``Feature/codeCount`` marks a value without an effect of its own.
  case codes([UInt16])

  /// The values at the given rows, in that order.
  func rows(_ indices: [Int]) -> EncodedFeature {
    switch self {
    case .values(let values): .values(indices.map { values[$0] })
    case .codes(let codes): .codes(indices.map { codes[$0] })
    }
  }
}

/// An affine change of the dense columns, `(x - centre) / spread`, applied while a row is read.
///
/// Sums of products of columns such as timestamps would lose their digits; those of centred and
/// scaled columns do not. Parameters and covariances are carried back to the raw columns exactly:
/// the two models are the same.
public struct ColumnScaling: Sendable, Equatable {
  /// What is subtracted from each dense column.
  public let centres: [Double]

  /// What each centred dense column is divided by, all positive.
  public let spreads: [Double]

  /// Creates a scaling.
  ///
  /// - Parameters:
  ///   - centres: One centre per dense column.
  ///   - spreads: One positive spread per dense column.
  public init(centres: [Double], spreads: [Double]) {
    precondition(
      centres.count == spreads.count, "\(centres.count) centres, \(spreads.count) spreads")
    precondition(spreads.allSatisfy { $0 > 0 }, "a spread is not positive")
    self.centres = centres
    self.spreads = spreads
  }

  /// The scaling that leaves the columns as they are.
  public init(identityFor columnCount: Int) {
    centres = Array(repeating: 0, count: columnCount)
    spreads = Array(repeating: 1, count: columnCount)
  }

  /// Parameters of the raw columns from those of the scaled columns.
  ///
  /// - Parameter scaled: Parameters in the order of ``ParameterLayout``.
  /// - Returns: Parameters in the same order, the intercept moved by the centres.
  public func raw(fromScaled scaled: [Double]) -> [Double] {
    var raw = scaled
    for j in centres.indices {
      raw[1 + j] = scaled[1 + j] / spreads[j]
      raw[0] -= raw[1 + j] * centres[j]
    }
    return raw
  }

  /// Parameters of the scaled columns from those of the raw columns.
  ///
  /// - Parameter raw: Parameters in the order of ``ParameterLayout``.
  /// - Returns: Parameters in the same order, the intercept moved by the centres.
  public func scaled(fromRaw raw: [Double]) -> [Double] {
    var scaled = raw
    for j in centres.indices {
      scaled[0] += raw[1 + j] * centres[j]
      scaled[1 + j] = raw[1 + j] * spreads[j]
    }
    return scaled
  }

  /// The covariance of the raw columns' parameters from that of the scaled columns'.
  ///
  /// With `T` the linear map of ``raw(fromScaled:)`` this is `T·V·Tᵀ`.
  public func raw(fromScaledCovariance scaled: SymmetricMatrix) -> SymmetricMatrix {
    let order = scaled.order
    var half = scaled.elements
    for row in 0..<order {
      let range = row * order..<(row + 1) * order
      half.replaceSubrange(range, with: raw(fromScaled: Array(half[range])))
    }
    var result = SymmetricMatrix(order: order)
    for column in 0..<order {
      let transformed = raw(fromScaled: (0..<order).map { half[$0 * order + column] })
      for row in column..<order {
        result[row, column] = transformed[row]
      }
    }
    return result
  }
}

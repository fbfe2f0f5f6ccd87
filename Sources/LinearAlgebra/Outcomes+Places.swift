internal import CRowKernels

/// The sums of a loss over rows at each of eight places.
public struct PlaceLosses: Sendable, Equatable {
  /// The sums over the fitted rows.
  public var fitted: SIMD8<Double>

  /// The sums over rows held out of the fit, 0 where there are none.
  public var heldOut: SIMD8<Double>

  /// Creates sums.
  public init(fitted: SIMD8<Double> = .zero, heldOut: SIMD8<Double> = .zero) {
    self.fitted = fitted
    self.heldOut = heldOut
  }

  /// Adds the sums over other rows.
  static func += (sums: inout PlaceLosses, other: PlaceLosses) {
    sums.fitted += other.fitted
    sums.heldOut += other.heldOut
  }

  /// The sums at one place.
  subscript(place: Int) -> LossSums {
    LossSums(fitted: fitted[place], heldOut: heldOut[place])
  }
}

extension Outcomes {
  /// Computes logistic losses and residuals for a block of rows at eight places at once.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - predictors: Eight linear predictors `η` per row; set to the residuals `w·(y - μ)`.
  ///   - weights: A weight per row; `nil` stands for 1.
  /// - Returns: The sum of `w·(log(1 + e^η) - y·η)` at every place.
  public func differentiateLogisticLosses(
    _ rows: Range<Int>, predictors: inout MutableSpan<Double>, weights: Span<Double>?
  ) -> SIMD8<Double> {
    checkBlock(rows, predictors.count / 8, weights?.count)
    return unsafe predictors.withUnsafeMutableBufferPointer { predictors in
      unsafe withPointers(rows, weights) { values, classes, weights in
        unsafe Self.losses { losses in
          guard let predictors = predictors.baseAddress else { return }
          unsafe ProcessorKernels.best.logistic_places(
            predictors, values, classes, weights, rows.count, losses)
        }
      }
    }
  }

  /// The sums of the logistic losses of a block of rows at eight places.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - predictors: Eight linear predictors per row.
  ///   - weights: A weight per row; `nil` stands for 1.
  /// - Returns: The sum of `w·(log(1 + e^η) - y·η)` at every place.
  public func logisticLosses(
    _ rows: Range<Int>, predictors: Span<Double>, weights: Span<Double>?
  ) -> SIMD8<Double> {
    checkBlock(rows, predictors.count / 8, weights?.count)
    return unsafe predictors.withUnsafeBufferPointer { predictors in
      unsafe withPointers(rows, weights) { values, classes, weights in
        unsafe Self.losses { losses in
          guard let predictors = predictors.baseAddress else { return }
          unsafe ProcessorKernels.best.loss_places(
            predictors, values, classes, weights, rows.count, losses)
        }
      }
    }
  }

  private static func losses(_ body: (UnsafeMutablePointer<Double>) -> Void) -> SIMD8<Double> {
    var losses = SIMD8<Double>.zero
    unsafe withUnsafeMutableBytes(of: &losses) { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe body(start.assumingMemoryBound(to: Double.self))
    }
    return losses
  }
}

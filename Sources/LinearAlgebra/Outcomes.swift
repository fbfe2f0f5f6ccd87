internal import CRowKernels

/// The outcome of every row, a number from 0 to 1; in one byte each where all are 0 or 1.
public struct Outcomes: Sendable, Equatable {
  private enum Storage: Sendable, Equatable {
    case classes([UInt8])
    case shares([Double])
  }

  private let storage: Storage

  /// Stores outcomes as compactly as their values allow.
  ///
  /// - Parameter values: Numbers from 0 to 1; others are kept as they are.
  public init(_ values: [Double]) {
    let isBinary = values.allSatisfy { $0 == 0 || $0 == 1 }
    storage = isBinary ? .classes(values.map { $0 == 1 ? 1 : 0 }) : .shares(values)
  }

  /// Stores a class per row.
  public init(_ classes: [Bool]) {
    storage = .classes(classes.map { $0 ? 1 : 0 })
  }

  /// The outcomes of the given rows, in the given order, repeats allowed.
  public func rows(_ indices: [Int]) -> Outcomes {
    switch storage {
    case .classes(let classes): Outcomes(.classes(indices.map { classes[$0] }))
    case .shares(let values): Outcomes(.shares(indices.map { values[$0] }))
    }
  }

  private init(_ storage: Storage) {
    self.storage = storage
  }

  /// The row of the first outcome that is not a number from 0 to 1.
  public var firstOutOfRange: Int? {
    switch storage {
    case .classes: nil
    case .shares(let values): values.firstIndex { !(0...1 ~= $0) }
    }
  }

  /// The sum of all outcomes.
  public var sum: Double {
    switch storage {
    case .classes(let classes): Double(classes.reduce(0) { $0 &+ Int($1) })
    case .shares(let values): values.reduce(0, +)
    }
  }

  /// Computes logistic losses and their derivatives for a block of rows.
  ///
  /// With `e = exp(-|η|)` neither `μ` nor `1 - μ` is found by a difference, so both keep their
  /// digits however sure the model is.
  ///
  /// - Parameters:
  ///   - rows: The rows, as many as there are values in each span.
  ///   - predictor: Their linear predictors `η`.
  ///   - weights: Their weights; `nil` stands for 1.
  ///   - curvature: Set to `w·μ·(1 - μ)`.
  ///   - residual: Set to `w·(y - μ)`.
  /// - Returns: The sum of `w·(log(1 + e^η) - y·η)`.
  public func differentiateLogisticLoss(
    _ rows: Range<Int>, predictor: Span<Double>, weights: Span<Double>?,
    curvature: inout MutableSpan<Double>, residual: inout MutableSpan<Double>
  ) -> Double {
    guard !rows.isEmpty else { return 0 }
    checkBlock(rows, predictor.count, weights?.count)
    precondition(curvature.count >= rows.count && residual.count >= rows.count, "short spans")
    return unsafe predictor.withUnsafeBufferPointer { predictor in
      unsafe curvature.withUnsafeMutableBufferPointer { curvature in
        unsafe residual.withUnsafeMutableBufferPointer { residual in
          unsafe withPointers(rows, weights) { values, classes, weights in
            unsafe ProcessorKernels.best.logistic(
              predictor.baseAddress.unsafelyUnwrapped, values, classes, weights, rows.count,
              curvature.baseAddress.unsafelyUnwrapped, residual.baseAddress.unsafelyUnwrapped)
          }
        }
      }
    }
  }

  /// The sum of the logistic losses of a block of rows.
  ///
  /// - Parameters:
  ///   - rows: The rows, as many as there are values in each span.
  ///   - predictor: Their linear predictors.
  ///   - weights: Their weights; `nil` stands for 1.
  /// - Returns: The sum of `w·(log(1 + e^η) - y·η)`.
  public func logisticLoss(
    _ rows: Range<Int>, predictor: Span<Double>, weights: Span<Double>?
  ) -> Double {
    guard !rows.isEmpty else { return 0 }
    checkBlock(rows, predictor.count, weights?.count)
    return unsafe predictor.withUnsafeBufferPointer { predictor in
      unsafe withPointers(rows, weights) { values, classes, weights in
        unsafe ProcessorKernels.best.loss(
          predictor.baseAddress.unsafelyUnwrapped, values, classes, weights, rows.count)
      }
    }
  }

  func checkBlock(_ rows: Range<Int>, _ predictorCount: Int, _ weightCount: Int?) {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= count && predictorCount >= rows.count
        && (weightCount ?? rows.count) >= rows.count,
      "the spans do not fit rows \(rows) of \(count)")
  }

  /// The outcomes of some rows in one of two forms, and their weights if there are any.
  func withPointers<Result>(
    _ rows: Range<Int>, _ weights: Span<Double>?,
    _ body: (UnsafePointer<Double>?, UnsafePointer<UInt8>?, UnsafePointer<Double>?) -> Result
  ) -> Result {
    func call(_ weights: UnsafePointer<Double>?) -> Result {
      switch storage {
      case .classes(let classes):
        unsafe classes.withUnsafeBufferPointer {
          unsafe body(nil, $0.baseAddress.map { unsafe $0 + rows.lowerBound }, weights)
        }
      case .shares(let values):
        unsafe values.withUnsafeBufferPointer {
          unsafe body($0.baseAddress.map { unsafe $0 + rows.lowerBound }, nil, weights)
        }
      }
    }
    guard let weights else { return call(nil) }
    return unsafe weights.withUnsafeBufferPointer { unsafe call($0.baseAddress) }
  }
}

extension Outcomes: RandomAccessCollection {
  /// The first row, 0.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int {
    switch storage {
    case .classes(let classes): classes.count
    case .shares(let values): values.count
    }
  }

  /// The outcome of a row.
  public subscript(row: Int) -> Double {
    switch storage {
    case .classes(let classes): Double(classes[row])
    case .shares(let values): values[row]
    }
  }
}

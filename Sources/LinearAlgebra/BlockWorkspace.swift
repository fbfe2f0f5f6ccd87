internal import COpenBLAS

/// The buffers in which one thread works on a block of rows.
///
/// The buffers stay in the processor's cache from the reading of a block to the last sum over it.
/// Bounds are not checked here: block and codes were checked when the matrix was made.
@safe
struct BlockWorkspace: ~Copyable {
  let layout: PassLayout

  /// Rows `[1, x₁ … x_d, 0 …]`.
  let design: UnsafeMutablePointer<Double>

  /// Rows `[h, h·x₁ … h·x_d, r, 0 …]`.
  let weighted: UnsafeMutablePointer<Double>

  /// The linear predictor of each row.
  let predictor: UnsafeMutablePointer<Double>

  /// The weight `h` of each row.
  let curvature: UnsafeMutablePointer<Double>

  /// The residual `r` of each row.
  let residual: UnsafeMutablePointer<Double>

  private let buffer: UnsafeMutablePointer<Double>
  private let centres: UnsafeMutablePointer<Double>
  private let inverseSpreads: UnsafeMutablePointer<Double>

  init(_ layout: PassLayout, scaling: ColumnScaling) {
    let rows = RowBlocks.blockSize
    let stride = layout.stride
    let count = rows * (2 * stride + 3) + 2 * stride
    self.layout = layout
    unsafe buffer = UnsafeMutablePointer<Double>.allocate(capacity: count)
    unsafe buffer.initialize(repeating: 0, count: count)
    unsafe design = buffer
    unsafe weighted = design + rows * stride
    unsafe predictor = weighted + rows * stride
    unsafe curvature = predictor + rows
    unsafe residual = curvature + rows
    unsafe centres = residual + rows
    unsafe inverseSpreads = centres + stride
    for j in 0..<layout.denseColumnCount {
      unsafe centres[j] = scaling.centres[j]
      unsafe inverseSpreads[j] = 1 / scaling.spreads[j]
    }
    for row in 0..<rows {
      unsafe design[row * stride] = 1
    }
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// The weights to be set by a row kernel, for the first rows of the block.
  func curvatures(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
    unsafe UnsafeMutableBufferPointer(start: curvature, count: count)
  }

  /// The residuals to be set by a row kernel, for the first rows of the block.
  func residuals(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
    unsafe UnsafeMutableBufferPointer(start: residual, count: count)
  }

  /// The linear predictor of the first rows of the block.
  func predictors(_ count: Int) -> UnsafeBufferPointer<Double> {
    unsafe UnsafeBufferPointer(start: predictor, count: count)
  }

  /// Reads a block of rows, centred and scaled, into ``design``.
  func load(_ rows: Range<Int>, of dense: DenseBlock) {
    let columnCount = layout.denseColumnCount
    let quads = columnCount / 4
    let rowStride = layout.stride
    unsafe dense.elements.withUnsafeBufferPointer { elements in
      for (index, row) in rows.enumerated() {
        let source =
          unsafe UnsafeRawPointer(elements.baseAddress.unsafelyUnwrapped)
          + row * columnCount * 8
        let target = unsafe UnsafeMutableRawPointer(design) + (index * rowStride + 1) * 8
        for quad in 0..<quads {
          let x = unsafe (source + quad * 32).loadUnaligned(as: SIMD4<Double>.self)
          let centre = unsafe UnsafeRawPointer(centres + quad * 4)
            .loadUnaligned(as: SIMD4<Double>.self)
          let factor = unsafe UnsafeRawPointer(inverseSpreads + quad * 4)
            .loadUnaligned(as: SIMD4<Double>.self)
          unsafe (target + quad * 32).storeBytes(
            of: (x - centre) * factor, as: SIMD4<Double>.self)
        }
        for j in quads * 4..<columnCount {
          let x = unsafe (source + j * 8).loadUnaligned(as: Double.self)
          unsafe (target + j * 8).storeBytes(
            of: (x - centres[j]) * inverseSpreads[j], as: Double.self)
        }
      }
    }
  }

  /// Computes the linear predictor of a loaded block.
  func predict(
    _ rows: Range<Int>, factors: [Factor], parameters: ExpandedParameters, offset: [Double]?
  ) {
    unsafe cblas_dgemv(
      CblasRowMajor, CblasNoTrans, blasint(rows.count), blasint(layout.stride), 1, design,
      blasint(layout.stride), parameters.dense, 1, 0, predictor, 1)
    for (factor, levelOffset) in zip(factors, layout.levelOffsets) {
      unsafe factor.codes.withUnsafeBufferPointer { codes in
        unsafe parameters.levels.withUnsafeBufferPointer { levels in
          for index in 0..<rows.count {
            let code = unsafe Int(codes[rows.lowerBound + index])
            unsafe predictor[index] += levels[levelOffset + code]
          }
        }
      }
    }
    if let offset {
      for index in 0..<rows.count {
        unsafe predictor[index] += offset[rows.lowerBound + index]
      }
    }
  }
}

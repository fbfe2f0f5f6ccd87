internal import CRowKernels

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

  /// The joint codes of each row, group after group.
  let codes: UnsafeMutablePointer<UInt32>

  let kernels: crow_kernels
  private let buffer: UnsafeMutablePointer<Double>
  private let centres: UnsafeMutablePointer<Double>
  private let inverseSpreads: UnsafeMutablePointer<Double>

  init(_ layout: PassLayout, scaling: ColumnScaling) {
    let rows = RowBlocks.blockSize
    let stride = layout.stride
    let count = rows * (2 * stride + 3) + 2 * stride
    self.layout = layout
    unsafe kernels = ProcessorKernels.best
    unsafe buffer = UnsafeMutablePointer<Double>.allocate(capacity: count)
    unsafe buffer.initialize(repeating: 0, count: count)
    unsafe design = buffer
    unsafe weighted = design + rows * stride
    unsafe predictor = weighted + rows * stride
    unsafe curvature = predictor + rows
    unsafe residual = curvature + rows
    unsafe centres = residual + rows
    unsafe inverseSpreads = centres + stride
    unsafe codes = UnsafeMutablePointer<UInt32>.allocate(capacity: rows * layout.groups.count)
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
    unsafe codes.deallocate()
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

  /// The joint codes of a group.
  func codes(ofGroup group: Int) -> UnsafeMutablePointer<UInt32> {
    unsafe codes + group * RowBlocks.blockSize
  }

  /// Reads a block of rows: dense columns centred and scaled, codes joined.
  func load(_ rows: Range<Int>, of matrix: DesignMatrix) {
    let columnCount = layout.denseColumnCount
    if columnCount > 0 {
      unsafe matrix.dense.elements.withUnsafeBufferPointer { elements in
        unsafe kernels.load(
          design, elements.baseAddress.unsafelyUnwrapped + rows.lowerBound * columnCount,
          rows.count, columnCount, layout.stride, centres, inverseSpreads)
      }
    }
    for (index, group) in layout.groups.enumerated() {
      let joint = unsafe codes(ofGroup: index)
      unsafe joint.update(repeating: 0, count: rows.count)
      for (member, levelCount) in zip(group.members, group.memberLevelCounts) {
        let codes = matrix.factors[member].codes
        unsafe codes.withUnsafeBytes { bytes in
          unsafe kernels.join(
            joint, UInt32(levelCount), bytes + rows.lowerBound * codes.byteCount,
            codes.byteCount, rows.count)
        }
      }
    }
  }

  /// Computes the linear predictor of a loaded block.
  func predict(_ rows: Range<Int>, parameters: ExpandedParameters, offset: [Double]?) {
    unsafe kernels.dot(predictor, design, parameters.dense, rows.count, layout.stride)
    unsafe parameters.levels.withUnsafeBufferPointer { levels in
      for (index, group) in layout.groups.enumerated() {
        unsafe kernels.gather(
          predictor, codes(ofGroup: index),
          levels.baseAddress.unsafelyUnwrapped + group.levelOffset, rows.count)
      }
    }
    if let offset {
      for index in 0..<rows.count {
        unsafe predictor[index] += offset[rows.lowerBound + index]
      }
    }
  }

  /// Adds the weighted sums and sums of squares of a loaded block's dense columns.
  func addMoments(
    _ rows: Range<Int>, _ weights: [Double]?, _ sums: inout [Double], _ squares: inout [Double]
  ) {
    guard let weights else {
      return unsafe kernels.moments(&sums, &squares, design, nil, rows.count, layout.stride)
    }
    unsafe weights.withUnsafeBufferPointer { weights in
      unsafe kernels.moments(
        &sums, &squares, design, weights.baseAddress.map { unsafe $0 + rows.lowerBound },
        rows.count, layout.stride)
    }
  }

  /// Adds the gradient and every Hessian block of a loaded block to the tables of a pass.
  ///
  /// - Parameters:
  ///   - count: The number of rows of the block, whose curvatures and residuals have been set.
  ///   - tables: The tables, as laid out by the workspace's layout.
  ///   - upcoming: What the next block will read.
  func addSums(
    _ count: Int, to tables: UnsafeMutablePointer<Double>, upcoming: UpcomingRows
  ) {
    let stride = layout.stride
    unsafe kernels.weigh(
      weighted, design, curvature, residual, count, stride, layout.denseColumnCount + 1)
    unsafe kernels.gram(
      tables, stride, design, weighted, stride, count, layout.denseColumnCount + 1, stride)
    for (index, group) in layout.groups.enumerated() {
      unsafe kernels.add_rows(
        tables + group.tableOffset, codes(ofGroup: index), weighted, count, stride,
        upcoming.address(ofPart: index))
    }
    for pair in layout.pairs {
      unsafe kernels.add_cells(
        tables + pair.offset, codes(ofGroup: pair.first), layout.groups[pair.second].levelCount,
        codes(ofGroup: pair.second), curvature, count)
    }
  }

  /// Adds the gradient alone: `Σ r·[1, x]`, then `Σ r` per joint level of every group.
  ///
  /// - Parameters:
  ///   - count: The number of rows of the block, whose residuals have been set.
  ///   - sums: `stride` values for intercept and dense columns, then one per joint level.
  ///   - upcoming: What the next block will read, if it is to be fetched.
  func addGradient(
    _ count: Int, to sums: UnsafeMutablePointer<Double>, upcoming: UpcomingRows?
  ) {
    unsafe kernels.transposed(sums, design, residual, count, layout.stride)
    for (index, group) in layout.groups.enumerated() {
      unsafe kernels.add_levels(
        sums + layout.stride + group.levelOffset, codes(ofGroup: index), residual, count,
        upcoming?.address(ofPart: index))
    }
  }
}

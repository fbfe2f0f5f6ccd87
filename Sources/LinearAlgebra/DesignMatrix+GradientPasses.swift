internal import COpenBLAS

/// The losses and the gradient at one of the places of a pass.
public struct GradientSums: Sendable, Equatable {
  /// The sums of the losses.
  public let losses: LossSums

  /// The sums `Xᵀ·r`, one per parameter.
  public let gradient: [Double]
}

extension DesignMatrix {
  /// The largest number of places that share one pass over the rows.
  public static let placesPerPass = 32

  /// Computes losses and gradients at several places, reading the rows once for up to
  /// ``placesPerPass`` of them.
  ///
  /// A row is loaded, centred and scaled once for all places, dense products are matrix products,
  /// and the sums of all places for a level lie side by side in memory. The bits of the results do
  /// not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - places: Parameters of the scaled columns, each in the order of ``layout``.
  ///   - offset: A number per row that is added to every linear predictor.
  ///   - scaling: The scaling of the dense columns.
  ///   - threads: The number of threads.
  ///   - kernel: The residuals and losses of a block of rows; the weights it sets are not used.
  /// - Returns: Losses and gradient of every place, in order.
  public func gradientPass(
    atEach places: [[Double]], offset: [Double]? = nil, scaling: ColumnScaling, threads: Int,
    kernel: RowKernel
  ) -> [GradientSums] {
    checkArguments(offset: offset, scaling: scaling)
    var results: [GradientSums] = []
    for start in stride(from: 0, to: places.count, by: Self.placesPerPass) {
      let batch = Array(places[start..<min(start + Self.placesPerPass, places.count)])
      let workspace = PlacesWorkspace(batch, of: self, scaling: scaling)
      let minimumChunk = max(2048, workspace.sumCount / 16)
      let total = RowBlocks(rowCount: rowCount, minimumChunkSize: minimumChunk).concurrentReduce(
        into: PlacesSums(workspace), threads: threads
      ) { chunk in
        var copy = workspace
        var sums = PlacesSums(workspace)
        for start in stride(
          from: chunk.lowerBound, to: chunk.upperBound, by: PlacesWorkspace.blockSize)
        {
          let rows = start..<min(start + PlacesWorkspace.blockSize, chunk.upperBound)
          copy.add(rows, of: self, offset: offset, kernel: kernel, to: &sums)
        }
        return sums
      } combine: {
        $0.add($1)
      }
      results += total.results(layout)
    }
    return results
  }
}

/// The loss and gradient sums of several places.
private struct PlacesSums: Sendable {
  let placeCount: Int
  var losses: [LossSums]

  /// Intercept and dense columns, a row of places each.
  var dense: [Double]

  /// All levels, a row of places each.
  var levels: [Double]

  init(_ workspace: PlacesWorkspace) {
    placeCount = workspace.placeCount
    losses = Array(repeating: LossSums(), count: workspace.placeCount)
    dense = Array(repeating: 0, count: workspace.dense.count)
    levels = Array(repeating: 0, count: workspace.levels.count)
  }

  mutating func add(_ other: PlacesSums) {
    for place in losses.indices { losses[place] += other.losses[place] }
    for index in dense.indices { dense[index] += other.dense[index] }
    for index in levels.indices { levels[index] += other.levels[index] }
  }

  /// Leaves out reference levels and takes the places apart.
  func results(_ layout: ParameterLayout) -> [GradientSums] {
    (0..<placeCount).map { place in
      var gradient = stride(from: place, to: dense.count, by: placeCount).map { dense[$0] }
      var first = 0
      for shape in layout.factors {
        for level in shape.firstParameterLevel..<shape.levelCount {
          gradient.append(levels[(first + level) * placeCount + place])
        }
        first += shape.levelCount
      }
      return GradientSums(losses: losses[place], gradient: gradient)
    }
  }
}

/// The parameters of several places and the buffers for a block of rows.
private struct PlacesWorkspace: Sendable {
  /// The number of rows in a block: its predictors at all places fit the nearest cache.
  static let blockSize = 128

  let placeCount: Int
  let scaling: ColumnScaling

  /// Intercept and dense columns, a row of places each.
  let dense: [Double]

  /// All levels, a row of places each, 0 for reference levels.
  let levels: [Double]

  /// The number of intercept and dense columns.
  private let width: Int

  private var design: [Double]
  private var predictors: [Double]
  private var predictor: [Double]
  private var curvature: [Double]
  private var residual: [Double]

  var sumCount: Int { dense.count + levels.count }

  init(_ places: [[Double]], of matrix: DesignMatrix, scaling: ColumnScaling) {
    let passLayout = PassLayout(matrix.layout)
    let expanded = places.map { ExpandedParameters($0, matrix.layout, passLayout) }
    let width = matrix.dense.columnCount + 1
    placeCount = places.count
    self.scaling = scaling
    self.width = width
    dense = (0..<width).flatMap { column in expanded.map { $0.dense[column] } }
    levels = (0..<passLayout.totalLevelCount).flatMap { level in
      expanded.map { $0.levels[level] }
    }
    let rows = Self.blockSize
    design = Array(repeating: 1, count: rows * width)
    predictors = Array(repeating: 0, count: rows * places.count)
    predictor = Array(repeating: 0, count: rows)
    curvature = predictor
    residual = predictor
  }

  /// Adds the sums over a block of rows.
  mutating func add(
    _ rows: Range<Int>, of matrix: DesignMatrix, offset: [Double]?, kernel: RowKernel,
    to sums: inout PlacesSums
  ) {
    Self.load(rows, of: matrix.dense, scaling, into: &design)
    predict(rows, factors: matrix.factors)
    for place in 0..<placeCount {
      sums.losses[place] += run(kernel, on: rows, offset: offset, place: place)
    }
    unsafe cblas_dgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, blasint(width), blasint(placeCount),
      blasint(rows.count), 1, design, blasint(width), predictors, blasint(placeCount), 1,
      &sums.dense, blasint(placeCount))
    addLevels(rows, factors: matrix.factors, to: &sums.levels)
  }

  /// Reads a block of rows, centred and scaled, behind the intercept's column of ones.
  private static func load(
    _ rows: Range<Int>, of block: DenseBlock, _ scaling: ColumnScaling, into design: inout [Double]
  ) {
    let width = block.columnCount + 1
    var target = design.mutableSpan
    let source = block.elements.span
    let centres = scaling.centres.span
    let spreads = scaling.spreads.span
    for (index, row) in rows.enumerated() {
      for j in 0..<width - 1 {
        target[index * width + 1 + j] = (source[row * (width - 1) + j] - centres[j]) / spreads[j]
      }
    }
  }

  /// Computes the linear predictors of all places, a row of places per row.
  private mutating func predict(_ rows: Range<Int>, factors: [Factor]) {
    unsafe cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(rows.count), blasint(placeCount),
      blasint(width), 1, design, blasint(width), dense, blasint(placeCount), 0, &predictors,
      blasint(placeCount))
    Self.addLevels(of: rows, factors, levels, to: &predictors, placeCount: placeCount)
  }

  /// Adds the values of every row's level, for all places.
  private static func addLevels(
    of rows: Range<Int>, _ factors: [Factor], _ levels: [Double], to predictors: inout [Double],
    placeCount: Int
  ) {
    var target = predictors.mutableSpan
    let source = levels.span
    var first = 0
    for factor in factors {
      let codes = factor.codes
      for (index, row) in rows.enumerated() {
        let start = (first + Int(codes[row])) * placeCount
        for place in 0..<placeCount {
          unsafe target[unchecked: index * placeCount + place] += source[unchecked: start + place]
        }
      }
      first += factor.levelCount
    }
  }

  /// Calls the kernel for one place and puts its residuals where its predictors were.
  private mutating func run(
    _ kernel: RowKernel, on rows: Range<Int>, offset: [Double]?, place: Int
  ) -> LossSums {
    Self.copy(rows.count, from: predictors, place, placeCount, to: &predictor, 0, 1)
    if let offset {
      for (index, row) in rows.enumerated() { predictor[index] += offset[row] }
    }
    let losses = Self.call(kernel, on: rows, predictor, &curvature, &residual)
    Self.copy(rows.count, from: residual, 0, 1, to: &predictors, place, placeCount)
    return losses
  }

  /// Copies numbers that lie apart in one array to places apart in another.
  private static func copy(
    _ count: Int, from source: [Double], _ sourceStart: Int, _ sourceStride: Int,
    to target: inout [Double], _ targetStart: Int, _ targetStride: Int
  ) {
    precondition(sourceStart + (count - 1) * sourceStride < source.count, "beyond the source")
    precondition(targetStart + (count - 1) * targetStride < target.count, "beyond the target")
    let source = source.span
    var target = target.mutableSpan
    for index in 0..<count {
      let value = unsafe source[unchecked: sourceStart + index * sourceStride]
      unsafe target[unchecked: targetStart + index * targetStride] = value
    }
  }

  private static func call(
    _ kernel: RowKernel, on rows: Range<Int>, _ predictor: [Double],
    _ curvature: inout [Double], _ residual: inout [Double]
  ) -> LossSums {
    var curvatures = curvature.mutableSpan
    var residuals = residual.mutableSpan
    return kernel(rows, predictor.span, &curvatures, &residuals)
  }

  /// Adds the residuals of all places to the level of every row.
  private func addLevels(_ rows: Range<Int>, factors: [Factor], to sums: inout [Double]) {
    var target = sums.mutableSpan
    let source = predictors.span
    var first = 0
    for factor in factors {
      let codes = factor.codes
      for (index, row) in rows.enumerated() {
        let start = (first + Int(codes[row])) * placeCount
        for place in 0..<placeCount {
          unsafe target[unchecked: start + place] += source[unchecked: index * placeCount + place]
        }
      }
      first += factor.levelCount
    }
  }
}

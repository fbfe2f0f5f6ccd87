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
  /// A block of rows is loaded, centred and scaled once and stays in cache for all places. The bits
  /// of the results depend neither on the number of threads nor on what other places there are.
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
    let passLayout = PassLayout(layout)
    var results: [GradientSums] = []
    for start in stride(from: 0, to: places.count, by: Self.placesPerPass) {
      let batch = places[start..<min(start + Self.placesPerPass, places.count)]
      let expanded = batch.map { ExpandedParameters($0, layout, passLayout) }
      let zero = PlaceSums(count: passLayout.stride + passLayout.totalLevelCount)
      let total = RowBlocks(rowCount: rowCount).concurrentReduce(
        into: expanded.map { _ in zero }, threads: threads
      ) { chunk in
        let workspace = BlockWorkspace(passLayout, scaling: scaling)
        var sums = expanded.map { _ in zero }
        for rows in RowBlocks.blocks(of: chunk) {
          workspace.load(rows, of: self)
          let upcoming = UpcomingRows(after: rows, of: dense)
          for (place, parameters) in expanded.enumerated() {
            sums[place].losses += run(kernel, on: rows, workspace, parameters, offset)
            unsafe workspace.addGradient(
              rows.count, to: &sums[place].values, upcoming: place == 0 ? upcoming : nil)
          }
        }
        return sums
      } combine: { total, parts in
        for place in parts.indices { total[place].add(parts[place]) }
      }
      results += total.map {
        GradientSums(losses: $0.losses, gradient: gradient(ofLevelSums: $0.values, passLayout))
      }
    }
    return results
  }

  /// Computes losses and gradient in one pass over the rows, without the Hessian.
  ///
  /// - Parameters:
  ///   - parameters: The parameters of the scaled columns, in the order of ``layout``.
  ///   - offset: A number per row that is added to the linear predictor.
  ///   - scaling: The scaling of the dense columns.
  ///   - threads: The number of threads.
  ///   - kernel: The residuals and losses of a block of rows; the weights it sets are not used.
  /// - Returns: The losses, and `Xᵀ·r` in the order of ``layout``.
  public func gradientPass(
    at parameters: [Double], offset: [Double]? = nil, scaling: ColumnScaling, threads: Int,
    kernel: RowKernel
  ) -> (losses: LossSums, gradient: [Double]) {
    let sums = gradientPass(
      atEach: [parameters], offset: offset, scaling: scaling, threads: threads, kernel: kernel)[0]
    return (sums.losses, sums.gradient)
  }

  /// Leaves the padding and the reference levels out of a gradient.
  private func gradient(ofLevelSums sums: [Double], _ passLayout: PassLayout) -> [Double] {
    var gradient = Array(sums[0...passLayout.denseColumnCount])
    for (factor, shape) in layout.factors.enumerated() {
      let start = passLayout.stride + passLayout.groups[factor].levelOffset
      gradient += sums[start + shape.firstParameterLevel..<start + shape.levelCount]
    }
    return gradient
  }
}

/// The loss and gradient sums of one place, with padding and reference levels.
private struct PlaceSums: Sendable {
  var losses = LossSums()
  var values: [Double]

  init(count: Int) {
    values = Array(repeating: 0, count: count)
  }

  mutating func add(_ other: PlaceSums) {
    losses += other.losses
    for index in values.indices {
      values[index] += other.values[index]
    }
  }
}

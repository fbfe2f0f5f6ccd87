/// The losses and the gradient at one of the places of a pass.
public struct GradientSums: Sendable, Equatable {
  /// The sums of the losses.
  public let losses: LossSums

  /// The sums `Xᵀ·r`, one per parameter.
  public let gradient: [Double]
}

/// Computes, for a block of rows at eight places, what a pass over the rows sums up.
///
/// The arguments are the rows of the block and eight linear predictors for each row, one per place,
/// to be replaced by the residuals. No place may depend on another. The result is the sum of the
/// rows' losses. A kernel is called once per block, from several threads at once.
public typealias PlacesKernel =
  @Sendable (_ rows: Range<Int>, _ predictors: inout MutableSpan<Double>) -> PlaceLosses

extension DesignMatrix {
  /// The largest number of places that share one pass over the rows: their sums stay in a core's cache.
  public static let placesPerPass = 40

  /// Computes losses and gradients at several places, reading the rows once for up to
  /// ``placesPerPass`` of them.
  ///
  /// A block of rows is loaded, centred and scaled once and stays in cache for all places, which
  /// are worked on eight at a time, each in a lane of the processor's vectors. The bits of the
  /// results depend neither on the number of threads nor on what other places there are.
  ///
  /// - Parameters:
  ///   - places: Parameters of the scaled columns, each in the order of ``layout``.
  ///   - offset: A number per row that is added to every linear predictor.
  ///   - scaling: The scaling of the dense columns.
  ///   - threads: The number of threads.
  ///   - kernel: The residuals and losses of a block of rows.
  /// - Returns: Losses and gradient of every place, in order.
  public func gradientPass(
    atEach places: [[Double]], offset: [Double]? = nil, scaling: ColumnScaling, threads: Int,
    kernel: PlacesKernel
  ) -> [GradientSums] {
    checkArguments(offset: offset, scaling: scaling)
    let passLayout = gradientLayout(largestJointLevelCount: PlaceLanes.largestJointLevelCount)
    let blocks = RowBlocks(rowCount: rowCount)
    var results: [GradientSums] = []
    for start in stride(from: 0, to: places.count, by: Self.placesPerPass) {
      let batch = places[start..<min(start + Self.placesPerPass, places.count)]
      let lanes = PlaceLanes.lanes(of: batch.map { ExpandedParameters($0, layout, passLayout) })
      let zero = lanes.map { PlaceSums(count: $0.values.count) }
      let total = blocks.concurrentReduce(into: zero, threads: threads) { chunk in
        let workspace = BlockWorkspace(passLayout, scaling: scaling)
        var sums = zero
        for rows in RowBlocks.blocks(of: chunk) {
          workspace.load(rows, of: self)
          let upcoming = UpcomingRows(after: rows, of: dense)
          for (index, lane) in lanes.enumerated() {
            workspace.addGradients(
              rows, at: lane, offset, to: &sums[index], upcoming: index == 0 ? upcoming : nil,
              kernel)
          }
        }
        return sums
      } combine: { total, parts in
        for index in parts.indices { total[index].add(parts[index]) }
      }
      results += batch.indices.map { place in
        let (lane, index) = ((place - start) / PlaceLanes.width, (place - start) % PlaceLanes.width)
        return GradientSums(
          losses: total[lane].losses[index],
          gradient: gradient(ofLevelSums: total[lane].values(ofPlace: index), passLayout))
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
    checkArguments(offset: offset, scaling: scaling)
    let passLayout = gradientLayout(largestJointLevelCount: Self.largestJointLevelCount)
    let expanded = ExpandedParameters(parameters, layout, passLayout)
    let zero = [Double](repeating: 0, count: passLayout.stride + passLayout.totalLevelCount)
    let total = RowBlocks(rowCount: rowCount).concurrentReduce(
      into: (losses: LossSums(), values: zero), threads: threads
    ) { chunk in
      let workspace = BlockWorkspace(passLayout, scaling: scaling)
      var sums = (losses: LossSums(), values: zero)
      for rows in RowBlocks.blocks(of: chunk) {
        workspace.load(rows, of: self)
        sums.losses += run(kernel, on: rows, workspace, expanded, offset)
        unsafe workspace.addGradient(
          rows.count, to: &sums.values, upcoming: UpcomingRows(after: rows, of: dense))
      }
      return sums
    } combine: { total, part in
      total.losses += part.losses
      for index in part.values.indices { total.values[index] += part.values[index] }
    }
    return (total.losses, gradient(ofLevelSums: total.values, passLayout))
  }

  /// The most joint levels of factors whose residuals are summed together.
  private static let largestJointLevelCount = 512

  private func gradientLayout(largestJointLevelCount: Int) -> PassLayout {
    PassLayout(
      layout,
      groups: FactorGroups(
        levelCounts: layout.factors.map(\.levelCount),
        largestJointLevelCount: largestJointLevelCount))
  }

  /// Adds joint levels up to those of factors, and leaves out the padding and reference levels.
  private func gradient(ofLevelSums sums: [Double], _ passLayout: PassLayout) -> [Double] {
    var gradient = [Double](repeating: 0, count: layout.count)
    for parameter in 0...passLayout.denseColumnCount { gradient[parameter] = sums[parameter] }
    for group in passLayout.groups {
      let start = passLayout.stride + group.levelOffset
      for (member, factor) in group.members.enumerated() {
        let divisor = group.divisor(ofMember: member)
        let levelCount = group.memberLevelCounts[member]
        let first = layout.factors[factor].firstParameterLevel
        let place = layout.factorRanges[factor].lowerBound - first
        for joint in 0..<group.levelCount {
          let level = joint / divisor % levelCount
          if level >= first { gradient[place + level] += sums[start + joint] }
        }
      }
    }
    return gradient
  }
}

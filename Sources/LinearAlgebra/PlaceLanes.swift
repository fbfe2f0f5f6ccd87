internal import CRowKernels

/// The parameters of eight places, laid out for the kernels: eight values for the intercept, for
/// every dense column, for the padding and for every level.
struct PlaceLanes: Sendable {
  /// The places that share a vector of the processor.
  static let width = 8

  /// The rows that are worked on at once, so that their predictors stay in the nearest cache.
  static let rowsAtOnce = 128

  /// The most joint levels of factors whose residuals are summed together.
  static let largestJointLevelCount = 128

  /// The values, ``width`` per parameter; lanes without a place hold zeros.
  let values: [Double]

  /// The lanes of some places, ``width`` together.
  static func lanes(of places: [ExpandedParameters]) -> [PlaceLanes] {
    stride(from: 0, to: places.count, by: width).map { start in
      PlaceLanes(places[start..<min(start + width, places.count)])
    }
  }

  private init(_ places: ArraySlice<ExpandedParameters>) {
    let count = places.first.map { $0.dense.count + $0.levels.count } ?? 0
    var values = [Double](repeating: 0, count: count * Self.width)
    for (lane, place) in places.enumerated() {
      for (index, value) in (place.dense + place.levels).enumerated() {
        values[index * Self.width + lane] = value
      }
    }
    self.values = values
  }
}

/// The loss and gradient sums of eight places, with padding and reference levels.
struct PlaceSums: Sendable {
  var losses = PlaceLosses()
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

  /// The sums of one place.
  func values(ofPlace place: Int) -> [Double] {
    stride(from: place, to: values.count, by: PlaceLanes.width).map { values[$0] }
  }
}

extension BlockWorkspace {
  /// Adds the losses and gradients of a loaded block at eight places.
  ///
  /// - Parameters:
  ///   - rows: The rows of the block.
  ///   - lanes: The places.
  ///   - offset: A number per row of the matrix that is added to every linear predictor.
  ///   - sums: What is added to.
  ///   - upcoming: What the next block will read, if it is to be fetched.
  ///   - kernel: The residuals and losses.
  func addGradients(
    _ rows: Range<Int>, at lanes: PlaceLanes, _ offset: [Double]?, to sums: inout PlaceSums,
    upcoming: UpcomingRows?, _ kernel: PlacesKernel
  ) {
    for start in stride(from: 0, to: rows.count, by: PlaceLanes.rowsAtOnce) {
      let count = min(PlaceLanes.rowsAtOnce, rows.count - start)
      let part = rows.lowerBound + start..<rows.lowerBound + start + count
      predict(part, from: start, at: lanes, offset)
      var predictors = unsafe UnsafeMutableBufferPointer(
        start: weighted, count: count * PlaceLanes.width
      ).mutableSpan
      sums.losses += kernel(part, &predictors)
      unsafe sums.values.withUnsafeMutableBufferPointer { values in
        guard let target = values.baseAddress else { return }
        unsafe addResiduals(count, from: start, to: target, upcoming: upcoming)
      }
    }
  }

  /// Computes the linear predictors of some rows of a loaded block.
  ///
  /// They are put where a pass with the Hessian keeps its weighted rows, of two values or more.
  private func predict(
    _ rows: Range<Int>, from start: Int, at lanes: PlaceLanes, _ offset: [Double]?
  ) {
    unsafe lanes.values.withUnsafeBufferPointer { values in
      guard let parameters = values.baseAddress else { return }
      unsafe kernels.predict_places(
        weighted, design + start * layout.stride, parameters, rows.count, layout.stride,
        layout.denseColumnCount + 1)
      for (index, group) in layout.groups.enumerated() {
        unsafe kernels.gather_places(
          weighted, codes(ofGroup: index) + start,
          parameters + PlaceLanes.width * (layout.stride + group.levelOffset), rows.count)
      }
    }
    guard let offset else { return }
    for (index, row) in rows.enumerated() {
      for lane in 0..<PlaceLanes.width {
        unsafe weighted[index * PlaceLanes.width + lane] += offset[row]
      }
    }
  }

  /// Adds the residuals of some rows, which stand in the place of their predictors.
  private func addResiduals(
    _ count: Int, from start: Int, to sums: UnsafeMutablePointer<Double>, upcoming: UpcomingRows?
  ) {
    unsafe kernels.transposed_places(
      sums, design + start * layout.stride, weighted, count, layout.stride,
      layout.denseColumnCount + 1)
    for (index, group) in layout.groups.enumerated() {
      let fetched = unsafe upcoming?.address(ofPart: index)
      unsafe kernels.add_places(
        sums + PlaceLanes.width * (layout.stride + group.levelOffset),
        codes(ofGroup: index) + start, weighted, count, fetched.map { unsafe $0 + start * 64 })
    }
  }
}

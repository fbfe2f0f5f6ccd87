internal import LinearAlgebra

/// The parameters that coordinate descent works on, with their part of a quadratic model and of a
/// penalty of some strength.
///
/// The intercept is eliminated exactly: with `w` its column of the Hessian and `c` its diagonal,
/// the others see the Hessian `Q - w·wᵀ/c`. Otherwise levels of a factor that has no reference would
/// crawl towards the minimum, as each could trade with the intercept only.
struct WorkingBlock {
  private let problem: PenalizedProblem
  private let lambda: Double
  private let groups: [Int]

  /// The threshold of each group, and what its gradient gains per unit of its parameters.
  private let thresholds: [Double]
  private let curvatures: [Double]

  /// The parameters of all groups, in order, and where each group's begin.
  private let parameters: [Int]
  private let groupRanges: [Range<Int>]

  /// The Hessian without the intercept, row after row.
  private let hessian: [Double]

  /// The diagonal before the elimination of the intercept, and the intercept's column.
  private let diagonal: [Double]
  private let interceptColumn: [Double]
  private let interceptDiagonal: Double
  private let interceptGradient: Double

  /// How the levels of each factor move together; none where limits could be in the way.
  private var shifts: [FactorShift]

  private let start: [Double]
  private var values: [Double]

  /// The model's gradient at ``values``, the intercept being at its best.
  private var gradient: [Double]

  private static let maximumSweeps = 20_000

  /// The number of sweeps before all are solved at once, which costs as much as dozens of sweeps over
  /// many parameters and saves more.
  private var sweepsBetweenJumps: Int { max(8, parameters.count / 100) }

  init(
    _ problem: PenalizedProblem, _ model: QuadraticModel, lambda: Double, groups: [Int],
    at place: [Double], gradient: [Double]
  ) {
    let intercept = ParameterLayout.intercept
    let parameters = groups.flatMap { Array(problem.groups[$0]) }
    let column = parameters.map { model.hessian[intercept, $0] }
    let corner = model.hessian[intercept, intercept]
    let share = corner > 0 ? 1 / corner : 0
    var hessian = model.hessian.block(parameters)
    for (row, w) in column.enumerated() {
      Self.add(column, times: -w * share, to: &hessian, from: row * column.count)
    }
    var first = 0
    groupRanges = groups.map { group in
      first += problem.groups[group].count
      return first - problem.groups[group].count..<first
    }
    self.problem = problem
    self.lambda = lambda
    self.groups = groups
    thresholds = groups.map { problem.threshold(ofGroup: $0, lambda: lambda) }
    curvatures = groups.map { problem.curvature(ofGroup: $0, lambda: lambda) }
    self.parameters = parameters
    self.hessian = hessian
    shifts = Self.shifts(of: problem, parameters)
    diagonal = parameters.map { model.hessian[$0, $0] }
    interceptColumn = column
    interceptDiagonal = corner
    interceptGradient = gradient[intercept]
    start = parameters.map { place[$0] }
    values = start
    self.gradient = zip(parameters, column).map {
      gradient[$0] - $1 * gradient[intercept] * share
    }
  }

  private static func shifts(
    of problem: PenalizedProblem, _ parameters: [Int]
  ) -> [FactorShift] {
    guard !problem.hasWholeFactors && !problem.hasBounds else { return [] }
    return problem.objective.designMatrix.layout.factorRanges.compactMap { levels in
      let indices = parameters.indices.filter { levels.contains(parameters[$0]) }
      guard indices.count > 1 else { return nil }
      return FactorShift(
        indices: indices, scales: indices.map { problem.scales[parameters[$0]] },
        parameterCount: parameters.count)
    }
  }

  /// The whole place with this block's values and the best intercept.
  func place(replacing place: [Double]) -> [Double] {
    var result = place
    var pull = interceptGradient
    for index in parameters.indices {
      result[parameters[index]] = values[index]
      pull += interceptColumn[index] * (values[index] - start[index])
    }
    if interceptDiagonal > 0 {
      result[ParameterLayout.intercept] -= pull / interceptDiagonal
    }
    return result
  }

  /// Cycles through the groups until no optimality condition is violated by more than a tolerance.
  mutating func descend(tolerance: Double) {
    var isActiveOnly = false
    for sweep in 1...Self.maximumSweeps {
      for index in groups.indices
      where !isActiveOnly || values[groupRanges[index]].contains(where: { $0 != 0 }) {
        update(index)
      }
      for place in shifts.indices { slide(place) }
      let worst = largestViolation(activeOnly: isActiveOnly)
      if worst <= tolerance {
        guard isActiveOnly else { return }
        isActiveOnly = false
      } else {
        isActiveOnly = true
        if sweep.isMultiple(of: sweepsBetweenJumps) { jump() }
      }
    }
  }

  private func largestViolation(activeOnly: Bool) -> Double {
    var largest = 0.0
    // The problem indexes by parameter; gathering a whole vector costs no more than a row of Q.
    var place = [Double](repeating: 0, count: problem.parameterCount)
    var slope = place
    for (index, parameter) in parameters.enumerated() {
      place[parameter] = values[index]
      slope[parameter] = gradient[index]
    }
    for (index, group) in groups.enumerated()
    where !activeOnly || values[groupRanges[index]].contains(where: { $0 != 0 }) {
      largest = max(
        largest, problem.violation(ofGroup: group, place, gradient: slope, lambda: lambda))
    }
    return largest
  }

  private mutating func update(_ index: Int) {
    let range = groupRanges[index]
    if range.count == 1 {
      updateSingle(range.lowerBound, thresholds[index], curvatures[index])
    } else {
      updateGroup(range, thresholds[index], curvatures[index])
    }
  }

  /// The minimum along one parameter: a soft threshold, cut off at the limits.
  private mutating func updateSingle(_ index: Int, _ threshold: Double, _ curvature: Double) {
    let slope = hessian[index * parameters.count + index]
    guard slope + curvature > 0 else { return }
    let target = slope * values[index] - gradient[index]
    let shrunk =
      abs(target) <= threshold ? 0 : target > 0 ? target - threshold : target + threshold
    let parameter = parameters[index]
    let value = min(
      max(shrunk / (slope + curvature), problem.lower[parameter]), problem.upper[parameter])
    move(index, by: value - values[index])
    values[index] = value
  }

  /// The minimum over the parameters of a group, found exactly if their Hessian is diagonal before
  /// the elimination of the intercept, as that of a factor's levels is.
  private mutating func updateGroup(
    _ range: Range<Int>, _ threshold: Double, _ curvature: Double
  ) {
    let count = parameters.count
    let target = range.map { row in
      range.reduce(-gradient[row]) { $0 + hessian[row * count + $1] * values[$1] }
    }
    let subproblem = GroupSubproblem(
      diagonal: Array(diagonal[range]), column: Array(interceptColumn[range]),
      corner: interceptDiagonal, target: target)
    let minimum = subproblem.minimum(threshold: threshold, curvature: curvature)
    for (index, value) in zip(range, minimum) {
      move(index, by: value - values[index])
      values[index] = value
    }
  }

  /// The minimum along the shift of a factor, which is that of the levels not at 0.
  private mutating func slide(_ place: Int) {
    shifts[place].update(values, hessian: hessian)
    let shift = shifts[place]
    let length = shift.minimum(
      values, gradient: gradient, thresholds: thresholds, squares: curvatures)
    guard length != 0 else { return }
    for (index, step) in zip(shift.indices, shift.steps) {
      let value = values[index] + length * step
      // The level whose corner stopped the move is at 0.
      values[index] = abs(value) <= 1e-14 * abs(values[index]) ? 0 : value
    }
    Self.add(shift.gradientChange, from: 0, times: length, to: &gradient)
  }

  private mutating func move(_ index: Int, by change: Double) {
    guard change != 0 else { return }
    let start = index * gradient.count
    Self.add(hessian, from: start, times: change, to: &gradient)
  }

  /// Adds a multiple of a row of the source to the target.
  static func add(
    _ source: [Double], from start: Int, times factor: Double, to target: inout [Double]
  ) {
    precondition(start + target.count <= source.count, "beyond the source")
    let source = source.span
    var target = target.mutableSpan
    for index in 0..<target.count {
      unsafe target[unchecked: index] += factor * source[unchecked: start + index]
    }
  }

  /// Adds a multiple of the source to a row of the target.
  private static func add(
    _ source: [Double], times factor: Double, to target: inout [Double], from start: Int
  ) {
    precondition(start + source.count <= target.count, "beyond the target")
    let source = source.span
    var target = target.mutableSpan
    for index in 0..<source.count {
      unsafe target[unchecked: start + index] += factor * source[unchecked: index]
    }
  }
}

extension WorkingBlock {
  /// Solves for all active parameters at once, as far as no sign changes and no limit is met.
  ///
  /// Where many parameters depend on each other, coordinate descent takes hundreds of sweeps to
  /// what one linear system yields. Groups of several parameters are left to the sweeps.
  private mutating func jump() {
    guard groupRanges.allSatisfy({ $0.count == 1 }) else { return }
    let active = values.indices.filter { index in
      (values[index] != 0 || thresholds[index] == 0) && isInside(index, values[index])
    }
    let matrix = SymmetricMatrix(order: parameters.count, elements: hessian).submatrix(active)
    let diagonal = active.map { curvatures[$0] }
    guard let factored = try? Cholesky(matrix.adding(diagonal: diagonal)) else { return }
    let slopes = active.map { index in
      let (value, threshold) = (values[index], thresholds[index])
      return gradient[index] + curvatures[index] * value
        + (value > 0 ? threshold : value < 0 ? -threshold : 0)
    }
    let step = factored.solve(slopes).map { -$0 }
    var length = 1.0
    for (index, change) in zip(active, step) {
      length = min(length, longestStep(index, change))
    }
    for (index, change) in zip(active, step) {
      let value = values[index] + length * change
      let isZero = abs(value) <= 1e-14 * abs(values[index])
      let moved = isZero ? 0 : value
      move(index, by: moved - values[index])
      values[index] = moved
    }
  }

  private func isInside(_ index: Int, _ value: Double) -> Bool {
    problem.lower[parameters[index]] < value && value < problem.upper[parameters[index]]
  }

  /// The share of a step, at most 1, that keeps a parameter's sign and limits.
  private func longestStep(_ index: Int, _ change: Double) -> Double {
    let value = values[index]
    guard change != 0 else { return 1 }
    var limit =
      change > 0 ? problem.upper[parameters[index]] : problem.lower[parameters[index]]
    if thresholds[index] > 0 && value * change < 0 { limit = 0 }
    return min(1, (limit - value) / change)
  }
}

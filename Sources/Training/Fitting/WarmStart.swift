internal import LinearAlgebra

/// Parameters near the fit of many rows, found from samples of a hundredth to a quarter of them.
///
/// A pass over a sample costs little, and Newton's method far from the solution gains as much from
/// it as from all rows. The samples are spread evenly, one row from each run of rows, so the
/// same matrix always gives the same start.
struct WarmStart: Sendable {
  /// The parameters of the scaled columns.
  let parameters: [Double]

  /// The largest sample.
  let sample: LogisticObjective

  /// A penalty worth one row of the largest sample.
  let prior: QuadraticPenalty

  /// The fewest rows that make samples worth their while.
  private static let fewestRows = 100_000

  /// The most rows in a sample: beyond it the start is good enough.
  private static let largestSample = 250_000

  /// The rows that a sample must have for each parameter.
  private static let rowsPerParameter = 10

  /// Fits the samples; `nil` if there are too few rows or the samples cannot be fitted.
  ///
  /// - Parameters:
  ///   - objective: The mean loss of all rows.
  ///   - penalty: The penalty.
  init?(_ objective: LogisticObjective, penalty: QuadraticPenalty) {
    let rowCount = objective.designMatrix.rowCount
    let largest = min(rowCount / 4, Self.largestSample)
    let needed = Self.rowsPerParameter * objective.designMatrix.layout.count
    let sizes = [largest / 25, largest / 5, largest].filter { $0 >= needed }
    guard rowCount >= Self.fewestRows && !sizes.isEmpty else { return nil }
    guard var sample = WarmStart.sample(of: objective, size: largest) else { return nil }
    var parameters = objective.interceptOnly
    for size in sizes {
      let whole = sample
      if size < largest, let part = WarmStart.sample(of: sample, size: size) { sample = part }
      // A penalty worth one row keeps levels finite that the sample sees but once.
      let prior = QuadraticPenalty(
        diagonal: Array(repeating: 1 / Double(size), count: penalty.count))
      // What chance makes of a sample is worth about half a unit per parameter; from the fit of a
      // smaller sample one step gets that close.
      let tolerance = (size == sizes[0] ? 0.05 : 2.5) * Double(penalty.count)
      let solver = NewtonSolver(
        decrementTolerance: tolerance, maximumPasses: 20, finalStep: .taken)
      guard
        let solution = try? solver.minimize(
          sample, penalty: penalty + prior, from: sample.derivatives(at: parameters),
          free: Array(0..<penalty.count))
      else { return nil }
      parameters = solution.parameters
      sample = whole
    }
    self.parameters = parameters
    self.sample = sample
    prior = QuadraticPenalty(
      diagonal: Array(repeating: 1 / Double(largest), count: penalty.count))
  }

  /// The rows per parameter that make the Hessian of a sample good enough for steps: what chance
  /// makes of it is about `2·√(parameters/rows)`.
  private static let manyRowsPerParameter = 200

  /// The largest sample's Hessian at the start, factored, penalty included.
  ///
  /// It is `nil` if the sample has few rows per parameter, or columns that depend on one another:
  /// what the sample tells apart, all rows tell apart.
  func factoredHessian(penalty: QuadraticPenalty) -> ArrowheadCholesky? {
    guard sample.rowCount >= Self.manyRowsPerParameter * parameters.count else { return nil }
    let curvature = sample.derivatives(at: parameters).curvature
    guard curvature.adding(penalty.matrix).dependentColumns().isEmpty else { return nil }
    return try? ArrowheadCholesky(
      curvature.adding((penalty + prior).matrix), threads: sample.threads)
  }

  /// Evenly spread rows of an objective; `nil` if these have one class only.
  private static func sample(of objective: LogisticObjective, size: Int) -> LogisticObjective? {
    let run = objective.designMatrix.rowCount / size
    // Places within the runs follow a fixed irregular sequence, lest rows with a rhythm deceive.
    let rows = (0..<size).map { index in
      let mixed = UInt64(truncatingIfNeeded: index) &* 0x9e37_79b9_7f4a_7c15
      return index * run + Int((mixed >> 32) % UInt64(run))
    }
    guard let loss = try? objective.loss.rows(rows) else { return nil }
    return LogisticObjective(
      designMatrix: objective.designMatrix.rows(rows), loss: loss, scaling: objective.scaling,
      threads: objective.threads)
  }
}

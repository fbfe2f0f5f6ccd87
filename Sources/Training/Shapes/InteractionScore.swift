#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Residuals `Σ (y − μ)` and weights `Σ μ(1 − μ)` of a model, per cell of two columns.
struct InteractionTable: Sendable {
  /// The sums per cell, row after row.
  let residuals, weights: [Double]
  /// How many columns the table has.
  let width: Int
}

/// The evidence for an interaction that a model without it leaves in a table.
struct InteractionScore: Sendable {
  /// Rao's score statistic for all cells at once, rows and columns projected out.
  let statistic: Double
  /// Its degrees of freedom.
  let degreesOfFreedom: Int
  /// How much the log marginal likelihood gains from normal cell effects of the best variance.
  ///
  /// With cell scores `s ~ N(0, w + w²τ²)` it is the maximum over `τ²` of
  /// `½ Σ [s²/w · wτ²/(1 + wτ²) − log(1 + wτ²)]`: unlike the statistic it can be compared between
  /// tables of any size, and it says what a penalized table will give rather than a free one.
  let evidence: Double
  /// The variance `τ²` of cell effects that gains most.
  let variance: Double

  private static let variances = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]

  /// Tests a table.
  init(_ table: InteractionTable) {
    let weights = table.weights
    let means = zip(table.residuals, weights).map { $1 > 1e-9 ? $0 / $1 : 0 }
    let effects = AdditiveProjection(means, weights: weights, width: table.width)
      .residuals(of: means)
    let occupied = weights.indices.filter { weights[$0] > 1e-9 }
    let squares = occupied.map { weights[$0] * effects[$0] * effects[$0] }
    statistic = squares.reduce(0, +)
    degreesOfFreedom = Self.degreesOfFreedom(occupied, width: table.width)
    // The projection took its share of every cell's variance.
    let share = Double(degreesOfFreedom) / Double(max(1, occupied.count))
    var best = (evidence: 0.0, variance: Self.variances[0])
    for variance in Self.variances {
      let evidence = zip(occupied, squares).reduce(0) { sum, cell in
        let ratio = weights[cell.0] * variance
        return sum + (cell.1 * ratio / (1 + ratio) - share * log1p(ratio)) / 2
      }
      if evidence > best.evidence { best = (evidence, variance) }
    }
    (evidence, variance) = best
  }

  /// The cells less the rows and columns, one constant per connected part counted back.
  private static func degreesOfFreedom(_ occupied: [Int], width: Int) -> Int {
    let height = (occupied.max() ?? 0) / width + 1
    // Rows, then columns, each under another of the same part or under itself; -1 where empty.
    var parent = [Int](repeating: -1, count: height + width)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node { node = parent[node] }
      return node
    }
    for cell in occupied {
      let (row, column) = cell.quotientAndRemainder(dividingBy: width)
      for node in [row, height + column] where parent[node] < 0 { parent[node] = node }
      parent[root(height + column)] = root(row)
    }
    let nodes = parent.count { $0 >= 0 }
    let parts = parent.indices.count { parent[$0] == $0 }
    return occupied.count - nodes + parts
  }
}

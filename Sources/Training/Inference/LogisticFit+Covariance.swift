public import LinearAlgebra

extension LogisticFit {
  /// The covariance of the coefficients, estimated in one of several ways.
  ///
  /// The sandwich `B·M·B` has ``LogisticFit/covariance`` for bread, so a penalized fit gets the
  /// sandwich of its penalized estimating equations. It is summed as squares of `B·r` with
  /// `M = Σ r·rᵀ`, so no variance is negative: where a ridge alone holds a direction, as that of an
  /// intercept against all levels of a feature, `B` is large and `M` nothing, and their product would
  /// be what rounding leaves. The middle is `Σ w²r²·xxᵀ` for importance
  /// weights and `Σ w·r²·xxᵀ` for frequencies, with `r = y - μ`: one pass over the rows. For
  /// clusters it is the sum over clusters of the squares of their scores.
  ///
  /// - Parameters:
  ///   - kind: How to estimate.
  ///   - designMatrix: The rows that were fitted.
  ///   - outcomes: Their outcomes.
  ///   - weights: Their weights.
  ///   - weightKind: What the weights stand for.
  ///   - offset: Their offset.
  ///   - threads: The number of threads.
  /// - Returns: A matrix in the order of the coefficients, 0 for aliased ones.
  /// - Throws: ``FitError`` if a value is out of range, or ``FitError/tooFewClusters(_:)``.
  public func covariance(
    _ kind: CovarianceKind, designMatrix: DesignMatrix, outcomes: [Double],
    weights: [Double]? = nil, weightKind: WeightKind = .frequency, offset: [Double]? = nil,
    threads: Int = 1
  ) throws(FitError) -> SymmetricMatrix {
    if kind == .model { return covariance }
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset,
      threads: threads)
    let rows =
      weightKind == .frequency
      ? objective.loss.totalWeight : Double(objective.loss.weightedRowCount)
    let freeCount = Double(layout.count - aliasedParameters.count)
    let bread = objective.scaling.scaled(fromRawCovariance: covariance)
    let middle: SymmetricMatrix
    let factor: Double
    switch kind {
    case .model:
      return covariance
    case .robust(let smallSample):
      middle = scoreGram(objective, weightKind)
      factor = smallSample == .hc0 ? 1 : rows / (rows - freeCount)
    case .clustered(let clusters):
      precondition(clusters.count == designMatrix.rowCount, "a cluster per row is needed")
      let members = Self.members(ofClusters: clusters, weights: weights)
      guard members.count > 1 else { throw .tooFewClusters(members.count) }
      middle = designMatrix.clusterScoreGram(
        residuals(objective), clusters: members, scaling: objective.scaling, threads: threads)
      let clusterCount = Double(members.count)
      factor = clusterCount / (clusterCount - 1) * (rows - 1) / (rows - freeCount)
    }
    let roots = middle.rootColumns(keeping: objective.designMatrix)
    return SymmetricMatrix(
      sumOfSquares: roots.map { objective.scaling.raw(fromScaled: bread.multiplied(by: $0)) },
      order: bread.order
    ).scaled(by: factor)
  }

  /// The sum of the squares of the rows' scores: the fused pass with those for weights.
  private func scoreGram(
    _ objective: LogisticObjective, _ weightKind: WeightKind
  ) -> SymmetricMatrix {
    let loss = objective.loss
    return objective.designMatrix.fusedPass(
      at: objective.scaling.scaled(fromRaw: coefficients), offset: loss.offset,
      scaling: objective.scaling, threads: objective.threads
    ) { rows, predictor, curvature, residual in
      let sums = loss.differentiate(rows, predictor, &curvature, &residual)
      for index in 0..<rows.count {
        let weight = loss.weights?[rows.lowerBound + index] ?? 1
        let square = residual[index] * residual[index]
        curvature[index] =
          weightKind == .importance ? square : weight > 0 ? square / weight : 0
      }
      return sums
    }.hessian
  }

  /// The weighted residual `w·(y - μ)` of every row.
  private func residuals(_ objective: LogisticObjective) -> [Double] {
    let loss = objective.loss
    let predictor = objective.designMatrix.linearPredictor(
      coefficients, offset: loss.offset, threads: objective.threads)
    var residuals = [Double](repeating: 0, count: predictor.count)
    var curvatures = residuals
    var residual = residuals.mutableSpan
    var curvature = curvatures.mutableSpan
    _ = loss.differentiate(0..<predictor.count, predictor.span, &curvature, &residual)
    return residuals
  }

  /// The rows of each cluster, clusters in ascending order, rows without weight left out.
  private static func members(ofClusters clusters: [Int], weights: [Double]?) -> [[Int]] {
    let rows = clusters.indices.filter { (weights?[$0] ?? 1) > 0 }
      .sorted { (clusters[$0], $0) < (clusters[$1], $1) }
    var members: [[Int]] = []
    var last: Int?
    for row in rows {
      if clusters[row] == last {
        members[members.count - 1].append(row)
      } else {
        members.append([row])
        last = clusters[row]
      }
    }
    return members
  }
}

extension ColumnScaling {
  /// The covariance of the scaled columns' parameters from that of the raw columns'.
  func scaled(fromRawCovariance raw: SymmetricMatrix) -> SymmetricMatrix {
    let order = raw.order
    var half: [Double] = []
    for row in 0..<order {
      half += scaled(fromRaw: Array(raw.elements[row * order..<(row + 1) * order]))
    }
    var result = SymmetricMatrix(order: order)
    for column in 0..<order {
      let transformed = scaled(fromRaw: (0..<order).map { half[$0 * order + column] })
      for row in column..<order { result[row, column] = transformed[row] }
    }
    return result
  }
}

extension SymmetricMatrix {
  /// Columns `r` with `M = Σ r·rᵀ` for a sum `M` of squares of scores, by Cholesky's elimination; columns
  /// that earlier ones explain are left out.
  ///
  /// Every row has one level of a feature, so the scores of its levels sum to that of the intercept.
  /// Where each level has a parameter the columns are made to keep that to the last digit.
  fileprivate func rootColumns(keeping designMatrix: DesignMatrix) -> [[Double]] {
    var rest = elements
    var columns: [[Double]] = []
    for pivot in 0..<order {
      let left = rest[pivot * order + pivot]
      // What rounding leaves of a column that depends on those before it.
      guard left > Double(order) * 4 * .ulpOfOne * self[pivot, pivot] else { continue }
      let length = left.squareRoot()
      var column = [Double](repeating: 0, count: order)
      for row in pivot..<order { column[row] = rest[row * order + pivot] / length }
      for row in pivot + 1..<max(order, pivot + 1) where column[row] != 0 {
        for other in pivot + 1...row { rest[row * order + other] -= column[row] * column[other] }
      }
      columns.append(column)
    }
    for (factor, range) in zip(designMatrix.factors, designMatrix.layout.factorRanges)
    where !factor.dropsFirstLevel {
      guard let commonest = range.max(by: { self[$0, $0] < self[$1, $1] }) else { continue }
      for place in columns.indices {
        let others = range.reduce(0) { $0 + ($1 == commonest ? 0 : columns[place][$1]) }
        columns[place][commonest] = columns[place][ParameterLayout.intercept] - others
      }
    }
    return columns
  }

  /// The sum of the products of some columns with themselves.
  fileprivate init(sumOfSquares columns: [[Double]], order: Int) {
    self.init(order: order)
    let width = columns.count
    var rows = [Double](repeating: 0, count: order * width)
    for (place, column) in columns.enumerated() {
      for row in 0..<order { rows[row * width + place] = column[row] }
    }
    for column in 0..<order {
      for row in column..<order {
        var sum = 0.0
        for place in 0..<width { sum += rows[row * width + place] * rows[column * width + place] }
        self[row, column] = sum
      }
    }
  }
}

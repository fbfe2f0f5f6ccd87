public import LinearAlgebra

extension LogisticFit {
  /// The covariance of the coefficients, estimated in one of several ways.
  ///
  /// The sandwich `B·M·B` has ``LogisticFit/covariance`` for bread, so a penalized fit gets the
  /// sandwich of its penalized estimating equations. The middle is `Σ w²r²·xxᵀ` for importance
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
    return objective.scaling.raw(
      fromScaledCovariance: bread.sandwich(around: middle).scaled(by: factor))
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
  /// The product `A·M·A` with this matrix outside.
  func sandwich(around middle: SymmetricMatrix) -> SymmetricMatrix {
    func row(_ index: Int, _ values: [Double]) -> [Double] {
      Array(values[index * order..<(index + 1) * order])
    }
    // Rows of M·A, then A times its columns.
    let inner = (0..<order).map { middle.multiplied(by: row($0, elements)) }
    var result = SymmetricMatrix(order: order)
    for column in 0..<order {
      let product = multiplied(by: inner[column])
      for row in column..<order { result[row, column] = product[row] }
    }
    return result
  }
}

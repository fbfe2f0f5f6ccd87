/// Weighted rows merged by equal score, ascending: what a calibration is fitted to.
///
/// A group's conversions and its other rows are held as two sums of weights, which may be
/// fractions; sums are taken in sorted order, so that none depends on the order of the rows.
struct ScoreGroups: Sendable, Equatable {
  /// The distinct scores, ascending.
  let scores: [Double]
  /// For each score, the weight of the rows that converted.
  let positives: [Double]
  /// For each score, the weight of the rows that did not.
  let negatives: [Double]

  init(scores: [Double], positives: [Double], negatives: [Double]) {
    self.scores = scores
    self.positives = positives
    self.negatives = negatives
  }

  /// Merges rows that are sorted by score already, each of weight one.
  init(ascending scores: [Double], outcomes: [Bool]) {
    self.init(
      merging: zip(scores, outcomes).lazy.map { Row(score: $0, converted: $1, weight: 1) },
      capacity: scores.count)
  }

  /// Checks, sorts and merges rows; rows of weight zero are left out.
  ///
  /// - Throws: ``EvaluationError/lengthMismatch(rows:outcomes:)``, ``EvaluationError/noRows``,
  ///   ``EvaluationError/scoreNotFinite(row:)``, ``EvaluationError/weightNotValid(row:)``, or
  ///   ``EvaluationError/oneClass(rows:positives:)`` if all rows of positive weight are alike.
  init(scores: [Double], outcomes: [Bool], weights: [Double]?) throws(EvaluationError) {
    for count in [scores.count, weights?.count ?? outcomes.count] where count != outcomes.count {
      throw .lengthMismatch(rows: count, outcomes: outcomes.count)
    }
    if let row = scores.firstIndex(where: { !$0.isFinite }) { throw .scoreNotFinite(row: row) }
    if let row = weights?.firstIndex(where: { !($0 >= 0 && $0 < .infinity) }) {
      throw .weightNotValid(row: row)
    }
    var rows: [Row] = []
    rows.reserveCapacity(scores.count)
    for row in scores.indices where weights.map({ $0[row] > 0 }) ?? true {
      rows.append(
        Row(score: scores[row], converted: outcomes[row], weight: weights?[row] ?? 1))
    }
    guard !rows.isEmpty else { throw .noRows }
    let conversions = rows.reduce(0) { $0 + ($1.converted ? 1 : 0) }
    guard conversions > 0, conversions < rows.count else {
      throw .oneClass(rows: rows.count, positives: conversions)
    }
    rows.sort {
      $0.score != $1.score
        ? $0.score < $1.score
        : $0.converted != $1.converted ? $1.converted : $0.weight < $1.weight
    }
    self.init(merging: rows, capacity: rows.count)
  }

  private struct Row {
    let score: Double
    let converted: Bool
    let weight: Double
  }

  private init(merging rows: some Sequence<Row>, capacity: Int) {
    var scores: [Double] = []
    var positives: [Double] = []
    var negatives: [Double] = []
    scores.reserveCapacity(capacity)
    positives.reserveCapacity(capacity)
    negatives.reserveCapacity(capacity)
    for row in rows {
      if scores.last != row.score {
        scores.append(row.score)
        positives.append(0)
        negatives.append(0)
      }
      if row.converted {
        positives[scores.count - 1] += row.weight
      } else {
        negatives[scores.count - 1] += row.weight
      }
    }
    self.init(scores: scores, positives: positives, negatives: negatives)
  }
}

extension ScoreGroups {
  /// The weight of all conversions.
  var positiveWeight: Double { positives.reduce(0, +) }
  /// The weight of all other rows.
  var negativeWeight: Double { negatives.reduce(0, +) }

  /// Whether conversions and the rest interleave, which is when a logistic line is finite.
  var overlap: Bool {
    guard let firstPositive = positives.firstIndex(where: { $0 > 0 }),
      let lastPositive = positives.lastIndex(where: { $0 > 0 }),
      let firstNegative = negatives.firstIndex(where: { $0 > 0 }),
      let lastNegative = negatives.lastIndex(where: { $0 > 0 })
    else { return false }
    return firstPositive < lastNegative && firstNegative < lastPositive
  }
}

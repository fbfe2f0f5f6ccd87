import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables

/// Smooth main effects on fine bins, and tables of pairs, as they were fitted.
struct ShapeModel: Sendable {
  /// The features in fine bins, without pairs.
  let extractor: FeatureExtractor
  /// The pairs in the order of their evidence.
  let pairs: [ChosenPair]
  /// The fit of features and pairs together.
  let fit: SmoothFit
  /// The fit of the features alone.
  let mains: SmoothFit
  /// The rows it was fitted to.
  let rows: ShapeRows

  /// The most bins of a number.
  static let binCount = 32
  /// The least evidence, in log marginal likelihood, to try a pair.
  ///
  /// Under no interaction twice the evidence is a mixture of 0 and chi-squared of one degree
  /// (Self and Liang 1987), so that one pair in some 400 exceeds 4 by chance.
  static let leastEvidence = 4.0
  /// The most parameters of all pairs together.
  static let cellLimit = 1_500

  /// Fits shapes, and with them the pairs that show most evidence.
  ///
  /// - Parameters:
  ///   - rows: The leads.
  ///   - kind: How bins are held back.
  ///   - pairCount: The most pairs.
  ///   - prior: A model of more of the same leads, whose strengths are kept and from whose
  ///     parameters the fit starts.
  ///   - threads: How many threads to use.
  /// - Throws: ``TrainingError/fit(_:columns:)``.
  init(
    _ rows: ShapeRows, kind: Nonlinear, pairCount: Int, prior: ShapeModel?, threads: Int
  ) throws {
    let terms = rows.terms(kind)
    // In part of the leads a number may have a single value and so no bins.
    let prior = prior?.mains.strengths.count == terms.count ? prior : nil
    let mains = try rows.fit(
      rows.designMatrix(pairs: []), terms: terms,
      start: prior.flatMap { $0.rows.isAlike(rows) ? $0.mains.parameters : nil },
      strengths: prior?.mains.strengths ?? terms.map { _ in SmoothFit.startingStrength },
      updates: prior == nil, threads: threads)
    extractor = rows.extractor
    self.rows = rows
    self.mains = mains
    let pairs =
      pairCount > 0 ? rows.bestPairs(pairCount, beyond: mains.parameters, threads: threads) : []
    self.pairs = pairs
    guard !pairs.isEmpty else {
      fit = mains
      return
    }
    let design = rows.designMatrix(pairs: pairs)
    let ranges = design.layout.factorRanges.suffix(pairs.count)
    let cells = pairs.reduce(0) { $0 + $1.slotCount }
    fit = try rows.fit(
      design, terms: terms + zip(pairs, ranges).map { $0.term($1) },
      start: mains.parameters + [Double](repeating: 0, count: cells),
      strengths: mains.strengths
        + pairs.map { prior?.strength(of: $0.candidate) ?? $0.strength },
      updates: prior == nil, threads: threads)
  }

  /// The strength that a pair of the same columns has here.
  private func strength(of pair: PairCandidate) -> Double? {
    func columns(_ pair: PairCandidate) -> [String] {
      [pair.first.part.column, pair.second.part.column]
    }
    let place = pairs.firstIndex { columns($0.candidate) == columns(pair) }
    return place.map { fit.strengths[mains.strengths.count + $0] }
  }

  /// The log odds of leads by the features alone, and by a fit with pairs: with all of them, and with
  /// the first so many.
  ///
  /// Pairs are purified first, so that one that is left out takes no main effect with it.
  func logOdds(_ table: Table) throws -> ShapedLogOdds {
    let encoded = try extractor.encode(table)
    func sums(_ parameters: [Double]) -> [Double] {
      FeatureEffects(extractor: extractor, coding: .full, parameters: parameters)
        .logOdds(encoded, rowCount: table.rowCount)
    }
    let (mains, tables) = purified()
    var sum = pairs.isEmpty ? [] : sums(mains)
    var byPairCount: [[Double]] = []
    for (chosen, effects) in zip(pairs, tables) {
      let pair = chosen.candidate
      if case .codes(let first) = encoded[pair.first.feature],
        case .codes(let second) = encoded[pair.second.feature]
      {
        for row in sum.indices {
          let (i, j) = (Int(first[row]), Int(second[row]))
          guard i < pair.first.codes.count, j < pair.second.codes.count else { continue }
          sum[row] += effects[pair.first.codes[i] * pair.second.count + pair.second.codes[j]]
        }
      }
      byPairCount.append(sum)
    }
    return ShapedLogOdds(alone: sums(self.mains.parameters), byPairCount: byPairCount)
  }
}

/// Log odds of leads by a shape model.
struct ShapedLogOdds {
  /// Those of a fit without pairs.
  let alone: [Double]
  /// Those of a fit with pairs, of which the first, the first two, the first three … are counted.
  let byPairCount: [[Double]]

  /// With so many pairs at most.
  func with(pairCount: Int) -> [Double] {
    byPairCount.isEmpty || pairCount == 0
      ? alone : byPairCount[min(pairCount, byPairCount.count) - 1]
  }
}

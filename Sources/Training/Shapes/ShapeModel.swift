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
  ///   - prior: A model of more of the same leads, whose strengths are kept.
  ///   - threads: How many threads to use.
  /// - Throws: ``TrainingError/fit(_:columns:)``.
  init(
    _ rows: ShapeRows, kind: Nonlinear, pairCount: Int, prior: ShapeModel?, threads: Int
  ) throws {
    let terms = rows.terms(kind)
    // In part of the leads a number may have a single value and so no bins.
    let prior = prior?.mains.strengths.count == terms.count ? prior : nil
    let mains = try rows.fit(
      rows.designMatrix(pairs: []), terms: terms, start: nil,
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

  /// The log odds of leads by the features and the pairs, and by the features alone.
  func logOdds(_ table: Table) throws -> (all: [Double], mains: [Double]) {
    let encoded = try extractor.encode(table)
    let alone = FeatureEffects(extractor: extractor, coding: .full, parameters: mains.parameters)
      .logOdds(encoded, rowCount: table.rowCount)
    guard !pairs.isEmpty else { return (alone, alone) }
    let mainCount = mains.parameters.count
    var all = FeatureEffects(
      extractor: extractor, coding: .full, parameters: Array(fit.parameters[..<mainCount])
    ).logOdds(encoded, rowCount: table.rowCount)
    var start = mainCount
    for chosen in pairs {
      let pair = chosen.candidate
      let effects = chosen.effects(Array(fit.parameters[start..<start + chosen.slotCount]))
      guard case .codes(let first) = encoded[pair.first.feature],
        case .codes(let second) = encoded[pair.second.feature]
      else { continue }
      for row in all.indices {
        let (i, j) = (Int(first[row]), Int(second[row]))
        guard i < pair.first.codes.count, j < pair.second.codes.count else { continue }
        let cell = pair.first.codes[i] * pair.second.count + pair.second.codes[j]
        all[row] += effects[cell]
      }
      start += chosen.slotCount
    }
    return (all, alone)
  }
}

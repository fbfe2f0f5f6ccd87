import FeatureExtraction
import LinearAlgebra
import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Some labelled leads with their features in fine bins.
struct ShapeRows: Sendable {
  /// The features in fine bins; a number without two values in these leads stays a number.
  let extractor: FeatureExtractor
  /// The leads.
  let rows: [Int]
  /// Their outcomes and weights.
  let loss: LogisticLoss
  /// The signs that effects of numbers must have, by the feature's name.
  let signs: [String: CoefficientBounds.Sign]
  private let encoded: [EncodedFeature]

  /// Bins the declared features of some rows.
  init(
    _ declarations: [FeatureDeclaration], leads: LabelledLeads, rows: [Int],
    signs: [String: CoefficientBounds.Sign] = [:]
  ) throws {
    self.signs = signs
    let table = leads.table.rows(rows)
    let fine = declarations.map { $0.finelyBinned(by: table) }
    extractor = try FeatureExtractor(fitting: fine, to: table)
    for name in signs.keys.sorted() {
      try extractor.checkSign(ofFeature: name, declared: leads.declarations)
    }
    encoded = try extractor.encode(table)
    do {
      loss = try LogisticLoss(
        outcomes: leads.fitOutcomes(rows),
        weights: leads.weights.map { weights in rows.map { weights[$0] } })
    } catch {
      throw TrainingError.fit(error, columns: [])
    }
    self.rows = rows
  }

  /// The rows with their features and the cells of some pairs.
  func designMatrix(pairs: [ChosenPair]) -> DesignMatrix {
    let mains = extractor.designMatrix(encoded, rowCount: rows.count, coding: .full)
    guard !pairs.isEmpty else { return mains }
    let codes = codes
    return DesignMatrix(
      dense: mains.dense,
      factors: mains.factors
        + pairs.map {
          Factor(codes: $0.slots(codes), levelCount: $0.slotCount, dropsFirstLevel: false)
        })
  }

  /// Whether every feature has as many codes in other leads, so that parameters mean about the same.
  func isAlike(_ other: ShapeRows) -> Bool {
    func sizes(_ rows: ShapeRows) -> [Int] {
      rows.extractor.terms(coding: .full).map(\.feature)
    }
    return sizes(self) == sizes(other)
  }

  /// Fits a matrix of these rows; see ``SmoothFit``.
  func fit(
    _ designMatrix: DesignMatrix, terms: [SmoothingTerm], start: [Double]?, strengths: [Double],
    updates: Bool, threads: Int
  ) throws -> SmoothFit {
    do {
      return try SmoothFit(
        designMatrix, loss: loss, terms: terms,
        monotone: extractor.features.monotoneChains(signs, layout: designMatrix.layout),
        start: start, strengths: strengths, updates: updates, threads: threads)
    } catch {
      throw TrainingError.fit(error, columns: [])
    }
  }

  /// The penalty terms of the features: a ridge for each number left, each chain and each category.
  func terms(_ kind: Nonlinear) -> [SmoothingTerm] {
    let layout = designMatrix(pairs: []).layout
    var terms: [SmoothingTerm] = layout.dense.isEmpty ? [] : [.ridge(layout.dense)]
    let coded = extractor.features.filter { $0.codeCount != nil }
    for (feature, range) in zip(coded, layout.factorRanges) {
      if kind == .smooth, case .binned(let binned) = feature.encoding {
        terms.append(.chain(range, count: binned.edges.count + 1))
      } else if kind == .smooth, case .categorical(let levels) = feature.encoding,
        levels.isOrdered
      {
        terms.append(.chain(range, count: levels.levels.count))
      } else {
        terms.append(.ridge(range))
      }
    }
    return terms
  }

  /// The pairs with most evidence beyond a model of the features, in its order.
  func bestPairs(_ count: Int, beyond parameters: [Double], threads: Int) -> [ChosenPair] {
    // A table could bend an effect whose sign is given.
    let candidates = PairCandidate.all(extractor.features).filter { pair in
      [pair.first, pair.second].allSatisfy { signs[extractor.features[$0.feature].name] == nil }
    }
    let codes = codes
    guard !candidates.isEmpty else { return [] }
    let predictor = designMatrix(pairs: []).linearPredictor(parameters, threads: threads)
    var (residuals, weights) = (predictor, predictor)
    for row in predictor.indices {
      let probability = 1 / (1 + exp(-predictor[row]))
      let weight = loss.weights?[row] ?? 1
      residuals[row] = weight * (loss.outcomes[row] - probability)
      weights[row] = weight * probability * (1 - probability)
    }
    let tables = candidates.tables(
      codes, residuals: residuals, weights: weights, threads: threads)
    let scores = RowBlocks.concurrentMap(count: tables.count, threads: threads) {
      InteractionScore(tables[$0])
    }
    let order = scores.indices.sorted { (-scores[$0].evidence, $0) < (-scores[$1].evidence, $1) }
    var chosen: [ChosenPair] = []
    var cells = 0
    for index in order where chosen.count < count {
      let candidate = candidates[index]
      guard scores[index].evidence >= ShapeModel.leastEvidence,
        scores[index].degreesOfFreedom > 0
      else { continue }
      let pair = ChosenPair(
        candidate, cells: candidate.cells(codes), strength: 1 / scores[index].variance)
      guard cells + pair.slotCount <= ShapeModel.cellLimit else { continue }
      chosen.append(pair)
      cells += pair.slotCount
    }
    return chosen
  }

  /// The codes of every feature; empty for a number.
  private var codes: [[UInt16]] {
    encoded.map { if case .codes(let codes) = $0 { codes } else { [] } }
  }
}

extension FeatureDeclaration {
  /// The same feature with a number cut into fine bins, where it has two values at least.
  fileprivate func finelyBinned(by table: Table) -> FeatureDeclaration {
    guard case .numeric = encoding, case .numbers(let numbers)? = table[column]?.values else {
      return self
    }
    let edges = numbers.quantileEdges(count: ShapeModel.binCount)
    guard !edges.isEmpty else { return self }
    return FeatureDeclaration(
      name: name, column: column, kind: kind, encoding: .binned(edges: edges), baseRate: baseRate)
  }
}

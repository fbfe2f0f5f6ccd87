import FeatureExtraction
import LinearAlgebra
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("Shapes and pairs")
struct ShapeModelTests {
  private static func model(
    _ leads: LabelledLeads, pairCount: Int = 10, threads: Int = 1
  ) throws -> ShapeModel {
    try ShapeModel(
      ShapeRows(leads.declarations, leads: leads, rows: Array(0..<leads.count)), kind: .smooth,
      pairCount: pairCount, prior: nil, threads: threads)
  }

  @Test("a wave is recovered and noise stays flat", arguments: [1, 2, 3] as [UInt64])
  func wave(seed: UInt64) throws {
    let leads = ShapeLeads.leads(.wave, count: 8000, seed: seed)
    let model = try Self.model(leads, pairCount: 0)
    // The terms are x, noise, a and b.
    #expect(model.fit.degreesOfFreedom[0] > 5 && model.fit.degreesOfFreedom[0] < 25)
    #expect(model.fit.degreesOfFreedom[1] < 4)
    let predicted = try model.logOdds(leads.table).alone
    let x = try #require(leads.table["x"]?.numberList)
    let squares = zip(predicted, x).map { predicted, x in
      let error = predicted - ShapeLeads.Truth.wave.logOdds(x: x, a: 0, b: 0)
      return error * error
    }
    #expect((squares.reduce(0, +) / Double(squares.count)).squareRoot() < 0.25)
  }

  @Test("a wave that must rise never falls, and one that must fall never rises")
  func monotone() throws {
    let leads = ShapeLeads.leads(.wave, count: 8000, seed: 4)
    for sign in [CoefficientBounds.Sign.positive, .negative] {
      var settings = TrainingSettings(
        name: "test", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
      settings.nonlinear = .smooth
      settings.interactions = 0
      settings.signs = ["x": sign]
      let model = try Trainer(settings: settings).train(leads).model
      let points = stride(from: -1.95, to: 2, by: 0.05).map { $0 }
      let rows = points.map { _ in 0 }
      let probe = Table([
        .numbers("x", points), .numbers("noise", rows.map { _ in 0 }),
        .categories("a", rows.map { _ in "p" }), .categories("b", rows.map { _ in "r" }),
      ])
      let logOdds = FeatureEffects(
        extractor: model.extractor, coding: model.coding, parameters: model.parameters
      ).logOdds(try model.extractor.encode(probe), rowCount: points.count)
      let steps = zip(logOdds, logOdds.dropFirst()).map { $1 - $0 }
      #expect(steps.allSatisfy { sign == .positive ? $0 >= 0 : $0 <= 0 })
      #expect(steps.contains { $0 != 0 })
    }
  }

  @Test("the sign of a shape that rises anyway changes nothing much")
  func needlessSign() throws {
    let leads = ShapeLeads.leads(.line, count: 6000, seed: 5)
    func logLikelihood(_ signs: [String: CoefficientBounds.Sign]) throws -> Double {
      var settings = TrainingSettings(
        name: "test", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
      settings.nonlinear = .smooth
      settings.interactions = 0
      settings.signs = signs
      return try Trainer(settings: settings).train(leads).fit.logLikelihood
    }
    let free = try logLikelihood([:])
    #expect(abs(try logLikelihood(["x": .positive]) - free) < 2)
    #expect(try logLikelihood(["x": .negative]) < free - 100)
  }

  @Test("a sign of a feature that is none, or that has none, is refused")
  func refusedSigns() {
    let leads = ShapeLeads.leads(.line, count: 500, seed: 6)
    for name in ["y", "a"] {
      #expect(throws: TrainingError.self) {
        try ShapeRows(
          leads.declarations, leads: leads, rows: Array(0..<500), signs: [name: .positive])
      }
    }
  }

  @Test("a planted exclusive or is found first", arguments: [1, 2, 3] as [UInt64])
  func planted(seed: UInt64) throws {
    let model = try Self.model(ShapeLeads.leads(.exclusiveOr, count: 2000, seed: seed))
    let pair = try #require(model.pairs.first?.candidate)
    #expect([pair.first.part.column, pair.second.part.column] == ["a", "b"])
  }

  @Test(
    "additive leads and leads without a signal have no pairs",
    arguments: [ShapeLeads.Truth.additive, .nothing, .wave], [1, 2, 3] as [UInt64])
  func additive(truth: ShapeLeads.Truth, seed: UInt64) throws {
    #expect(try Self.model(ShapeLeads.leads(truth, count: 4000, seed: seed)).pairs.isEmpty)
  }

  @Test("purification changes no prediction", arguments: [1, 2] as [UInt64])
  func purification(seed: UInt64) throws {
    let leads = ShapeLeads.leads(.exclusiveOr, count: 2000, seed: seed)
    let model = try Self.model(leads)
    let pure = model.purified()
    let encoded = try model.extractor.encode(leads.table)
    var sums = FeatureEffects(
      extractor: model.extractor, coding: .full, parameters: pure.mains
    ).logOdds(encoded, rowCount: leads.count)
    for (chosen, table) in zip(model.pairs, pure.tables) {
      let pair = chosen.candidate
      guard case .codes(let first) = encoded[pair.first.feature],
        case .codes(let second) = encoded[pair.second.feature]
      else { continue }
      for row in sums.indices {
        sums[row] +=
          table[
            pair.first.codes[Int(first[row])] * pair.second.count
              + pair.second.codes[Int(second[row])]]
      }
      for row in 0..<pair.first.count {
        let mean = (0..<pair.second.count).reduce(0) { sum, column in
          let cell = row * pair.second.count + column
          return sum + chosen.shares[cell] * table[cell]
        }
        #expect(abs(mean) < 1e-12)
      }
    }
    let fitted = model.rows.designMatrix(pairs: model.pairs)
      .linearPredictor(model.fit.parameters, threads: 1)
    #expect(zip(sums, fitted).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("counts the pairs that are asked for, the first ones first", arguments: [1, 2] as [UInt64])
  func firstPairs(seed: UInt64) throws {
    let leads = ShapeLeads.leads(.exclusiveOr, count: 2000, seed: seed)
    let model = try Self.model(leads)
    let logOdds = try model.logOdds(leads.table)
    let fitted = model.rows.designMatrix(pairs: model.pairs)
      .linearPredictor(model.fit.parameters, threads: 1)
    #expect(logOdds.byPairCount.count == model.pairs.count)
    #expect(logOdds.with(pairCount: 0) == logOdds.alone)
    #expect(logOdds.with(pairCount: 1) == logOdds.byPairCount[0])
    #expect(zip(logOdds.with(pairCount: 99), fitted).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("the score statistic is about twice the gain of a refit", arguments: [1, 2, 3] as [UInt64])
  func score(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (a, b, y): ([UInt16], [UInt16], [Double]) = ([], [], [])
    for _ in 0..<6000 {
      let (i, j) = (UInt16(random.next() % 3), UInt16(random.next() % 4))
      a.append(i)
      b.append(j)
      let shift = i == 1 && j == 2 ? 0.3 : 0
      y.append(random.happens(0.3 + 0.1 * Double(i) + 0.05 * Double(j) + shift / 4) ? 1 : 0)
    }
    func fit(_ factors: [Factor]) throws -> LogisticFit {
      try LogisticRegression.fit(
        DesignMatrix(
          dense: DenseBlock(rowCount: y.count, columnCount: 0, elements: []), factors: factors),
        outcomes: y)
    }
    let mains = [
      Factor(codes: a, levelCount: 3, dropsFirstLevel: true),
      Factor(codes: b, levelCount: 4, dropsFirstLevel: true),
    ]
    let cells = zip(a, b).map { $0 * 4 + $1 }
    let additive = try fit(mains)
    let saturated = try fit([Factor(codes: cells, levelCount: 12, dropsFirstLevel: true)])
    var (residuals, weights) = (
      [Double](repeating: 0, count: 12), [Double](repeating: 0, count: 12)
    )
    for row in y.indices {
      let level = { (parameter: Int, code: UInt16) in
        code == 0 ? 0 : additive.coefficients[parameter + Int(code)]
      }
      let mean = logistic(additive.coefficients[0] + level(0, a[row]) + level(2, b[row]))
      residuals[Int(cells[row])] += y[row] - mean
      weights[Int(cells[row])] += mean * (1 - mean)
    }
    let score = InteractionScore(
      InteractionTable(residuals: residuals, weights: weights, width: 4))
    let ratio = 2 * (saturated.logLikelihood - additive.logLikelihood)
    #expect(score.degreesOfFreedom == 6)
    #expect(abs(score.statistic - ratio) < 0.05 * ratio)
  }

  @Test(
    "a table of parts that share no row and no column loses a constant per part",
    arguments: [
      ([1.0, 1, 1, 1], 2, 1),
      ([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1], 4, 2),
      ([1, 0, 0, 0, 1, 0, 0, 0, 1], 3, 0),
      ([0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0], 3, 1),
      ([0, 0, 0, 0], 2, 0),
    ])
  func parts(weights: [Double], width: Int, degreesOfFreedom: Int) {
    let score = InteractionScore(
      InteractionTable(residuals: weights.map { _ in 0 }, weights: weights, width: width))
    #expect(score.degreesOfFreedom == degreesOfFreedom)
    #expect(score.evidence == 0)
  }

  @Test("a fit to part of the leads is where it would be without a start", arguments: [1, 2])
  func started(threads: Int) throws {
    let leads = ShapeLeads.leads(.wave, count: 4000, seed: 9)
    let all = try Self.model(leads, pairCount: 0)
    let rows = try ShapeRows(leads.declarations, leads: leads, rows: Array(0..<2500))
    #expect(all.rows.isAlike(rows))
    let started = try ShapeModel(
      rows, kind: .smooth, pairCount: 0, prior: all, threads: threads)
    let cold = try rows.fit(
      rows.designMatrix(pairs: []), terms: rows.terms(.smooth), start: nil,
      strengths: all.mains.strengths, updates: false, threads: threads)
    #expect(started.mains.passes < cold.passes)
    #expect(largestDifference(started.mains.parameters, cold.parameters) < 0.02)
  }
}

extension Column {
  /// The numbers of a numeric column.
  fileprivate var numberList: [Double]? {
    if case .numbers(let numbers) = values { numbers } else { nil }
  }
}

import Evaluation
import Foundation
import LinearAlgebra
import Training

/// Wald intervals of the coefficients of an unpenalized fit.
struct CoefficientStudy {
  /// The intercept, three normal columns, a skewed one, and a factor's levels after the reference.
  private static let truth = [-1.5, 0.8, -0.4, 0, 0.3, 0.5, -0.7, 1.0]
  private let rows: Int
  private(set) var coverages: [Coverage]

  init(rows: Int) {
    self.rows = rows
    let names = [
      "intercept", "x1", "x2", "x3 (no effect)", "skewed x4", "level b", "level c", "level d",
    ]
    coverages = zip(names, Self.truth).map {
      Coverage("coefficient of \($0), \(rows) rows", truth: $1)
    }
  }

  mutating func add(seed: UInt64) throws {
    var random = RandomNumbers(seed: seed)
    var elements: [Double] = []
    var codes: [UInt16] = []
    var outcomes: [Double] = []
    for _ in 0..<rows {
      let common = random.normal()
      var x = (0..<3).map { _ in 0.6 * common + 0.8 * random.normal() }
      x.append(exp(random.normal()))
      // Shares of .4, .3, .2 and .1.
      let draw = random.uniform()
      let level = draw < 0.4 ? 0 : draw < 0.7 ? 1 : draw < 0.9 ? 2 : 3
      let logOdds =
        Self.truth[0] + zip(x, Self.truth[1...]).reduce(0) { $0 + $1.0 * $1.1 }
        + (level == 0 ? 0 : Self.truth[4 + level])
      elements += x
      codes.append(UInt16(level))
      outcomes.append(random.event(logOdds: logOdds) ? 1 : 0)
    }
    let fit = try LogisticRegression.fit(
      DesignMatrix(
        dense: DenseBlock(rowCount: rows, columnCount: 4, elements: elements),
        factors: [Factor(codes: codes, levelCount: 4, dropsFirstLevel: true)]),
      outcomes: outcomes)
    for (index, error) in fit.standardErrors.enumerated() {
      guard let error else { continue }
      coverages[index].add(
        ConfidenceInterval(estimate: fit.coefficients[index], standardError: error))
    }
  }
}

/// The reported intervals of the area under the curve of two normal classes, for which it is known.
struct AUCStudy {
  private let rows: Int
  private let distance: Double
  private(set) var coverage: Coverage

  /// Makes a study of classes that are some standard deviations apart.
  init(rows: Int, distance: Double) {
    self.rows = rows
    self.distance = distance
    // Φ(d/√2)
    coverage = Coverage("AUC, \(rows) rows", truth: 0.5 * erfc(-distance / 2))
  }

  mutating func add(seed: UInt64) throws {
    var random = RandomNumbers(seed: seed)
    let outcomes = (0..<rows).map { _ in random.uniform() < 0.2 }
    let scores = outcomes.map { random.normal() + ($0 ? distance : 0) }
    coverage.add(AUC(try RankedOutcomes(scores: scores, outcomes: outcomes)).reportedInterval)
  }
}

/// Wald intervals of the calibration slope and of calibration in the large.
struct CalibrationStudy {
  private let rows: Int
  private let slope: Double
  private let shift: Double
  private(set) var slopeCoverage: Coverage
  private(set) var shiftCoverage: Coverage

  /// Makes a study of wrong predictions.
  ///
  /// - Parameters:
  ///   - rows: The number of rows of a data set.
  ///   - slope: What true log odds are of predicted ones.
  ///   - shift: By how much true log odds lie above the predicted ones in the second study.
  init(rows: Int, slope: Double, shift: Double) {
    self.rows = rows
    self.slope = slope
    self.shift = shift
    slopeCoverage = Coverage("calibration slope, \(rows) rows", truth: slope)
    shiftCoverage = Coverage("calibration in the large, \(rows) rows", truth: shift)
  }

  mutating func add(seed: UInt64) throws {
    var random = RandomNumbers(seed: seed)
    let logOdds = (0..<rows).map { _ in -1.5 + random.normal() }
    let probabilities = logOdds.map { 1 / (1 + exp(-$0)) }
    let sloped = logOdds.map { random.event(logOdds: slope * $0) }
    let forecast = try ProbabilityForecast(probabilities: probabilities, outcomes: sloped)
    if let line = forecast.calibrationLine() {
      slopeCoverage.add(
        ConfidenceInterval(estimate: line.slope.value, standardError: line.slope.standardError))
    }
    let shifted = logOdds.map { random.event(logOdds: $0 + shift) }
    let other = try ProbabilityForecast(probabilities: probabilities, outcomes: shifted)
    if let estimate = other.calibrationInTheLarge() {
      shiftCoverage.add(
        ConfidenceInterval(estimate: estimate.value, standardError: estimate.standardError))
    }
  }
}

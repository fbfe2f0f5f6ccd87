import LinearAlgebra
import TestSupport

@testable import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rows of factors with so many levels that a Hessian costs far more than a pass over the rows.
struct WideFit {
  /// What is special about the rows.
  enum Kind: String, CaseIterable {
    case plain, weights, offset, fractions
    case unequalPenalties = "unequal penalties"
    case rareOutcomes = "rare outcomes"
    case skewedLevels = "skewed levels"
    case levelSeenOnce = "a level seen once"
    case unseenLevel = "a level never seen"
    case separatedLevel = "a separated level"
    case referenceLevels = "reference levels"
    case unscaledNumbers = "numbers of any scale"
    case associated = "half the rows with associated levels"
    case unpenalizedFactor = "an unpenalized factor"
    case refined = "a factor that refines another"
    case repeatedNumber = "a number that is a function of a level"
    case weakPenalty = "a penalty too weak to tell columns apart"

    /// Those in which factors are about independent, and penalized.
    static let easy: [Kind] = allCases.filter {
      ![.associated, .unpenalizedFactor, .refined, .weakPenalty].contains($0)
    }
  }

  static let levelCounts = [3, 30, 100, 120]

  let designMatrix: DesignMatrix
  let outcomes: [Double]
  let weights: [Double]?
  let offset: [Double]?
  let penalty: RidgePenalty

  init(_ kind: Kind, rows: Int = 4_000, lambda: Double = 1e-4, seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    var columns = (0..<2).map { _ in (0..<rows).map { _ in numbers.normal() } }
    var codes = Self.levelCounts.map { count in
      (0..<rows).map { _ in
        let share = numbers.uniform()
        let skewed = kind == .skewedLevels ? share * share * share : share
        return Int(Double(count) * skewed)
      }
    }
    for row in 0..<rows {
      switch kind {
      case .associated where row % 2 == 0: codes[2][row] = codes[3][row] * 5 / 6
      case .refined: codes[2][row] = codes[3][row] / 4
      case .levelSeenOnce: codes[3][row] = row == 17 ? 119 : min(codes[3][row], 118)
      case .unseenLevel: codes[3][row] = min(codes[3][row], 112)
      case .unscaledNumbers: columns[1][row] = 3e4 + 20 * columns[1][row]
      case .repeatedNumber: columns[1][row] = Double(codes[3][row] % 7)
      default: break
      }
    }
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: rows, columns: columns),
      factors: zip(codes, Self.levelCounts).map {
        Factor(
          codes: $0.map { UInt16($0) }, levelCount: $1, dropsFirstLevel: kind == .referenceLevels)
      })
    var effects = (0..<matrix.layout.count).map { _ in 0.6 * numbers.normal() }
    effects[ParameterLayout.intercept] = kind == .rareOutcomes ? -4 : -0.7
    let scaling = matrix.standardization()
    let offsets = (0..<rows).map { _ in kind == .offset ? numbers.normal() : 0 }
    let predictor = matrix.linearPredictor(effects, offset: offsets, scaling: scaling)
    outcomes = predictor.enumerated().map { row, value in
      let probability = 1 / (1 + exp(-value))
      if kind == .fractions { return probability * numbers.uniform() }
      if kind == .separatedLevel && codes[2][row] == 5 { return 1 }
      return numbers.uniform() < probability ? 1 : 0
    }
    designMatrix = matrix
    weights = kind == .weights ? (0..<rows).map { _ in Double(Int(4 * numbers.uniform())) } : nil
    offset = kind == .offset ? offsets : nil
    let last = matrix.layout.factorRanges[2]
    let factors: [Double]? =
      switch kind {
      case .unequalPenalties: (0..<matrix.layout.count).map { _ in 0.1 + 10 * numbers.uniform() }
      case .unpenalizedFactor: (0..<matrix.layout.count).map { last ~= $0 ? 0 : 1 }
      default: nil
      }
    penalty = RidgePenalty(lambda: kind == .weakPenalty ? 1e-9 : lambda, factors: factors)
  }

  /// The objective on scaled columns and the penalty that belongs to it.
  func problem(threads: Int = 2) throws -> (LogisticObjective, QuadraticPenalty) {
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: offset, threads: threads)
    let layout = designMatrix.layout
    return (
      objective, try penalty.quadratic(layout).onScaledColumns(layout, objective.scaling)
    )
  }

  /// The fit as a caller gets it.
  func fit(start: [Double]? = nil, threads: Int = 2) throws -> LogisticFit {
    try LogisticRegression.fit(
      designMatrix, outcomes: outcomes, weights: weights, offset: offset, penalty: penalty,
      start: start, threads: threads)
  }

  /// The minimum by Newton steps with factored Hessians from an intercept alone.
  func exact() throws -> (coefficients: [Double], objective: Double) {
    let (objective, penalty) = try problem()
    let solution = try NewtonSolver().minimize(
      objective, penalty: penalty, from: objective.derivatives(at: objective.interceptOnly),
      free: Array(penalty.diagonal.indices))
    return (
      objective.scaling.raw(fromScaled: solution.parameters), solution.point.objective(penalty)
    )
  }
}

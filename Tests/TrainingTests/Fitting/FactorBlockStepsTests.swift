import LinearAlgebra
import Testing

@testable import Training

@Suite("Steps by the blocks of factors")
struct FactorBlockStepsTests {
  @Test(
    "end where Newton's method ends, whatever is special about the rows",
    arguments: WideFit.Kind.easy, [1, 2, 3])
  func sameFit(_ kind: WideFit.Kind, seed: UInt64) throws {
    let data = WideFit(kind, seed: seed)
    let (objective, penalty) = try data.problem()
    let steps = try #require(FactorBlockSteps(objective, penalty: penalty))
    let fit = try data.fit()
    let exact = try data.exact()
    #expect(steps.end != nil)
    #expect(fit.passes == steps.passes, "no pass with the Hessian was needed")
    #expect(largestError(fit.coefficients, exact.coefficients) < 1e-9)
    #expect(abs(fit.objective / exact.objective - 1) < 1e-14)
    #expect(fit.gradientNorm < 1e-9)
  }

  @Test(
    "give way to Newton's method where factors say the same or are not penalized",
    arguments: [.refined, .unpenalizedFactor, .weakPenalty] as [WideFit.Kind], [1, 2])
  func fallsBack(_ kind: WideFit.Kind, seed: UInt64) throws {
    let data = WideFit(kind, seed: seed)
    let (objective, penalty) = try data.problem()
    let steps = FactorBlockSteps(objective, penalty: penalty)
    let fit = try data.fit()
    let exact = try data.exact()
    #expect(steps?.end == nil)
    #expect(fit.passes > steps?.passes ?? 0)
    #expect(abs(fit.objective / exact.objective - 1) < 1e-12)
    // Without a penalty to tell them apart, which of the columns are aliased is a choice.
    if kind == .refined { #expect(largestError(fit.coefficients, exact.coefficients) < 1e-8) }
  }

  @Test("are right about factors that are associated, whichever way it goes", arguments: [1, 2, 3])
  func associated(seed: UInt64) throws {
    let data = WideFit(.associated, seed: seed)
    let exact = try data.exact()
    #expect(largestError(try data.fit().coefficients, exact.coefficients) < 1e-9)
  }

  @Test(
    "have the same bits on one, two and three threads",
    arguments: [.plain, .refined, .weights] as [WideFit.Kind], [2, 3])
  func threads(_ kind: WideFit.Kind, threads: Int) throws {
    let data = WideFit(kind, seed: 4)
    let (one, several) = (try data.fit(threads: 1), try data.fit(threads: threads))
    #expect(several.coefficients == one.coefficients)
    #expect(several.objective == one.objective)
    #expect(several.passes == one.passes)
    #expect(several.standardErrors == one.standardErrors)
  }

  @Test("leave standard errors to a Hessian at their end", arguments: [1, 2])
  func standardErrors(seed: UInt64) throws {
    let data = WideFit(.plain, seed: seed)
    let fit = try data.fit()
    let (objective, penalty) = try data.problem()
    let end = objective.scaling.scaled(fromRaw: fit.coefficients)
    let hessian = objective.derivatives(at: end).hessian.adding(diagonal: penalty.diagonal)
    let inverse = try Cholesky(hessian).inverse()
    let level = data.designMatrix.layout.factorRanges[3].lowerBound
    let variance = inverse[level, level] / Double(data.designMatrix.rowCount)
    let error = try #require(fit.standardErrors[level])
    #expect(abs(error / variance.squareRoot() - 1) < 1e-9)
  }

  @Test("take few passes where levels have many rows", arguments: [1, 2])
  func fewPasses(seed: UInt64) throws {
    let data = WideFit(.plain, rows: 12_000, seed: seed)
    #expect(try data.fit().passes <= 16)
  }

  @Test("take one pass from where they ended before")
  func start() throws {
    let data = WideFit(.skewedLevels, seed: 5)
    let first = try data.fit()
    let second = try data.fit(start: first.coefficients)
    #expect(second.passes == 1)
    #expect(largestError(second.coefficients, first.coefficients) < 1e-9)
  }

  @Test("are not tried where a factorization costs next to nothing, or contrasts are penalized")
  func notTried() throws {
    let small = RandomFit(rows: 4_000, denseColumns: 2, levelCounts: [4, 20], seed: 1)
    let few = try LogisticObjective(
      fitting: small.designMatrix, outcomes: small.outcomes, weights: nil, offset: nil, threads: 1)
    let count = small.designMatrix.layout.count
    let ridge = QuadraticPenalty(diagonal: Array(repeating: 1e-3, count: count))
    #expect(FactorBlockSteps(few, penalty: ridge) == nil)
    let (many, penalty) = try WideFit(.plain, seed: 1).problem()
    #expect(FactorBlockSteps(many, penalty: penalty) != nil)
    let smooth = penalty.adding([.difference(5, 6, weight: 1)])
    #expect(FactorBlockSteps(many, penalty: smooth) == nil)
  }
}

/// The largest difference of two lists, relative where the expected value is above 1.
private func largestError(_ values: [Double], _ expected: [Double]) -> Double {
  zip(values, expected).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? .infinity
}

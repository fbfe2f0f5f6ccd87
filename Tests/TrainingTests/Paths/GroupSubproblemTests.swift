import Testing

@testable import Training

@Suite("The subproblem of a group")
struct GroupSubproblemTests {
  @Test(
    "is solved where its gradient vanishes",
    arguments: [1e-6, 0.1, 0.5, 0.8], [0, 0.3] as [Double])
  func stationary(threshold: Double, curvature: Double) {
    let problem = GroupSubproblem(
      diagonal: [0.5, 0.2, 0.01, 0], column: [0.4, 0.1, 0.01, 0], corner: 1,
      target: [0.6, -0.5, 0.3, 0])
    let minimum = problem.minimum(threshold: threshold, curvature: curvature)
    let norm = minimum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let inner = zip(problem.column, minimum).reduce(0) { $0 + $1.0 * $1.1 }
    for index in 0..<4 {
      let gradient =
        problem.diagonal[index] * minimum[index] - problem.column[index] * inner
        - problem.target[index] + (curvature + threshold / norm) * minimum[index]
      #expect(abs(gradient) < 1e-13)
    }
  }

  @Test("is 0 if the target is no longer than the threshold")
  func zero() {
    let problem = GroupSubproblem(
      diagonal: [0.5, 0.2], column: [0.1, 0.1], corner: 1, target: [0.3, 0.4])
    #expect(problem.minimum(threshold: 0.5, curvature: 0) == [0, 0])
    #expect(problem.minimum(threshold: 0.49, curvature: 0).allSatisfy { $0 > 0 })
  }
}

import LinearAlgebra
import Testing

@Suite("The order of parameters")
struct ParameterLayoutTests {
  let layout = ParameterLayout(
    denseColumnCount: 2,
    factors: [
      .init(levelCount: 3, dropsFirstLevel: true), .init(levelCount: 2, dropsFirstLevel: false),
    ])

  @Test("is the intercept, the dense columns, then the levels of each factor")
  func order() {
    #expect(ParameterLayout.intercept == 0)
    #expect(layout.dense == 1..<3)
    #expect(layout.factorRanges == [3..<5, 5..<7])
    #expect(layout.count == 7)
  }

  @Test(
    "gives every level its place, and a reference level none",
    arguments: [(0, 0, nil), (0, 1, 3), (0, 2, 4), (1, 0, 5), (1, 1, 6)] as [(Int, Int, Int?)])
  func levels(factor: Int, level: Int, parameter: Int?) {
    #expect(layout.parameter(ofFactor: factor, level: level) == parameter)
  }

  @Test("of a factor whose only level is the reference has no parameter for it")
  func singleLevel() {
    let layout = ParameterLayout(
      denseColumnCount: 0, factors: [.init(levelCount: 1, dropsFirstLevel: true)])
    #expect(layout.count == 1)
    #expect(layout.factorRanges == [1..<1])
  }
}

import LinearAlgebra
import Testing

@Suite("Outcomes")
struct OutcomesTests {
  @Test("are the same in one byte or eight")
  func storage() {
    let classes = Outcomes([0.0, 1, 1])
    #expect(classes == Outcomes([false, true, true]))
    #expect(Array(classes) == [0, 1, 1])
    #expect(classes.sum == 2)
    #expect(Array(Outcomes([0, 0.25, 1]).rows([2, 1])) == [1, 0.25])
  }

  @Test("name the first that is not a share", arguments: [-0.1, 1.5, .nan])
  func outOfRange(value: Double) {
    #expect(Outcomes([0, 0.5, value]).firstOutOfRange == 2)
    #expect(Outcomes([0, 0.5, 1]).firstOutOfRange == nil)
  }

  @Test("refuse a block that is longer than its predictors")
  func shortBlock() async {
    await #expect(processExitsWith: .failure) {
      _ = Outcomes([0.0, 1]).logisticLoss(0..<2, predictor: [0.0].span, weights: nil)
    }
  }
}

import Testing

@testable import RuleLearning

@Suite("false discovery rate")
struct FalseDiscoveryRateTests {
  // The example of Benjamini and Hochberg (1995), section 4.1: four rejections at 5 %.
  @Test("the published example rejects its four smallest p-values")
  func published() {
    let pValues = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1,
    ]
    let rejected = FalseDiscoveryRate.rejections(pValues, rate: 0.05)
    #expect(rejected == pValues.map { $0 <= 0.0095 })
    #expect(
      FalseDiscoveryRate.rejections(pValues.reversed(), rate: 0.05) == rejected.reversed())
  }

  @Test("nothing is rejected among nothing, and nothing where all is chance")
  func none() {
    #expect(FalseDiscoveryRate.rejections([], rate: 0.05) == [])
    #expect(FalseDiscoveryRate.rejections([0.2, 0.9], rate: 0.05) == [false, false])
  }
}

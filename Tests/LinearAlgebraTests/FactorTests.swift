import LinearAlgebra
import Testing

@Suite("A factor")
struct FactorTests {
  @Test("stores its codes in as few bytes as its levels need")
  func widths() {
    func codes(_ levelCount: Int) -> LevelCodes {
      Factor(codes: .wide([0, 1, 200]), levelCount: levelCount, dropsFirstLevel: false).codes
    }
    guard case .narrow([0, 1, 200]) = codes(256) else {
      Issue.record("not in one byte")
      return
    }
    guard case .middle([0, 1, 200]) = codes(257), case .middle = codes(65_536) else {
      Issue.record("not in two bytes")
      return
    }
    guard case .wide([0, 1, 200]) = codes(65_537) else {
      Issue.record("not in four bytes")
      return
    }
    #expect(codes(300) == codes(3000) && codes(201) == codes(70_000))
    #expect(codes(201) == [0, 1, 200] && codes(201) != [0, 1])
    #expect(codes(300).map(Int.init) == [0, 1, 200])
  }

  @Test("of many levels can be fitted and gathered", arguments: [300, 70_000])
  func manyLevels(levelCount: Int) {
    let codes = (0..<levelCount).map { UInt32($0) }
    let factor = Factor(codes: .wide(codes), levelCount: levelCount, dropsFirstLevel: true)
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: levelCount, columns: []), factors: [factor])
    let parameters = (0..<levelCount).map { Double($0) }
    let predictor = matrix.linearPredictor([1] + parameters.dropFirst())
    #expect(predictor[0] == 1 && predictor[1] == 2)
    #expect(predictor[levelCount - 1] == Double(levelCount))
    #expect(factor.rows([levelCount - 1, 0]).codes == [UInt32(levelCount - 1), 0])
  }
}

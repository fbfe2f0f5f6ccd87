import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Groups of factors")
struct FactorGroupsTests {
  @Test("join small factors where there are many rows, and none where there are few")
  func plan() {
    let levelCounts = [5, 8, 10, 12, 20, 30, 50, 100]
    let many = FactorGroups(levelCounts: levelCounts, stride: 24, rowCount: 1_000_000)
    #expect(many.members.count < 8)
    #expect(many.members.flatMap(\.self).sorted() == Array(0..<8))
    let few = FactorGroups(levelCounts: levelCounts, stride: 24, rowCount: 100)
    #expect(few == FactorGroups(separate: 8))
    let huge = FactorGroups(levelCounts: [60_000, 60_000], stride: 8, rowCount: 1_000_000)
    #expect(huge == FactorGroups(separate: 2))
    #expect(FactorGroups(levelCounts: [], stride: 8, rowCount: 10).members.isEmpty)
  }

  @Test("join small factors with large ones up to a number of joint levels")
  func bounded() {
    let levelCounts = [5, 8, 10, 12, 20, 30, 50, 100]
    let groups = FactorGroups(levelCounts: levelCounts, largestJointLevelCount: 512)
    #expect(groups.members == [[0, 7], [1, 6], [2, 5], [3, 4]])
    let separate = FactorGroups(levelCounts: levelCounts, largestJointLevelCount: 1)
    #expect(separate == FactorGroups(separate: 8))
    #expect(FactorGroups(levelCounts: [], largestJointLevelCount: 512).members.isEmpty)
  }

  @Test("change no sum, however the factors are joined", arguments: [1, 2] as [UInt64])
  func exactness(seed: UInt64) {
    let levelCounts = [3, 1, 4, 11, 2]
    let matrix = DesignMatrix(
      randomRows: 4000, denseColumns: 3, levelCounts: levelCounts, seed: seed)
    var numbers = SeededGenerator(seed: seed + 10)
    let parameters = (0..<matrix.layout.count).map { _ in numbers.normal() }
    func tables(_ groups: FactorGroups) -> PassTables {
      matrix.passTables(
        PassLayout(matrix.layout, groups: groups), at: parameters, offset: nil,
        scaling: ColumnScaling(identityFor: 3), threads: 2
      ) { rows, predictor, curvature, residual in
        for index in 0..<rows.count {
          curvature[index] = 1 + Double((rows.lowerBound + index) % 5)
          residual[index] = predictor[index]
        }
        return LossSums(fitted: Double(rows.count))
      }
    }
    let separate = tables(FactorGroups(separate: 5))
    for members in [[[0, 1, 2], [3, 4]], [[0, 4], [1, 3], [2]], [[0, 1, 2, 3, 4]]] {
      let joined = tables(FactorGroups(members: members))
      #expect(
        largestDifference(joined.gradient(matrix.layout), separate.gradient(matrix.layout))
          < 1e-12)
      #expect(
        largestDifference(
          joined.curvature(matrix.layout).symmetric.elements,
          separate.curvature(matrix.layout).symmetric.elements) < 1e-12)
    }
  }
}

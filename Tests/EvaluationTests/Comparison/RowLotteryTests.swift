@testable import Evaluation
import Testing

struct RowLotteryTests {
  @Test("A row's number depends on its key and the seed, not on where the row stands")
  func numbers() throws {
    let forwards = try RowLottery(keys: [3, 1, 2], seed: 7)
    let backwards = try RowLottery(keys: [2, 1, 3], seed: 7)
    let reseeded = try RowLottery(keys: [3, 1, 2], seed: 8)
    #expect(forwards.numbers == backwards.numbers.reversed())
    #expect(Set(forwards.numbers).count == 3)
    #expect(Set(forwards.numbers).isDisjoint(with: reseeded.numbers))
  }

  @Test("A key that stands for two rows is named")
  func repeatedKey() {
    #expect(throws: EvaluationError.repeatedKey(5)) { try RowLottery(keys: [5, 1, 5], seed: 0) }
  }
}

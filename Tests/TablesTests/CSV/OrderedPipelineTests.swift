import Testing

@testable import Tables

@Suite("The ordered pipeline")
struct OrderedPipelineTests {
  @Test("results come in the order of the items", arguments: [1, 2, 3, 8])
  func order(threads: Int) throws {
    var next = 0
    var results: [Int] = []
    try OrderedPipeline.run(threads: threads) {
      next += 1
      return next <= 500 ? next : nil
    } transform: { item in
      (0..<(item * 37 % 11) * 50).reduce(item * 2) { value, _ in value }
    } consume: {
      results.append($0)
    }
    #expect(results == (1...500).map { $0 * 2 })
  }

  private struct Failure: Error, Equatable { let item: Int }

  @Test("the first error in the order of the items wins", arguments: [1, 2, 3, 8])
  func firstError(threads: Int) {
    for _ in 0..<20 {
      var next = 0
      var consumed: [Int] = []
      let thrown = #expect(throws: Failure.self) {
        try OrderedPipeline.run(threads: threads) {
          next += 1
          return next <= 100 ? next : nil
        } transform: { item in
          if item == 40 || item == 41 || item == 60 { throw Failure(item: item) }
          return item
        } consume: {
          consumed.append($0)
        }
      }
      #expect(thrown == Failure(item: 40))
      #expect(consumed == Array(1..<40))
    }
  }

  @Test("an error of the source comes after the items before it", arguments: [1, 3])
  func sourceError(threads: Int) {
    var next = 0
    var consumed = 0
    #expect(throws: Failure(item: 5)) {
      try OrderedPipeline.run(threads: threads) { () -> Int? in
        next += 1
        if next == 5 { throw Failure(item: 5) }
        return next
      } transform: {
        $0
      } consume: { _ in
        consumed += 1
      }
    }
    #expect(consumed == 4)
  }
}

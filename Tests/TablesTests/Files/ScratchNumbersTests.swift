import Testing

@testable import Tables

@Suite("Numbers in a scratch file")
struct ScratchNumbersTests {
  @Test("appended numbers come back in order", arguments: [0, 1, 5, 32_768, 70_000])
  func append(count: Int) throws {
    let list = try ScratchNumbers()
    let numbers = (0..<count).map { Double($0) / 3 }
    try list.append(Array(numbers.prefix(count / 2)))
    try list.append(Array(numbers.dropFirst(count / 2)))
    var read: [Double] = []
    try list.forEachRun { read += $0 }
    #expect(read == numbers)
    #expect(list.count == count)
  }

  @Test("a list of a length is set, sorted in parts and read", arguments: [1, 2, 10, 1000])
  func sort(count: Int) throws {
    var random = SeededRandom(seed: 5)
    let list = try ScratchNumbers(zeros: count + 2)
    let numbers = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    for (index, number) in numbers.enumerated() { list[index + 1] = number }
    list.sort(1..<(count + 1))
    list.release()
    #expect((1...count).map { list[$0] } == numbers.sorted())
    #expect(list[0] == 0 && list[count + 1] == 0)
  }
}

import Testing

@testable import Tables

@Suite("Records of words")
struct WordRecordsTests {
  @Test("begin as zeros, apart from one another", arguments: [1, 2, 3, 4, 5, 7, 8, 9, 15, 100])
  func apart(wordsPerRecord: Int) {
    var records = WordRecords(count: 50, wordsPerRecord: wordsPerRecord)
    // A record never lies on one more line of the cache than it has to.
    #expect(records.stride % 8 == 0 || 8 % records.stride == 0)
    #expect(records.stride >= wordsPerRecord && records.words.allSatisfy { $0 == 0 })
    records.fetch([-1, 0, 49, -2, 7])
    for row in 0..<50 {
      for word in 0..<wordsPerRecord {
        let place = records.first + row * records.stride + word
        #expect(records.words[place] == 0)
        records.words[place] = UInt64(row * 1000 + word + 1)
      }
    }
    #expect(records.words[records.first] == 1)
  }

  @Test("begin as what is written to each, by however many threads", arguments: [1, 2, 3])
  func written(threads: Int) {
    let records = WordRecords(count: 100_000, wordsPerRecord: 9, threads: threads) { row, record in
      record[8] = UInt64(row) &+ record[0] &+ 1
    }
    for row in 0..<100_000 {
      let start = records.first + row * records.stride
      #expect(records.words[start + 8] == UInt64(row + 1) && records.words[start + 7] == 0)
    }
  }

  @Test("of large tables and of none are as good")
  func sizes() {
    let large = WordRecords(count: 100_000, wordsPerRecord: 8)
    #expect(large.words.count >= 800_000 && large.words.allSatisfy { $0 == 0 })
    let none = WordRecords(count: 0, wordsPerRecord: 3)
    none.fetch([-1])
    #expect(none.count == 0)
  }
}

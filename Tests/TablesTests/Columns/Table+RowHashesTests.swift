import Testing

@testable import Tables

@Suite("Hashes of rows")
struct TableRowHashesTests {
  private let text = "id,n,t,c\n1,2.5,2026-01-01,x\n2,,2026-01-02,\n3,0,,y\n4,-0,,y\n"

  private func hashes(_ text: String, blockSize: Int = 1 << 18) throws -> [UInt64] {
    try CSVText(text).table(blockSize: blockSize).rowHashes()
  }

  @Test("do not depend on the order of columns and rows, nor on blocks")
  func invariances() throws {
    let table = try CSVText(text).table()
    let hashes = table.rowHashes()
    let turned = Table(source: "other", columns: table.columns.reversed(), rowCount: 4)
    #expect(turned.rowHashes() == hashes)
    #expect(table.rows([3, 1, 0, 2]).rowHashes() == [3, 1, 0, 2].map { hashes[$0] })
    #expect(try self.hashes(text, blockSize: 1) == hashes)
  }

  @Test("depend on every value, on names and on what is missing")
  func differences() throws {
    let hashes = try hashes(text)
    #expect(Set(hashes).count == 4)
    let columns = try CSVText(text).table(only: ["n", "c"]).rowHashes()
    #expect(columns[2] == columns[3])
    #expect(try self.hashes(text.replacing("id,n", with: "id,m")) != hashes)
    for (old, new) in [
      ("2.5", "2.6"), ("2026-01-01", "2026-01-03"), ("x\n", "y\n"), (",,2026", ",1,2026"),
    ] {
      let changed = try self.hashes(text.replacing(old, with: new))
      #expect(zip(changed, hashes).count { $0 != $1 } == 1)
    }
  }

  @Test("do not depend on which column a level first appeared in, nor on other rows")
  func levels() throws {
    let one = try hashes("c\nx\ny\nx\n")
    let two = try hashes("c\ny\nz\nx\n")
    #expect(one[0] == one[2])
    #expect(two == [one[1], two[1], one[0]])
  }

  @Test("are the same in every process")
  func golden() {
    #expect(UInt64(hashing: "lead".utf8) == UInt64(hashing: Array("lead".utf8)))
    // FNV-1a of no bytes is its offset basis; SplitMix64 of seed 0 begins with this number.
    #expect(UInt64(hashing: []) == UInt64(0xcbf2_9ce4_8422_2325).mixed)
    #expect(UInt64(0).mixed == 0xE220_A839_7B1D_CDAF)
  }
}

import Tables
import Testing

@testable import PostgreSQLStore

@Suite("Names of which a PostgreSQL server would keep the beginning only")
struct LongNamesTests {
  private static let name = String(repeating: "n", count: 63)

  @Test(
    "C08 of tables and columns to be written are refused before anything is sent",
    arguments: [
      ("public.\(name)", "id", "\"\(name)_current\" has 71 bytes"),
      ("\(name)x.scores", "id", "\"\(name)x\" has 64 bytes"),
      ("scores", "\(name)\u{E9}", "\"\(name)\u{E9}\" has 65 bytes"),
    ])
  func written(table: String, key: String, words: String) {
    let layout = HistoryTable(key: key, shared: [], columns: [.init("score", .integer)], run: [])
    #expect {
      _ = try PostgreSQLHistory(
        "host=/nowhere/at/all dbname=crm", table: table, layout: layout)
    } throws: { error in
      guard case .refused(let database, _)? = error as? DatabaseProblem else { return false }
      return database == "postgresql:///nowhere/at/all/crm" && "\(error)".contains(words)
        && "\(error)".contains("a server keeps 63 of a name")
    }
  }

  @Test("C08 of tables to be read are refused; those of 63 bytes are not")
  func read() throws {
    try Relation.refuseLongNames(["public", Self.name], database: "crm")
    #expect(throws: DatabaseProblem.self) {
      try Relation.refuseLongNames(["public", Self.name + "x"], database: "crm")
    }
  }
}

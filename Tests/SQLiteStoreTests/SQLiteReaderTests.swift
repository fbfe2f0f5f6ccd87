import SQLiteStore
import Tables
import TestSupport
import Testing

@Suite("Reading an SQLite database")
struct SQLiteReaderTests {
  /// A database with what is asked for in it.
  private static func withDatabase<Result>(
    _ sql: String, _ body: (String) throws -> Result
  ) throws -> Result {
    try withTemporaryFolder { folder in
      let path = folder + "/crm.db"
      try TestDatabase.execute(sql, at: path)
      return try body(path)
    }
  }

  private static let leads = """
    CREATE TABLE leads (lead_id TEXT, "team size" INTEGER, budget REAL, note TEXT, created DATETIME);
    INSERT INTO leads VALUES
      ('L1', 12, 1000.0, 'says "yes", mostly', '2026-01-02'),
      ('L2', NULL, 0.1, NULL, '2026-01-03T04:05:06Z'),
      ('é3', -4, 2.5e9, 'two' || char(10) || 'lines', NULL);
    CREATE VIEW small AS SELECT lead_id, budget FROM leads WHERE budget < 10;
    CREATE TABLE "order" ("a""b" TEXT); INSERT INTO "order" VALUES ('x');
    CREATE TABLE "x"" ; DROP TABLE leads; --" (v INTEGER); INSERT INTO "x"" ; DROP TABLE leads; --" VALUES (7);
    """

  private func read(_ relation: DatabaseRelation) throws -> Table {
    try Self.withDatabase(Self.leads) { path in
      try SQLiteReader(path: path).copy(relation, named: "crm", missing: []).read(threads: 1)
    }
  }

  @Test("F07 A table is the table that its CSV would be, for every kind of value")
  func table() throws {
    let table = try read(.table("leads"))
    #expect(table.columns.map(\.name) == ["lead_id", "team size", "budget", "note", "created"])
    #expect(table["team size"]?.values == .numbers([12, .nan, -4]))
    #expect(table["budget"]?.values == .numbers([1000, 0.1, 2.5e9]))
    #expect(table["note"]?.text(0) == "says \"yes\", mostly")
    #expect(table["note"]?.text(1) == nil)
    #expect(table["note"]?.text(2) == "two\nlines")
    #expect(table["lead_id"]?.text(2) == "é3")
    guard case .timestamps(let times)? = table["created"]?.values else {
      Issue.record("created is not read as moments")
      return
    }
    #expect(times[1]?.description == "2026-01-03T04:05:06Z" && times[2] == nil)
  }

  @Test("I16 views, reserved words and quotes in names are read")
  func names() throws {
    #expect(try read(.table("small")).rowCount == 1)
    #expect(try read(.table("order"))["a\"b"]?.text(0) == "x")
    #expect(try read(.table("x\" ; DROP TABLE leads; --"))["v"]?.values == .numbers([7]))
    #expect(try read(.query("SELECT count(*) AS n FROM leads"))["n"]?.values == .numbers([3]))
  }

  @Test(
    "A query may only read",
    arguments: ["DELETE FROM leads", "CREATE TABLE other (a)", "PRAGMA user_version = 3"])
  func readOnly(_ sql: String) throws {
    #expect(throws: DatabaseProblem.self) { _ = try read(.query(sql)) }
  }

  @Test("I01 a file that is not there stays not there")
  func absent() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/none.db"
      #expect(throws: InputError.notFound(path: path)) { _ = try SQLiteReader(path: path) }
      #expect(throws: InputError.notFound(path: path)) { _ = try InputFile(path: path) }
    }
  }

  @Test("I02 a file that is no database is told as such, and stays as it is")
  func noDatabase() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/crm.db"
      let text = Array("lead_id,created\n".utf8) + [UInt8](repeating: 65, count: 4096)
      try AtomicFile.write(text, to: path)
      #expect {
        _ = try SQLiteReader(path: path).copy(.table("leads"), named: path, missing: [])
      } throws: { error in
        guard case .malformed? = error as? DatabaseProblem else { return false }
        return true
      }
      #expect(try InputFile(path: path).read(at: 0, count: 10_000) == text)
    }
  }

  @Test(
    "I04 and I06 values that are no numbers or no text are refused with their row",
    arguments: [
      ("INTEGER", "'12abc'", "rowid 2: column \"v\": \"12abc\" is no number"),
      ("REAL", "'n/a yet'", "rowid 2: column \"v\": \"n/a yet\" is no number"),
      ("TEXT", "x'00ff'", "rowid 2: column \"v\": 2 bytes are no text"),
    ])
  func values(type: String, value: String, words: String) throws {
    try Self.withDatabase(
      "CREATE TABLE t (v \(type)); INSERT INTO t VALUES (1), (\(value)), (3)"
    ) { path -> Void in
      #expect {
        _ = try SQLiteReader(path: path).copy(.table("t"), named: "crm", missing: [])
      } throws: { error in
        String(describing: error).contains(words)
      }
    }
  }

  @Test("I07 an unknown table is answered with the nearest one")
  func unknownTable() throws {
    #expect {
      _ = try read(.table("laeds"))
    } throws: { error in
      String(describing: error).hasSuffix("no table or view \"laeds\"; did you mean \"leads\"?")
    }
  }

  @Test("Several tables are read in one state of the database, whoever writes meanwhile")
  func oneState() throws {
    try Self.withDatabase(
      "PRAGMA journal_mode = WAL; CREATE TABLE t (v INTEGER); INSERT INTO t VALUES (1)"
    ) { path in
      let reader = try SQLiteReader(path: path)
      func count() throws -> Int {
        try reader.copy(.table("t"), named: "crm", missing: []).read(threads: 1).rowCount
      }
      #expect(try count() == 1)
      try TestDatabase.execute("INSERT INTO t VALUES (2)", at: path)
      #expect(try count() == 1)
    }
  }
}

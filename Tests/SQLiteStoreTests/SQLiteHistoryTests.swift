import SQLiteStore
import Tables
import TestSupport
import Testing

@Suite("Keeping scores in an SQLite database")
struct SQLiteHistoryTests {
  private static let layout = HistoryTable(
    key: "lead_id", shared: [HistoryTable.Column("model", .text)],
    columns: [
      HistoryTable.Column("probability", .real), HistoryTable.Column("rank", .integer),
      HistoryTable.Column("reasons", .json),
    ], run: [HistoryTable.Column("run_id", .text), HistoryTable.Column("leads", .integer)])

  private static let first = Timestamp(microseconds: 1_782_864_000_000_000)
  private static let second = Timestamp(microseconds: 1_782_950_400_000_000)

  private func state(
    _ moment: Timestamp, _ records: [String], run: String = "r1"
  ) throws -> HistoryState {
    let text = "lead_id,probability,rank,reasons\n" + records.map { $0 + "\n" }.joined()
    return HistoryState(
      asOf: moment, shared: ["demo"], run: [run, String(records.count)],
      rows: try CSVFile(copyOf: "scores") { try $0.write(Array(text.utf8)) })
  }

  private func withHistory(_ body: (SQLiteHistory, String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/scores.db"
      try body(SQLiteHistory(path: path, table: "lead_scores", layout: Self.layout), path)
    }
  }

  private static let records = ["L1,0.25,2,[]", "L2,0.5,1,\"[\"\"+0.8 a, b\"\"]\""]

  @Test("A state is written once; written again, no row and no byte changes")
  func again() throws {
    try withHistory { history, path in
      let written = try history.write(state(Self.first, Self.records))
      #expect(written == HistoryChange(written: 2, removed: 0))
      let before = try InputFile(path: path)
      let bytes = try before.read(at: 0, count: before.size)
      #expect(
        try history.write(state(Self.first, Self.records)) == HistoryChange(written: 0, removed: 0))
      let after = try InputFile(path: path)
      #expect(try after.read(at: 0, count: after.size) == bytes)
    }
  }

  @Test("Another state of the same moment takes its place: changed rows, new rows, none left over")
  func replaced() throws {
    try withHistory { history, path in
      _ = try history.write(state(Self.first, Self.records))
      let change = try history.write(
        state(Self.first, ["L1,0.25,2,[]", "L3,0.75,1,[]"], run: "r2"))
      #expect(change == HistoryChange(written: 1, removed: 1))
      let rows = try TestDatabase.rows(
        "SELECT lead_id, rank FROM lead_scores ORDER BY lead_id", at: path)
      #expect(rows.map(\.first) == ["\"L1\"", "\"L3\""])
      #expect(
        try TestDatabase.rows("SELECT run_id FROM lead_scores_runs", at: path) == [["\"r2\""]])
    }
  }

  @Test("Earlier moments stay, and the view of current rows shows the newest")
  func history() throws {
    try withHistory { history, path in
      _ = try history.write(state(Self.first, Self.records))
      _ = try history.write(state(Self.second, ["L1,0.125,1,[]"]))
      #expect(try TestDatabase.rows("SELECT * FROM lead_scores", at: path).count == 3)
      let current = try TestDatabase.rows(
        "SELECT lead_id, probability FROM lead_scores_current", at: path)
      #expect(current == [["\"L1\"", "0.125"]])
    }
  }

  @Test("I05 a number that is not finite is refused, and nothing of the state is written")
  func nonFinite() throws {
    try withHistory { history, path in
      let broken = try state(Self.first, ["L1,0.5,1,[]", "L2,,2,[]"])
      #expect(throws: DatabaseProblem.self) { _ = try history.write(broken) }
      let rows = try TestDatabase.rows("SELECT * FROM lead_scores", at: path)
      let runs = try TestDatabase.rows("SELECT * FROM lead_scores_runs", at: path)
      #expect(rows.isEmpty && runs.isEmpty)
    }
  }

  @Test("I03 another writer is waited for, and then the state is not written")
  func locked() throws {
    try withHistory { history, path in
      try TestDatabase.whileLocked(path) {
        #expect {
          _ = try history.write(state(Self.first, Self.records))
        } throws: { error in
          guard case .busy? = error as? DatabaseProblem else { return false }
          return true
        }
      }
    }
  }

  @Test("A table of somebody else is not written into")
  func otherTable() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/crm.db"
      try TestDatabase.execute(
        "CREATE TABLE lead_scores (id); CREATE TABLE lead_scores_runs (id)", at: path)
      #expect {
        _ = try SQLiteHistory(path: path, table: "lead_scores", layout: Self.layout)
      } throws: { error in
        guard case .unknownColumns(let columns, _, ["id"])? = error as? DatabaseProblem else {
          return false
        }
        return columns.contains("lead_id")
      }
    }
  }

  @Test("What is forgotten is in no byte of the file")
  func forget() throws {
    try withHistory { history, path in
      _ = try history.write(state(Self.first, ["canary-7,0.5,1,[]", "L2,0.25,2,[]"]))
      _ = try history.write(state(Self.second, ["canary-7,0.5,1,[]"]))
      #expect(try history.forget("canary-7") == 2)
      let file = try InputFile(path: path)
      let bytes = try file.read(at: 0, count: file.size)
      #expect(!bytes.contains(Array("canary-7".utf8)))
      #expect(try history.forget("canary-7") == 0)
    }
  }

  @Test("Pruning removes the rows and runs of older moments only")
  func prune() throws {
    try withHistory { history, path in
      _ = try history.write(state(Self.first, Self.records))
      _ = try history.write(state(Self.second, ["L1,0.125,1,[]"]))
      #expect(try history.prune(before: Self.second) == 2)
      #expect(try TestDatabase.rows("SELECT * FROM lead_scores_runs", at: path).count == 1)
      #expect(try TestDatabase.rows("SELECT * FROM lead_scores", at: path).count == 1)
    }
  }
}

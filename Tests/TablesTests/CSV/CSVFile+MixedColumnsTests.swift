import Testing

@testable import Tables

@Suite("columns that are nearly numbers or moments")
struct CSVFileMixedColumnsTests {
  /// Forty rows with a slip in two columns and a sound third one.
  private static let text =
    "amount,at,size\n"
    + (0..<40).map { row in
      "\(row == 7 ? "12 €" : "\(row)"),\(row == 9 ? "soon" : "2026-01-0\(1 + row % 9)"),\(row)\n"
    }.joined()

  private static func read(strict: Set<String>) throws -> (table: Table, mixed: Set<String>) {
    let folder = TemporaryFolder()
    return try CSVFile(folder.write(Array(text.utf8))).readMixed(strict: strict, threads: 1)
  }

  @Test("are categories where nothing depends on them; the others are what they are")
  func tolerated() throws {
    let (table, mixed) = try Self.read(strict: ["size"])
    #expect(mixed == ["amount", "at"])
    #expect(table["amount"]?.text(7) == "12 €" && table["amount"]?.text(8) == "8")
    #expect(table["at"]?.text(9) == "soon")
    guard case .numbers? = table["size"]?.values else {
      Issue.record("size is no number")
      return
    }
  }

  @Test("are refused where something does", arguments: ["amount", "at"])
  func refused(column: String) throws {
    #expect {
      try Self.read(strict: [column])
    } throws: { error in
      (error as? DataProblems)?.problems.map(\.column) == [column]
    }
  }
}

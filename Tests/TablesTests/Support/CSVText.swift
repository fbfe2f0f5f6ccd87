@testable import Tables

/// CSV text read through a file, as a user's would be.
struct CSVText {
  let bytes: [UInt8]
  var format = CSVFormat()

  init(_ text: String, format: CSVFormat = CSVFormat()) {
    self.init(bytes: Array(text.utf8), format: format)
  }

  init(bytes: [UInt8], format: CSVFormat = CSVFormat()) {
    self.bytes = bytes
    self.format = format
  }

  /// The table that the text is.
  func table(
    kinds: [String: ColumnKind] = [:], only: Set<String>? = nil, threads: Int = 1,
    blockSize: Int = RecordSplitter.blockSize
  ) throws -> Table {
    let folder = TemporaryFolder()
    return try CSVFile(folder.write(bytes), format: format)
      .read(kinds: kinds, only: only, threads: threads, blockSize: blockSize)
  }

  /// All rows as text, `nil` where a value is missing.
  func rows(as kind: ColumnKind, threads: Int = 1, blockSize: Int = RecordSplitter.blockSize)
    throws -> [[String?]]
  {
    let folder = TemporaryFolder()
    let file = try CSVFile(folder.write(bytes), format: format)
    let kinds = Dictionary(uniqueKeysWithValues: file.names.map { ($0, kind) })
    return try file.read(kinds: kinds, threads: threads, blockSize: blockSize).rowTexts
  }

  /// What is wrong with the text, each as `line:column kind`; empty when nothing is.
  func problems(
    kinds: [String: ColumnKind] = [:], threads: Int = 1, blockSize: Int = RecordSplitter.blockSize
  ) throws -> DataProblems {
    do {
      _ = try table(kinds: kinds, threads: threads, blockSize: blockSize)
      return DataProblems()
    } catch let problems as DataProblems {
      return problems
    }
  }
}

extension Table {
  /// All rows as text, `nil` where a value is missing.
  var rowTexts: [[String?]] {
    (0..<rowCount).map { row in columns.map { $0.text(row) } }
  }

  /// A word for the kind of each column.
  var kindNames: [String] {
    columns.map { column in
      switch column.values {
      case .numbers: "numbers"
      case .categories: "categories"
      case .timestamps: "timestamps"
      case .text: "text"
      }
    }
  }
}

extension Place {
  /// The place without its file, as `line:column`.
  var short: String { "\(line):\(column)" }
}

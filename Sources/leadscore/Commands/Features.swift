import ArgumentParser
import FeatureExtraction
import Tables

/// `leadscore features`: the vectors, one row per lead.
struct Features: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Write the features of a project as of a moment: one row per lead, as training and scoring see them.",
    discussion: """
      Examples:
        leadscore features -c leadscore.yaml --as-of 2026-07-01 --out features.csv
        leadscore features -c leadscore.yaml --out -
      """)

  @Option(name: [.customShort("c"), .long], help: "The project file.")
  var config = "leadscore.yaml"

  @Option(name: .long, help: "The moment. (default: the newest moment in the data)")
  var asOf: String?

  @Option(name: .long, help: "Where the features go; - for standard output.")
  var out = "features.csv"

  @OptionGroup var common: CommonOptions

  private struct Written: Encodable {
    let leads, features: Int
    let asOf, out: String

    enum CodingKeys: String, CodingKey {
      case leads, features
      case asOf = "as_of"
      case out
    }
  }

  func validate() throws {
    if out == "-" && common.json == "-" {
      throw ValidationError("--out - and --json - cannot share standard output")
    }
  }

  func run() throws {
    try OutputPaths(out, common.json).check(inputs: inputFiles(nil, config))
    let project = try ProjectScoring(
      config, asOf: asOf, threads: common.threadCount)
    let table = project.table
    let columns =
      [table[project.identifier]].compactMap { $0 }
      + table.columns.filter { $0.name != project.identifier }
    let output = try AtomicFile(path: out)
    var header = CSVWriter()
    header.record(columns.map(\.name))
    try output.write(header.bytes)
    var starts = stride(from: 0, to: table.rowCount, by: Self.rowsAtOnce).makeIterator()
    try OrderedPipeline.run(threads: common.threadCount) {
      starts.next()
    } transform: { start in
      Self.bytes(of: columns, rows: start..<min(start + Self.rowsAtOnce, table.rowCount))
    } consume: { bytes in
      try output.write(bytes)
    }
    try output.commit()
    if out != "-" {
      try common.say([
        "Wrote \(columns.count - 1) features of \(table.rowCount) leads as of \(project.asOf) to \(out)"
      ])
    }
    try common.writeJSON(
      Written(
        leads: table.rowCount, features: columns.count - 1, asOf: project.asOf.description, out: out
      ))
  }

  /// How many rows are written at once, so that memory does not hold the file.
  private static let rowsAtOnce = 10_000

  private static func bytes(of columns: [Column], rows: Range<Int>) -> [UInt8] {
    // The numbers of one row after the other, as they are written.
    var numbers = [Double](repeating: .nan, count: rows.count * columns.count)
    var areNumbers = [Bool](repeating: false, count: columns.count)
    for (index, column) in columns.enumerated() {
      guard case .numbers(let values) = column.values else { continue }
      areNumbers[index] = true
      for row in rows { numbers[(row - rows.lowerBound) * columns.count + index] = values[row] }
    }
    // Columns that are written together: numbers side by side, or one of another kind.
    let runs = columns.indices.reduce(into: [Range<Int>]()) { runs, index in
      if areNumbers[index], let last = runs.last, areNumbers[last.lowerBound] {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    var writer = CSVWriter(capacity: rows.count * columns.count * 4)
    for row in rows {
      let first = (row - rows.lowerBound) * columns.count
      for run in runs {
        if areNumbers[run.lowerBound] {
          writer.shortNumbers(numbers[first + run.lowerBound..<first + run.upperBound])
        } else if case .text(let strings) = columns[run.lowerBound].values {
          writer.field(strings.utf8(at: row))
        } else {
          writer.field(columns[run.lowerBound].text(row) ?? "")
        }
      }
      writer.endRecord()
    }
    return writer.bytes
  }
}

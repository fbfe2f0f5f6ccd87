import ArgumentParser
import Databases
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
    let warnings: [String]

    enum CodingKeys: String, CodingKey {
      case leads, features, warnings
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
    let project = try Project(path: config)
    let now = try asOf.map(Timestamp.init(argument:))
    let tables = try project.read(
      threads: common.threadCount, keeping: .needed(asOf: now),
      wanting: project.rules == nil ? [] : nil)
    let warnings = tables.remarks().map(\.description)
    common.warn(warnings)
    let scoring = tables.snapshot(asOf: now)
    let features = try FeatureRows(ProjectFeatures(project), of: scoring.leads)
    let identifier = project.leads.identifier.name
    let output = try AtomicFile(path: out)
    var header = CSVWriter()
    let names = features.names.filter { $0 != identifier }
    header.record([identifier] + names)
    try output.write(header.bytes)
    var starts = stride(from: 0, to: features.count, by: Self.rowsAtOnce).makeIterator()
    try OrderedPipeline.run(threads: common.threadCount) {
      starts.next()
    } transform: { start in
      let rows = start..<min(start + Self.rowsAtOnce, features.count)
      let identifiers = PackedStrings(scoring.rows[rows].map { tables.identifiers[$0] })
      let columns = try features.table(ofRows: rows).columns.filter { $0.name != identifier }
      return Self.bytes(of: identifiers, columns)
    } consume: { bytes in
      try output.write(bytes)
    }
    try output.commit()
    if out != "-" {
      try common.say([
        "Wrote \(names.count) features of \(features.count) leads as of \(scoring.asOf)"
          + " to \(out)"
      ])
    }
    try common.writeJSON(
      Written(
        leads: features.count, features: names.count, asOf: scoring.asOf.description,
        out: out, warnings: warnings))
  }

  /// How many rows are made and written at once: few enough for their records to stay in the cache.
  private static let rowsAtOnce = 4_096

  /// The rows of a file: identifiers of leads, and columns of their features.
  private static func bytes(of identifiers: PackedStrings, _ columns: [Column]) -> [UInt8] {
    // The numbers of one row after the other, as they are written.
    let (rowCount, width) = (identifiers.count, columns.count)
    var numbers = [Double](repeating: .nan, count: rowCount * width)
    var areNumbers = [Bool](repeating: false, count: width)
    for (index, column) in columns.enumerated() {
      guard case .numbers(let values) = column.values else { continue }
      areNumbers[index] = true
      for row in 0..<rowCount { numbers[row * width + index] = values[row] }
    }
    // Columns that are written together: numbers side by side, or one of another kind.
    let runs = columns.indices.reduce(into: [Range<Int>]()) { runs, index in
      if areNumbers[index], let last = runs.last, areNumbers[last.lowerBound] {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    var writer = CSVWriter(capacity: rowCount * (width + 2) * 6)
    for row in 0..<rowCount {
      writer.field(identifiers, at: row)
      let first = row * width
      for run in runs {
        if areNumbers[run.lowerBound] {
          writer.shortNumbers(numbers, in: first + run.lowerBound..<first + run.upperBound)
        } else {
          writer.field(columns[run.lowerBound].text(row) ?? "")
        }
      }
      writer.endRecord()
    }
    return writer.bytes
  }
}

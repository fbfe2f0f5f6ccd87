import Tables
import Training

/// The labelled leads of a flat file, as its options say.
struct FlatLeads {
  /// All rows of the file.
  let table: Table
  /// What was asked for, checked against the file.
  let options: FlatFileOptions
  /// The rows that have an outcome.
  let labelled: LabelledLeads
  /// Lines about rows that were left out, each with its count.
  let exclusions: [(reason: String, count: Int)]

  /// Reads a file.
  ///
  /// - Throws: what reading and labelling throw, with the place in the file.
  init(
    _ path: String, target: String, arguments: FlatFileArguments, format: CSVFormat,
    threads: Int, progress: Progress
  ) throws {
    let file = try CSVFile(path, format: format).reporting(progress.show)
    options = try arguments.options(target: target, file: file)
    table = try file.read(kinds: arguments.kinds, threads: threads)
    labelled = try LabelledLeads(flat: table, options: options)
    let unlabelled = table.rowCount - labelled.count
    exclusions = unlabelled > 0 ? [("no outcome in \"\(target)\"", unlabelled)] : []
  }
}

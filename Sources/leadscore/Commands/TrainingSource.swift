import FeatureExtraction
import Foundation
import ScoringModel
import Tables
import Training

/// The labelled leads of a training run and where they come from.
struct TrainingSource {
  /// How a model's record says that leads were ordered by their rows.
  static let rowOrder = "(row order)"

  let leads: LabelledLeads
  let path: String
  let purpose: String?
  let asOf: String?
  let tiers: [(name: String, share: Double?)]?
  /// Lines about leads that were left out, each with its count.
  let exclusions: [(reason: String, count: Int)]

  /// The leads of a flat file.
  init(
    flat path: String, target: String, arguments: FlatFileArguments, format: CSVFormat, threads: Int
  ) throws {
    let file = try CSVFile(path, format: format)
    let options = try arguments.options(target: target, file: file)
    let table = try file.read(kinds: arguments.kinds, threads: threads)
    leads = try LabelledLeads(flat: table, options: options)
    self.path = path
    purpose = nil
    asOf = nil
    tiers = nil
    let unlabelled = table.rowCount - leads.count
    exclusions = unlabelled > 0 ? [("no outcome in \"\(target)\"", unlabelled)] : []
  }

  /// The file's name without its folders.
  var shownName: String { path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path }

  /// The name for the registry: the wished one, or one made of the file's.
  func name(_ wished: String?) throws -> String {
    if let wished {
      try ModelRegistry.validate(name: wished)
      return wished
    }
    let base = path == "-" ? "leads" : shownName
    return ModelRegistry.name(from: base.split(separator: ".").first.map(String.init) ?? base)
  }
}

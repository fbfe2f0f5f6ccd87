import Databases
import FeatureExtraction
import Foundation
import RuleScoring
import ScoringModel
import Tables
import Training

/// The history that a backtest runs on and where it comes from.
struct BacktestSource {
  let history: BacktestHistory
  /// What stays on one side of every origin.
  let group: String?
  let name: String
  let shownName: String
  let purpose: String?
  let asOf: String?
  /// The columns of groups that the project wants to fare alike.
  let fairness: [String]
  /// What in the data is hardly meant.
  let warnings: [String]
  /// Lines about leads that were left out, each with its count.
  let exclusions: [(reason: String, count: Int)]

  /// The history of a project; its rules take part unless others are named.
  init(
    project path: String, rules: String?, asOf: String?, exclude: Set<String>, usesPrior: Bool,
    groupsByAccount: Bool?, threads: Int, progress: Progress = .none
  ) throws {
    let project = try Project(path: path)
    let book = try (rules ?? project.rules).map { try RuleBook(path: $0) }
    if usesPrior && book == nil { throw CommandProblem.priorNeedsRules }
    let moment = try asOf.map(Timestamp.init(argument:))
    let tables = try project.read(
      threads: threads, keeping: .needed(asOf: moment, besides: book?.eventInterests ?? []),
      progress: progress.show)
    history = try BacktestHistory(
      project: project, tables: tables, book: book, asOf: moment, exclude: exclude,
      usesPrior: usesPrior, groupsByAccount: groupsByAccount)
    group =
      groupsByAccount ?? project.keepsAccountsApart
      ? TrainingSource.accountGroup : project.snapshot.isRepeated ? TrainingSource.leadGroup : nil
    let labelled = try ProjectLeads(project: project, tables: tables, asOf: moment)
    name = URL(filePath: path).standardizedFileURL.deletingLastPathComponent().lastPathComponent
    shownName = path.split(separator: "/").suffix(2).joined(separator: "/")
    purpose = project.purpose
    fairness = project.fairness
    self.asOf = labelled.asOf.description
    exclusions = ExclusionFunnel.Reason.allCases.map { ($0.description, labelled.funnel[$0]) }
      .filter { $0.1 > 0 }
    warnings = tables.remarks(besides: book?.eventInterests ?? []).map(\.description)
  }

  /// The history of a flat file.
  init(
    flat path: String, target: String, arguments: FlatFileArguments, format: CSVFormat,
    threads: Int, progress: Progress = .none
  ) throws {
    let flat = try FlatLeads(
      path, target: target, arguments: arguments, format: format, threads: threads,
      progress: progress)
    let leads = flat.labelled
    var clock = BacktestHistory.Clock.order
    if let time = flat.options.time, case .timestamps? = flat.table[time]?.values {
      clock = .calendar
    }
    history = try BacktestHistory(
      flat: leads, facts: flat.table.rows(leads.sourceRows), clock: clock)
    group = arguments.group
    shownName =
      path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    name = shownName
    purpose = nil
    fairness = []
    asOf = nil
    exclusions = flat.exclusions
    warnings = []
  }
}

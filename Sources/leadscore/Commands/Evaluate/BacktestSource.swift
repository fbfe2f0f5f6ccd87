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
  }

  /// The history of a flat file.
  init(
    flat path: String, target: String, arguments: FlatFileArguments, format: CSVFormat,
    threads: Int,
    progress: Progress = .none
  ) throws {
    let file = try CSVFile(path, format: format).reporting(progress.show)
    let options = try arguments.options(target: target, file: file)
    let table = try file.read(kinds: arguments.kinds, threads: threads)
    let leads = try LabelledLeads(flat: table, options: options)
    var clock = BacktestHistory.Clock.order
    if let time = options.time, case .timestamps? = table[time]?.values { clock = .calendar }
    history = try BacktestHistory(flat: leads, facts: table.rows(leads.sourceRows), clock: clock)
    group = arguments.group
    shownName =
      path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    name = shownName
    purpose = nil
    fairness = []
    asOf = nil
    let unlabelled = table.rowCount - leads.count
    exclusions = unlabelled > 0 ? [("no outcome in \"\(target)\"", unlabelled)] : []
  }
}

import Databases
import FeatureExtraction
import Foundation
import Prediction
import RuleScoring
import ScoringModel
import Tables
import Training

/// The labelled leads of a training run and where they come from.
struct TrainingSource {
  /// How a model's record says that leads were ordered by their rows.
  static let rowOrder = "(row order)"

  /// How a model's record says that leads of one account, or rows of one lead, stay together.
  static let accountGroup = "(account)"
  static let leadGroup = "(lead)"

  private(set) var leads: LabelledLeads
  /// Leads that may still convert, where the project learns from them.
  private(set) var censored: CensoredLeads?
  /// What stays on one side of every split, as the model's record names it.
  let group: String?
  /// Why the groups are as they are, and what follows from several rows per lead.
  let remarks: [String]
  /// What in the data is hardly meant.
  let warnings: [String]
  /// How many of the leads have a row among the accounts; nil without accounts.
  let joined: (leads: Int, of: Int, path: String)?
  /// All leads or moments of leads, those left out among them.
  let funnel: ExclusionFunnel?
  let momentFunnel: ExclusionFunnel?
  let path: String
  let purpose: String?
  let asOf: String?
  let tiers: [TrainingSettings.TierRule]?
  /// Lines about leads that were left out, each with its count.
  let exclusions: [(reason: String, count: Int)]
  /// What is wrong with rows of a project that were left out.
  let rejectedRows: [DataProblem]
  /// The points of the project's rules as of each lead's moment; nil without rules.
  let points: [Double]?
  /// The points table that the leads have features of; nil without ``--prior rules``.
  let ruleBook: RuleBookRecord?
  /// The project with what was known of its leads; nil for a flat file.
  private let known: (project: Project, leads: LeadSnapshot)?
  /// The identifier of each lead, those that may still convert after the others; nil without any.
  let identifiers: [String]?
  /// What beside the leads helps to tell columns that know the outcome.
  let surroundings: LeakSurroundings

  /// The leads of a flat file.
  init(
    flat path: String, target: String, arguments: FlatFileArguments, format: CSVFormat,
    threads: Int, progress: Progress = .none
  ) throws {
    let flat = try FlatLeads(
      path, target: target, arguments: arguments, format: format, threads: threads,
      progress: progress)
    let leads = flat.labelled
    self.leads = leads
    (censored, group, remarks, funnel, momentFunnel) = (nil, nil, [], nil, nil)
    warnings = []
    joined = nil
    self.path = path
    purpose = nil
    asOf = nil
    tiers = nil
    points = nil
    (ruleBook, known) = (nil, nil)
    rejectedRows = []
    surroundings = .none
    identifiers = flat.options.identifier.flatMap { flat.table[$0] }.map { column in
      leads.sourceRows.compactMap(column.text)
    }
    exclusions = flat.exclusions
  }

  /// The labelled leads of a project.
  ///
  /// - Parameters:
  ///   - path: The project file.
  ///   - asOf: Nothing after this moment is known; nil for the newest moment in the data.
  ///   - kinds: The only kinds of features to use; empty for all.
  ///   - exclude: Features to leave out.
  ///   - groupsByAccount: Whether leads of one account stay on one side of every split; nil for what
  ///     the project says.
  ///   - usesPrior: Whether the points of the rules become features to start from.
  ///   - threads: How many threads read.
  ///   - progress: Where reading is shown.
  /// - Throws: what reading the project and its files throws.
  init(
    project path: String, asOf: String?, kinds: Set<FeatureKind> = [], exclude: Set<String> = [],
    groupsByAccount: Bool? = nil, usesPrior: Bool = false, threads: Int,
    progress: Progress = .none
  ) throws {
    let project = try Project(path: path)
    let book = try project.rules.map(RuleBook.init(path:))
    let moment = try asOf.map(Timestamp.init(argument:))
    let tables = try project.read(
      threads: threads, keeping: .needed(asOf: moment, besides: book?.eventInterests ?? []),
      progress: progress.show)
    let isAsked = (groupsByAccount ?? project.groupsByAccount) != nil
    let isGrouped = groupsByAccount ?? project.keepsAccountsApart
    let labelled = try ProjectLeads(
      project: project, tables: tables, asOf: moment,
      groupsByAccount: isGrouped, orWaiting: usesPrior)
    if usesPrior, labelled.rows.isEmpty { throw TrainingError.noLeads }
    let kinds = kinds.isEmpty ? Set(FeatureKind.allCases) : kinds
    let kept = labelled.labelled.keeping(kinds: kinds, exclude: exclude)
    let scores = try book.map { try $0.score(labelled.snapshot) }
    var waiting = labelled.censored?.keeping(kinds: kinds, exclude: exclude)
    if usesPrior {
      guard let book, let scores else { throw CommandProblem.priorNeedsRules }
      leads = kept.adding(RuleFeatures(scores))
      waiting = try waiting.map {
        $0.adding(RuleFeatures(try book.score(labelled.learnedSnapshot)))
      }
      ruleBook = try project.rules.map { try RuleBookRecord(name: book.name, path: $0) }
    } else {
      leads = kept
      ruleBook = nil
    }
    censored = waiting
    known = (project, labelled.snapshot)
    points = scores?.totals
    identifiers = labelled.learnedRows.map { tables.identifiers[$0] }
    surroundings = try LeakSurroundings(
      project: project, tables: tables, asOf: labelled.asOf)
    group =
      isGrouped
      ? TrainingSource.accountGroup : project.snapshot.isRepeated ? TrainingSource.leadGroup : nil
    remarks =
      [tables.rejectedRemark].compactMap { $0 }
      + TrainingSource.remarks(labelled, tables, isGrouped: isGrouped, isAsked: isAsked)
    warnings = tables.remarks(besides: book?.eventInterests ?? []).map(\.description)
    rejectedRows = tables.rejectedRows
    joined = project.accounts.flatMap { accounts in
      tables.leadsWithAccount.map { ($0, tables.leadCount, accounts.source.path) }
    }
    funnel = labelled.funnel
    momentFunnel = labelled.momentFunnel
    self.path = path
    purpose = project.purpose
    self.asOf = labelled.asOf.description
    tiers =
      project.tiers.isEmpty
      ? nil : project.tiers.map { TrainingSettings.TierRule($0) }
    // Leads that wait for their outcome are not left out where they stand in for those with one.
    exclusions = labelled.funnel.exclusions.filter {
      !labelled.areWaiting || $0.reason != .immature
    }.map { ($0.reason.description, $0.count) }
  }

  /// What a user should know of how rows hang together.
  private static func remarks(
    _ leads: ProjectLeads, _ tables: ProjectTables, isGrouped: Bool, isAsked: Bool
  ) -> [String] {
    let project = tables.project
    var remarks: [String] = []
    if let counts = tables.historyCounts {
      remarks.append(
        "\(counts.read) changes of fields read, \(counts.kept) used, \(counts.orphans) of unknown"
          + " leads, \(counts.unknownFields) of columns that the leads do not have"
          + (counts.ofDuplicates > 0 ? ", \(counts.ofDuplicates) of merged duplicates" : ""))
    }
    if let early = tables.eventCounts?.beforeDuplicate, early > 0 {
      remarks.append("\(early) events of duplicates from before they were entered are not used")
    }
    if leads.areWaiting {
      remarks.append(
        "no outcome is known yet: these leads still wait for theirs and count as not converted; the"
          + " ranking is that of the rules, and probabilities mean nothing before outcomes are known"
      )
    }
    if let funnel = leads.momentFunnel, !leads.areWaiting {
      let left = funnel.exclusions.map { "\($0.count) \($0.reason)" }
      remarks.append(
        "\(leads.labelled.count) rows: each lead at every moment of its snapshots"
          + (left.isEmpty ? "" : "; moments left out: " + left.joined(separator: ", ")))
      remarks.append(
        "rows of one lead stay together in every split; they are no independent observations, so"
          + " standard errors are too small unless --se cluster")
    }
    if let delays = leads.delays {
      let advice =
        "half of the conversions come within \(delays.median.fixed(0)) days, 95 % within"
        + " \(delays.within95.fixed(0))"
      if project.outcome.horizon == nil {
        remarks.append(
          "without a horizon the youngest leads count as not converted: \(advice)"
            + " (outcome: {horizon: \(delays.advisedHorizon)d})")
      } else if delays.areOftenLate {
        remarks.append(
          "\(delays.lateCount) of \(delays.count) conversions come after the horizon and count as"
            + " none: \(advice)")
      }
    }
    if let censored = leads.censored {
      remarks.append(
        "\(censored.waitingCount) rows whose outcome is not known yet are learned from all the same"
          + " (censored: \(censored.treatment.rawValue))")
    }
    if isGrouped, !isAsked {
      remarks.append(
        "no account is on both sides of a split: its leads are not independent (group_by: lead allows"
          + " it)")
    }
    return remarks
  }

  /// The same leads with the values of a column as segments.
  ///
  /// - Throws: ``CommandProblem/segmentIsNoFeature(column:project:available:)`` or `FeatureProblem`
  ///   when there is no such column among the features.
  func segmented(by column: String) throws -> TrainingSource {
    if known != nil, leads.table[column] == nil {
      throw CommandProblem.segmentIsNoFeature(
        column: column, project: shownName, available: leads.table.columns.map(\.name))
    }
    var source = self
    source.leads = try leads.segmented(by: column)
    source.censored = try censored?.segmented(by: column)
    return source
  }

  /// Which feature speaks for which factor.
  var factors: FactorAssignment {
    FactorAssignment(
      known?.project.factors ?? [:], meanings: known?.project.featureMeanings ?? [])
  }

  /// What a stored model reads of some of the leads, row by row; nil for a flat file, of which every
  /// model reads the same.
  ///
  /// - Throws: ``ModelFeaturesError`` when the model needs rules and the project names none.
  func table(of leads: LabelledLeads, for model: ScoringModel) throws -> Table? {
    try known.map { known in
      try ModelFeatures(known.project, learned: model.extractor)
        .table(of: known.leads.rows(leads.sourceRows)).table
    }
  }

  /// The file's name without its folders.
  var shownName: String {
    path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The name for the registry: the wished one, or one made of the file's.
  func name(_ wished: String?) throws -> String {
    if let wished {
      try ModelRegistry.validate(name: wished)
      return wished
    }
    // A project is called after its folder: its file is always called leadscore.yaml.
    let folder = URL(filePath: path).standardizedFileURL.deletingLastPathComponent()
    let isProject = asOf != nil
    let base =
      path == "-" ? "leads" : isProject ? folder.lastPathComponent : shownName
    return ModelRegistry.name(from: base.split(separator: ".").first.map(String.init) ?? base)
  }
}

extension TrainingSettings.TierRule {
  /// The rule that a project declares.
  fileprivate init(_ tier: ProjectTier) {
    switch tier.bound {
    case .top(let share): self.init(name: tier.name, bound: .topShare(share))
    case .probability(let probability): self.init(name: tier.name, bound: .probability(probability))
    case .score(let score): self.init(name: tier.name, bound: .topShare(1 - score / 100))
    case .rest: self.init(name: tier.name, bound: .rest)
    case .leads(let count): self.init(name: tier.name, bound: .leads(count))
    }
  }
}

public import Tables
import Evaluation
import FeatureExtraction
import ScoringModel

/// Scores a file or a table of any size into CSV, in constant memory.
///
/// A rank needs every score first, so what scoring needs of the leads is kept in a scratch file
/// while they are read, and they are written when all ranks are known.
public struct BatchScorer: Sendable {
  /// The predictor.
  public let predictor: Predictor
  /// What to write.
  public let options: ScoreOptions

  /// A scorer.
  public init(predictor: Predictor, options: ScoreOptions = ScoreOptions()) {
    self.predictor = predictor
    self.options = options
  }

  /// What a run did.
  public struct Summary: Sendable {
    /// How many leads were scored.
    public let leads: Int
    /// The conversions to expect of them.
    public let expectedConversions: ExpectedConversions
    /// How many leads are in each tier, in the order of the model's tiers.
    public let tierCounts: [Int]
    /// The index of the tier of each lead, in the order of the leads; empty unless the outputs ask
    /// for it.
    public let tiers: [UInt16]
    /// The best leads, the first of the ranking first; as many as the options ask for.
    public let best: [RankedLead]
  }

  /// A lead near the top of a ranking.
  public struct RankedLead: Sendable {
    /// One more than the number of better leads.
    public let rank: Int
    /// The row of the lead in the whole, from 0.
    public let row: Int
    /// The score and everything that explains it.
    public let lead: ScoredLead
  }

  /// Scores every row of a CSV file.
  ///
  /// - Parameters:
  ///   - file: The leads; columns the model does not know are ignored.
  ///   - scores: Where the records of `scores.csv` go.
  ///   - contributions: Where the long table goes, nil for nowhere.
  ///   - progress: Is told now and then how far the work has come.
  /// - Returns: What the run did.
  /// - Throws: `DataProblems`, `InputError` or `OutputError`; the outputs are then not committed.
  public func score(
    _ file: CSVFile, to scores: AtomicFile, contributions: AtomicFile? = nil,
    progress: @escaping (ScoringProgress) -> Void = { _ in }
  ) throws -> Summary {
    try score(
      file, to: ScoreOutputs(scores: scores, contributions: contributions), progress: progress)
  }

  /// Scores every row of a CSV file for any outputs.
  public func score(
    _ file: CSVFile, to outputs: ScoreOutputs,
    progress: @escaping (ScoringProgress) -> Void = { _ in }
  ) throws -> Summary {
    try file.require(columns.map(\.name))
    let job = Job(source: file.path, outputs: outputs, progress: progress)
    let summary = try run(job) { transform, consume in
      var (leads, bytes) = (0, 0)
      try file.stream(columns, threads: options.threads, transform: transform) { run in
        leads += run.logOdds.count
        try consume(run)
      } progress: { more in
        bytes += more
        progress(.reading(leads: leads, share: Double(bytes) / Double(max(1, file.size))))
      }
    }
    // A file that is still being written shows it by now at the latest.
    try file.verifyUnchanged()
    return summary
  }

  /// Scores every row of a table in memory.
  public func score(_ table: Table, to scores: AtomicFile, contributions: AtomicFile? = nil) throws
    -> Summary
  {
    try score(table, to: ScoreOutputs(scores: scores, contributions: contributions))
  }

  /// Scores every row of a table in memory for any outputs.
  public func score(_ table: Table, to outputs: ScoreOutputs) throws -> Summary {
    let lines = (0..<table.rowCount).map { Int32(table.place(ofRow: $0).line) }
    let numbered = Table(
      source: table.source, columns: table.columns, rowCount: table.rowCount, lines: lines)
    let job = Job(source: table.source, outputs: outputs)
    return try run(job) { transform, consume in
      var starts = stride(from: 0, to: table.rowCount, by: BatchScorer.runLength).makeIterator()
      try OrderedPipeline.run(threads: options.threads) {
        starts.next()
      } transform: { start in
        let end = min(start + BatchScorer.runLength, numbered.rowCount)
        return try transform(numbered.rows(Array(start..<end)))
      } consume: {
        try consume($0)
      }
    }
  }

  private static let runLength = 4096

  /// The columns to read and how: the model's and the identifier.
  public var columns: [(name: String, kind: ColumnKind)] {
    let features = predictor.model.extractor.columnKinds
    guard let identifier = predictor.model.subject.identifier else { return features }
    return [(identifier, .text)] + features.filter { $0.name != identifier }
  }

  /// The reading of all leads: transforms runs of them, in any order, and consumes the results in order.
  private typealias Reading = (
    @escaping @Sendable (Table) throws -> RunOfLeads, @escaping (RunOfLeads) throws -> Void
  ) throws -> Void

  /// Where the leads come from, and where what is said of them goes.
  private struct Job {
    let source: String
    let outputs: ScoreOutputs
    var progress: (ScoringProgress) -> Void = { _ in }
  }

  private func run(_ job: Job, reading: Reading) throws -> Summary {
    let model = predictor.model
    let identifier = model.subject.identifier
    try refuseNameOfOutput(identifier, job)
    let spool = try LeadSpool(layout: SpoolLayout(of: model), source: job.source)
    let layout = spool.layout
    let ranks = try RankIndex()
    let identifiers = try identifier.map { _ in try IdentifierIndex() }
    var expected = ExpectedConversionsSum(predictor.variance)
    try reading({ table in
      try table.checkIdentifiers(in: identifier)
      let named = options.pseudonyms.map { table.naming(identifier, by: $0) } ?? table
      let encoded = try model.extractor.encode(table)
      let logOdds = predictor.effects.logOdds(encoded, rowCount: table.rowCount)
      let probabilities =
        model.calibration?.probabilities(atLogOdds: logOdds) ?? logOdds.map(Interval.logistic)
      return RunOfLeads(
        logOdds: logOdds,
        expected: ExpectedConversionsSum(
          encoded, probabilities: probabilities, predictor.variance),
        hashes: layout.identifiers(of: named)?.hashes() ?? [],
        packed: layout.pack(named, encoded))
    }) { run in
      try ranks.append(run.logOdds)
      try identifiers?.append(run.hashes)
      try spool.append(run.packed, count: run.logOdds.count)
      expected.add(run.expected)
    }
    if let identifier, let identifiers {
      try spool.refuseRepeats(identifiers, column: identifier)
    }
    try ranks.finish(
      bestCount: options.bestCount, places: BatchTiers.capacities(model.tiers))
    let written = try write(spool, ranks, job)
    return Summary(
      leads: ranks.count, expectedConversions: expected.expected(predictor.variance),
      tierCounts: written.tierCounts, tiers: written.tiers, best: written.best)
  }

  /// Refuses an identifier that would stand beside a column of the same name.
  private func refuseNameOfOutput(_ identifier: String?, _ job: Job) throws {
    let written =
      (job.outputs.scores == nil ? [] : ScoreWriter.columns(options))
      + (job.outputs.contributions == nil ? [] : ScoreWriter.contributionColumns)
    guard let identifier, written.contains(identifier.lowercased()) else { return }
    throw DataProblems([
      DataProblem(
        place: Place(file: job.source, line: 1, column: 1), column: identifier,
        kind: .custom(
          "the identifier has the name of a column that score writes; rename it here and in the"
            + " training data, and train again"))
    ])
  }

  /// Writes all leads; returns the best and how many are in each tier.
  private func write(_ spool: LeadSpool, _ ranks: RankIndex, _ job: Job) throws -> (
    best: [RankedLead], tierCounts: [Int], tiers: [UInt16]
  ) {
    let identifier = predictor.model.subject.identifier
    try job.outputs.scores?.write(
      ScoreWriter.header(identifier: identifier, ScoreWriter.columns(options)))
    try job.outputs.contributions?.write(
      ScoreWriter.header(identifier: identifier, ScoreWriter.contributionColumns))
    try job.outputs.records?.write(ScoreRecords.header)
    let writer = ScoreWriter(predictor, options: options)
    let recorder = ScoreRecords(predictor, options: options)
    let withScores = job.outputs.scores != nil
    let withContributions = job.outputs.contributions != nil
    let withRecords = job.outputs.records != nil
    let lowestOfBest = ranks.lowestOfBest
    let tiers = BatchTiers(predictor.model.tiers, ranks: ranks)
    var tierCounts = [Int](repeating: 0, count: predictor.model.tiers.count)
    var best: [RankedLead] = []
    var tierOfLead: [UInt16] = []
    var written = 0
    var runs = spool.runs.makeIterator()
    var sharing = tierCounts
    try OrderedPipeline.run(threads: options.threads) {
      try runs.next().map { run in
        let own = try ranks.next(run.count)
        let before = sharing
        for (index, count) in tiers.sharing(own).enumerated() { sharing[index] += count }
        return (run, own, before)
      }
    } transform: { run, ranks, before in
      let (table, encoded) = try spool.leads(of: run)
      let leads = predictor.score(table, encoded)
      let tierOfRow = tiers.indices(logOdds: leads.logOdds, ranks: ranks, before: before)
      return RunOfRecords(
        count: run.count,
        scores: withScores
          ? writer.records(leads, ranks: ranks, tiers: tierOfRow, firstRow: run.firstRow) : [],
        contributions: withContributions
          ? writer.contributionRecords(leads, firstRow: run.firstRow) : [],
        records: withRecords
          ? recorder.records(leads, ranks: ranks, tiers: tierOfRow, firstRow: run.firstRow) : [],
        tiers: tierOfRow,
        best: bestLeads(
          leads, ranks, tiers: tierOfRow, firstRow: run.firstRow, lowest: lowestOfBest))
    } consume: { run in
      try job.outputs.scores?.write(run.scores)
      if withContributions { try job.outputs.contributions?.write(run.contributions) }
      try job.outputs.records?.write(run.records)
      // Many leads may share the last place: no more are kept than are wanted.
      best = (best + run.best).sorted { ($0.rank, $0.row) < ($1.rank, $1.row) }
      best.removeLast(max(0, best.count - options.bestCount))
      for tier in run.tiers { tierCounts[tier] += 1 }
      if job.outputs.keepsTiers {
        tierOfLead += run.tiers.lazy.map { UInt16(truncatingIfNeeded: $0) }
      }
      written += run.count
      job.progress(.writing(leads: written, share: Double(written) / Double(ranks.count)))
    }
    return (best, tierCounts, tierOfLead)
  }

  /// The leads of a run that may be among the best.
  private func bestLeads(
    _ leads: ScoredLeads, _ ranks: [UInt32], tiers: [Int], firstRow: Int, lowest: Double
  ) -> [RankedLead] {
    leads.logOdds.indices.filter { leads.logOdds[$0] >= lowest }
      .sorted { (ranks[$0], $0) < (ranks[$1], $1) }
      .prefix(options.bestCount)
      .map { row in
        RankedLead(
          rank: Int(ranks[row]), row: firstRow + row,
          lead: ScoredLead(leads, row: row, firstRow: firstRow, tier: tiers[row]))
      }
  }
}

/// What one run of leads yields when it is read.
private struct RunOfLeads: Sendable {
  let logOdds: [Double]
  /// The conversions to expect.
  let expected: ExpectedConversionsSum
  /// The hashes of the identifiers, where there are any.
  let hashes: [UInt64]
  /// What is kept of the leads.
  let packed: [UInt8]
}

/// What one run of leads yields when it is written.
private struct RunOfRecords: Sendable {
  let count: Int
  let scores: [UInt8]
  let contributions: [UInt8]
  let records: [UInt8]
  /// The tier of each lead.
  let tiers: [Int]
  let best: [BatchScorer.RankedLead]
}

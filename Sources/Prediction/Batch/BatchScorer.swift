public import Tables
import FeatureExtraction
import ScoringModel

/// Scores a file or a table of any size into CSV, in constant memory.
///
/// A rank needs every score first, so the leads are read twice: once for their log odds, once to
/// write them.
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
    /// The sum of their probabilities: the conversions to expect.
    public let expectedConversions: Double
    /// How many leads are in each tier, in the order of the model's tiers.
    public let tierCounts: [Int]
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
  /// - Returns: What the run did.
  /// - Throws: `DataProblems`, `InputError` or `OutputError`; the outputs are then not committed.
  public func score(_ file: CSVFile, to scores: AtomicFile, contributions: AtomicFile? = nil) throws
    -> Summary
  {
    try file.require(columns.map(\.name))
    return try run(to: scores, contributions: contributions) { transform, consume in
      try file.stream(columns, threads: options.threads, transform: transform, consume: consume)
    }
  }

  /// Scores every row of a table in memory.
  public func score(_ table: Table, to scores: AtomicFile, contributions: AtomicFile? = nil) throws
    -> Summary
  {
    let numbered = Table(
      source: table.source, columns: table.columns, rowCount: table.rowCount,
      lines: (0..<table.rowCount).map { Int32($0) })
    let runs = stride(from: 0, to: table.rowCount, by: BatchScorer.runLength).map { start in
      Array(start..<min(start + BatchScorer.runLength, table.rowCount))
    }
    return try run(to: scores, contributions: contributions) { transform, consume in
      for rows in runs { try consume(transform(numbered.rows(rows))) }
    }
  }

  private static let runLength = 4096

  /// The columns to read and how: the model's and the identifier.
  public var columns: [(name: String, kind: ColumnKind)] {
    let features = predictor.model.extractor.columnKinds
    guard let identifier = predictor.model.subject.identifier else { return features }
    return [(identifier, .text)] + features.filter { $0.name != identifier }
  }

  /// One reading of all leads: transforms runs of them, in any order, and consumes the results in order.
  private typealias Reading<Result> = (
    @escaping @Sendable (Table) throws -> Result, @escaping (Result) throws -> Void
  ) throws -> Void

  private func run(
    to scores: AtomicFile, contributions: AtomicFile?, reading: Reading<RunOfScores>
  ) throws -> Summary {
    let ranks = try RankIndex()
    // Runs of the second reading are the same, so their first lines tell which rows they are.
    var firstRows: [Int32: Int] = [:]
    var expected = 0.0
    var tierCounts = [Int](repeating: 0, count: predictor.model.tiers.count)
    let identifier = predictor.model.subject.identifier
    try reading({ table in
      try table.checkIdentifiers(in: identifier)
      return RunOfScores(firstLine: table.lines.first ?? 0, logOdds: try predictor.logOdds(table))
    }) { run in
      firstRows[run.firstLine] = ranks.count
      try ranks.append(run.logOdds)
      for value in run.logOdds {
        expected += Interval.logistic(value)
        tierCounts[predictor.model.tiers.index(logOdds: value)] += 1
      }
    }
    try ranks.finish()
    let writer = ScoreWriter(predictor, options: options, ranks: ranks)
    try scores.write(ScoreWriter.header(identifier: identifier, options: options))
    try contributions?.write(ScoreWriter.contributionsHeader(identifier: identifier))
    let withContributions = contributions != nil
    let rowsByLine = firstRows
    let lowestOfBest =
      options.bestCount > 0 ? ranks.logOdds(atPlace: options.bestCount) : .infinity
    var best: [RankedLead] = []
    var written = 0
    try reading({ table in
      let leads = try predictor.score(table)
      let firstLine = table.lines.first ?? 0
      let firstRow = rowsByLine[firstLine] ?? 0
      return RunOfScores(
        firstLine: firstLine, logOdds: [], count: leads.count,
        scores: writer.records(leads, firstRow: firstRow),
        contributions: withContributions
          ? writer.contributionRecords(leads, firstRow: firstRow) : [],
        best: leads.logOdds.indices.filter { leads.logOdds[$0] >= lowestOfBest }
          .sorted { (-leads.logOdds[$0], $0) < (-leads.logOdds[$1], $1) }
          .prefix(options.bestCount)
          .map { row in
            RankedLead(
              rank: ranks.rank(leads.logOdds[row]), row: firstRow + row,
              lead: ScoredLead(leads, row: row, firstRow: firstRow))
          })
    }) { run in
      try scores.write(run.scores)
      if withContributions { try contributions?.write(run.contributions) }
      // Many leads may share the last place: no more are kept than are wanted.
      best = (best + run.best).sorted { ($0.rank, $0.row) < ($1.rank, $1.row) }
      best.removeLast(max(0, best.count - options.bestCount))
      written += run.count
      if written & 0xF_FFFF < run.count { ranks.release() }
    }
    return Summary(
      leads: ranks.count, expectedConversions: expected, tierCounts: tierCounts,
      best: best)
  }
}

/// What one run of leads yields in either reading.
private struct RunOfScores: Sendable {
  let firstLine: Int32
  let logOdds: [Double]
  var count = 0
  var scores: [UInt8] = []
  var contributions: [UInt8] = []
  var best: [BatchScorer.RankedLead] = []
}

import Evaluation
import FeatureExtraction
public import ScoringModel
public import Tables

/// The leads of one night and what a model makes of them.
public struct Night: Sendable {
  /// The moment as of which leads are known.
  public let asOf: Timestamp
  /// The leads, with a column for everything that the model reads.
  public let table: Table
  /// Columns that the model reads and the night lacks, or that hold something else.
  public let lost: [LostColumn]
  /// The time of the newest event; nil where there are none to look at.
  public let newestEvent: Timestamp?
  /// When the newest lead was created; nil where that is not known.
  public let newestLead: Timestamp?
  /// The shares of events that were of no use; nil where there are none.
  public let uselessEvents: UselessEvents?
  /// The log odds of each lead.
  public let logOdds: [Double]
  /// The probability that the model reports for each lead.
  public let probabilities: [Double]
  /// The mean contribution of each feature of the model to the log odds, 0 for the training leads.
  public let shifts: [Double]

  /// A column that cannot be read.
  public struct LostColumn: Sendable, Equatable {
    /// The name.
    public let name: String
    /// Whether it is there, but holds texts where numbers are expected.
    public let isThere: Bool
  }

  /// The shares of events that say nothing of any lead.
  public struct UselessEvents: Sendable, Equatable, Codable {
    /// The share that was delivered before.
    public let duplicates: Double
    /// The share that belongs to no known lead.
    public let orphans: Double

    /// The shares of so many events; nil for none.
    public init?(duplicates: Int, orphans: Int, of count: Int) {
      guard count > 0 else { return nil }
      self.duplicates = Double(duplicates) / Double(count)
      self.orphans = Double(orphans) / Double(count)
    }
  }

  /// A night of leads.
  ///
  /// What the model reads and the leads lack counts as missing for all of them: the monitor says so,
  /// where scoring would refuse.
  ///
  /// - Throws: `FeatureProblem`.
  public init(
    asOf: Timestamp, table: Table, model: ScoringModel, newestEvent: Timestamp? = nil,
    newestLead: Timestamp? = nil, uselessEvents: UselessEvents? = nil
  ) throws {
    let kinds = model.extractor.columnKinds
    let lost = kinds.compactMap { name, kind -> LostColumn? in
      guard let column = table[name] else { return LostColumn(name: name, isThere: false) }
      guard kind == .number, column.asNumbers(as: kind) == nil else { return nil }
      return LostColumn(name: name, isThere: true)
    }
    let blanks = lost.map { column in
      Column(
        name: column.name,
        values: .numbers([Double](repeating: .nan, count: table.rowCount)))
    }
    self.asOf = asOf
    self.lost = lost
    self.newestEvent = newestEvent
    self.newestLead = newestLead
    self.uselessEvents = uselessEvents
    self.table = blanks.isEmpty ? table : table.adding(blanks)
    let effects = FeatureEffects(of: model)
    var logOdds: [Double] = []
    logOdds.reserveCapacity(table.rowCount)
    var sums = [Double](repeating: 0, count: model.extractor.features.count)
    // Run by run: all features of all leads at once are as large as the leads.
    for start in stride(from: 0, to: table.rowCount, by: Night.runLength) {
      let run = self.table.rows(Array(start..<min(start + Night.runLength, table.rowCount)))
      let encoded = try model.extractor.encode(run)
      logOdds += effects.logOdds(encoded, rowCount: run.rowCount)
      for (feature, values) in encoded.enumerated() {
        for part in effects.contributions(of: values, feature: feature) { sums[feature] += part }
      }
    }
    self.logOdds = logOdds
    probabilities =
      model.calibration?.probabilities(atLogOdds: logOdds) ?? logOdds.map(logistic)
    let count = Double(max(1, table.rowCount))
    shifts = sums.map { $0 / count }
  }

  /// How many leads are encoded at a time.
  private static let runLength = 1 << 14

  /// How many leads there are.
  public var rowCount: Int { table.rowCount }

  /// A digest over the contents that the model reads, the same for any order of the leads.
  func fingerprint(_ model: ScoringModel) -> String {
    let names = Set(model.extractor.columnNames)
    let read = Table(
      source: table.source, columns: table.columns.filter { names.contains($0.name) },
      rowCount: table.rowCount)
    var hashes = read.rowHashes()
    hashes.sort()
    return Digest.sha256(hashes)
  }
}

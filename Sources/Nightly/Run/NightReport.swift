public import Monitoring
public import Prediction

/// What a night run did.
public struct NightReport: Sendable {
  /// The record of the run, as it was written.
  public let manifest: RunManifest
  /// The conversions to expect among the leads scored.
  public let expectedConversions: ExpectedConversions
  /// How the leads compare with those of training and of earlier runs.
  public let monitoring: MonitoringReport
  /// What became of leads scored on earlier nights; nil where the project has no horizon.
  public let cohort: ScoredCohort?
  /// What was written where, in the order of the project.
  public let outputs: [Output]
  /// How long each step took, in seconds.
  public let seconds: [(step: NightStep, seconds: Double)]

  /// A place that scores were written to.
  public struct Output: Sendable {
    /// The file or table.
    public let place: String
    /// Whether it is a table, in which rows that are what they were are not touched.
    public let isTable: Bool
    /// The rows that are new or different; all rows of a file.
    public let written: Int
    /// The rows that are no more.
    public let removed: Int
  }
}

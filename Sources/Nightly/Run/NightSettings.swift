public import Prediction
public import ScoringModel
public import Tables

/// What a night run is to do.
public struct NightSettings: Sendable {
  /// The project file.
  public var projectPath: String
  /// The moment of the run; everything in it is as of then.
  public var asOf: Timestamp
  /// The model, as the registry names it.
  public var model: ModelRegistry.StoredModel
  /// Where runs leave their records.
  public var runs: RunFolder
  /// What a file of scores holds.
  public var options: ScoreOptions
  /// Whether scores are written whatever the gate finds.
  public var isForced: Bool
  /// What the leads of training looked like; nil for models from before that was kept.
  public var reference: ReferencePopulation?
  /// The names that stand for leads in records; nil where the registry has no key.
  public var pseudonyms: Pseudonyms?
  /// When scores are held back.
  public var gate = ScoreGate()

  /// The settings of a run.
  public init(
    projectPath: String, asOf: Timestamp, model: ModelRegistry.StoredModel, runs: RunFolder,
    options: ScoreOptions = ScoreOptions(), isForced: Bool = false
  ) {
    self.projectPath = projectPath
    self.asOf = asOf
    self.model = model
    self.runs = runs
    self.options = options
    self.isForced = isForced
  }
}

/// The steps of a night run, in their order.
public enum NightStep: String, Sendable, CaseIterable {
  /// No other run is under way.
  case lock
  /// The project and its data are read and found in order.
  case check
  /// The leads as they were known at the moment become vectors.
  case features
  /// Every lead gets its score and reasons.
  case score
  /// The scores are compared with those of the last run.
  case gate
  /// The scores take the place of the old ones.
  case write
  /// The leads are held against those of training and of earlier runs.
  case monitor
  /// The records of the run are completed.
  case manifest
}

/// Something that a run tells while it goes on: a step that ended, with numbers.
public struct NightEvent: Sendable {
  /// The step.
  public let step: NightStep
  /// How long it took, in seconds.
  public let seconds: Double
  /// Counts, by their names.
  public let counts: [String: Int]
}

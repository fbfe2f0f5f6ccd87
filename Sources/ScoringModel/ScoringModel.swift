public import Evaluation
public import FeatureExtraction
public import LinearAlgebra

/// A lead-scoring model: what training learned, and all that scoring needs.
///
/// Holds coefficients, encodings, counts and quantiles, never a lead.
public struct ScoringModel: Sendable, Equatable {
  /// The name in the registry.
  public let name: String
  /// What a conversion is and which column names a lead.
  public let subject: ModelSubject
  /// The features and their encodings.
  public let extractor: FeatureExtractor
  /// How levels became parameters.
  public let coding: FactorCoding
  /// The coefficients in log odds: intercept, numeric terms per standard deviation, levels.
  public let parameters: [Double]
  /// The covariance of the parameters.
  public let covariance: SymmetricMatrix
  /// How log odds become the probability that is reported; nil where they do by themselves.
  ///
  /// It comes after everything that log odds are used for: contributions, ranks, tiers and the
  /// population know log odds before calibration only.
  public let calibration: ProbabilityCalibration?
  /// The spread of scores over the training leads.
  public let population: ScorePopulation
  /// The tiers from best to last.
  public let tiers: [Tier]
  /// How the model came to be.
  public let training: TrainingRecord

  /// A model.
  ///
  /// - Precondition: parameters and covariance have the order that the features and the coding ask.
  public init(
    name: String, subject: ModelSubject, extractor: FeatureExtractor, coding: FactorCoding,
    parameters: [Double], covariance: SymmetricMatrix,
    calibration: ProbabilityCalibration? = nil, population: ScorePopulation, tiers: [Tier],
    training: TrainingRecord
  ) {
    precondition(covariance.order == parameters.count)
    self.name = name
    self.subject = subject
    self.extractor = extractor
    self.coding = coding
    self.parameters = parameters
    self.covariance = covariance
    self.calibration = calibration
    self.population = population
    self.tiers = tiers
    self.training = training
  }

  /// The terms of the model with the places of their parameters.
  public var terms: [ModelTerm] { extractor.terms(coding: coding) }
}

/// What a model predicts, and about whom.
public struct ModelSubject: Sendable, Equatable, Codable {
  /// The outcome's column, or the project's definition of a conversion.
  public let target: String
  /// The value of the target that is a conversion; nil when the project defines it.
  public let positive: String?
  /// The values that are no conversion, sorted; nil when every other value is.
  public let negatives: [String]?
  /// The column that names a lead; nil when leads are known by their row.
  public let identifier: String?

  /// A subject.
  public init(
    target: String, positive: String?, negatives: [String]? = nil, identifier: String?
  ) {
    self.target = target
    self.positive = positive
    self.negatives = negatives
    self.identifier = identifier
  }
}

/// A band of scores with a name.
public struct Tier: Sendable, Equatable, Codable {
  /// The name, for instance `hot`.
  public let name: String
  /// The lowest log odds of the tier; nil for the last, which takes the rest.
  ///
  /// Of a tier of so many leads it is what a batch as large as the training data would give.
  public let lowestLogOdds: Double?
  /// How many leads of a batch, counted from its best, the tier and those above it hold; nil for a
  /// tier that ends at its log odds.
  public let capacity: Int?

  /// A tier from some log odds upwards, or of so many leads of a batch.
  public init(name: String, lowestLogOdds: Double?, capacity: Int? = nil) {
    self.name = name
    self.lowestLogOdds = lowestLogOdds
    self.capacity = capacity
  }

  enum CodingKeys: String, CodingKey {
    case name
    case lowestLogOdds = "lowest_log_odds"
    case capacity
  }
}

extension [Tier] {
  /// The index of the first tier that the log odds reach, the last tier when none.
  public func index(logOdds: Double) -> Int {
    firstIndex { tier in tier.lowestLogOdds.map { logOdds >= $0 } ?? true } ?? count - 1
  }
}

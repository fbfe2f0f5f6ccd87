import Evaluation
import FeatureExtraction
import LinearAlgebra

extension ScoringModel: Codable {
  /// The highest version of the file's layout that this program reads.
  ///
  /// Version 1 is written where it says all; version 2 has features of two columns, which earlier
  /// programs would have read as something else.
  public static let formatVersion = 2

  /// The lowest version that says all about this model, so that older programs read what they can.
  private var writtenFormatVersion: Int {
    extractor.features.contains { $0.columns.count > 1 } ? 2 : 1
  }

  private enum CodingKeys: String, CodingKey {
    case formatVersion = "format_version"
    case name, subject, coding, features, coefficients, covariance, calibration, population, tiers
    case training
  }

  /// One parameter as it stands in the file, with names for the reader's eye.
  private struct Coefficient: Codable {
    let feature: String?
    let term: String
    let logOdds: Double
    let standardError: Double

    enum CodingKeys: String, CodingKey {
      case feature, term
      case logOdds = "log_odds"
      case standardError = "standard_error"
    }
  }

  /// Reads a model and checks that its parts fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(Int.self, forKey: .formatVersion)
    guard 1...ScoringModel.formatVersion ~= version else {
      throw DecodingError.dataCorruptedError(
        forKey: .formatVersion, in: container,
        debugDescription: version < 1
          ? "there is no version \(version)"
          : "written by a newer version (\(version) > \(ScoringModel.formatVersion))")
    }
    let coefficients = try container.decode([Coefficient].self, forKey: .coefficients)
    let rows = try container.decode([[Double]].self, forKey: .covariance)
    let extractor = FeatureExtractor(
      features: try container.decode([Feature].self, forKey: .features))
    let coding = try container.decode(FactorCoding.self, forKey: .coding)
    let count = 1 + extractor.terms(coding: coding).count { $0.parameter != nil }
    guard coefficients.count == count, rows.count == count,
      zip(rows, 1...).allSatisfy({ $0.count == $1 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .coefficients, in: container,
        debugDescription:
          "\(count) parameters are needed; there are \(coefficients.count) coefficients and"
          + " \(rows.count) rows of covariance")
    }
    let tiers = try container.decode([Tier].self, forKey: .tiers)
    guard !tiers.isEmpty else {
      throw DecodingError.dataCorruptedError(
        forKey: .tiers, in: container, debugDescription: "there are no tiers")
    }
    self.init(
      name: try container.decode(String.self, forKey: .name),
      subject: try container.decode(ModelSubject.self, forKey: .subject),
      extractor: extractor, coding: coding, parameters: coefficients.map(\.logOdds),
      covariance: SymmetricMatrix(lowerTriangle: rows),
      calibration: try container.decodeIfPresent(
        ProbabilityCalibration.self, forKey: .calibration),
      population: try container.decode(ScorePopulation.self, forKey: .population),
      tiers: tiers,
      training: try container.decode(TrainingRecord.self, forKey: .training))
  }

  /// Writes the model so that a person can read it: every coefficient with its feature and level.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(writtenFormatVersion, forKey: .formatVersion)
    try container.encode(name, forKey: .name)
    try container.encode(subject, forKey: .subject)
    try container.encode(coding, forKey: .coding)
    try container.encode(extractor.features, forKey: .features)
    try container.encode(namedCoefficients, forKey: .coefficients)
    let rows = (0..<parameters.count).map { row in (0...row).map { covariance[row, $0] } }
    try container.encode(rows, forKey: .covariance)
    try container.encodeIfPresent(calibration, forKey: .calibration)
    try container.encode(population, forKey: .population)
    try container.encode(tiers, forKey: .tiers)
    try container.encode(training, forKey: .training)
  }

  private var namedCoefficients: [Coefficient] {
    var named = [Coefficient?](repeating: nil, count: parameters.count)
    func set(_ parameter: Int, feature: String?, term: String) {
      named[parameter] = Coefficient(
        feature: feature, term: term, logOdds: parameters[parameter],
        standardError: max(0, covariance[parameter, parameter]).squareRoot())
    }
    set(ParameterLayout.intercept, feature: nil, term: "intercept")
    for term in terms {
      guard let parameter = term.parameter else { continue }
      let feature = extractor.features[term.feature]
      let label =
        switch term.part {
        case .value: "per standard deviation"
        case .missing: CategoricalEncoding.missingLabel
        case .code(let level): feature.levelLabel(level) ?? ""
        }
      set(parameter, feature: feature.name, term: label)
    }
    return named.compactMap { $0 }
  }
}

extension SymmetricMatrix {
  /// A matrix of the rows of its lower triangle, the diagonal included.
  fileprivate init(lowerTriangle rows: [[Double]]) {
    let order = rows.count
    var elements = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        elements[row * order + column] = rows[row][column]
        elements[column * order + row] = rows[row][column]
      }
    }
    self.init(order: order, elements: elements)
  }
}

/// How a model's log odds become the probability it reports.
///
/// Every kind rises with the log odds, so that a calibration never changes who ranks before whom;
/// an isotonic one may make neighbours tie.
public enum ProbabilityCalibration: Sendable, Equatable {
  /// A straight line on the log odds.
  case line(LogOddsCalibration)
  /// A rising curve of any shape.
  case isotonic(IsotonicCalibration)

  /// The calibrated probability.
  public func probability(atLogOdds logOdds: Double) -> Double {
    switch self {
    case .line(let line): line.probability(atLogOdds: logOdds)
    case .isotonic(let curve): curve.probability(atLogOdds: logOdds)
    }
  }

  /// The calibrated probability of each row.
  public func probabilities(atLogOdds logOdds: [Double]) -> [Double] {
    logOdds.map { probability(atLogOdds: $0) }
  }
}

extension ProbabilityCalibration: Codable {
  private enum Method: String, Codable {
    case line, isotonic
  }

  private enum CodingKeys: String, CodingKey {
    case method
  }

  /// Reads the calibration that the key `method` names from the keys beside it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Method.self, forKey: .method) {
    case .line: self = .line(try LogOddsCalibration(from: decoder))
    case .isotonic: self = .isotonic(try IsotonicCalibration(from: decoder))
    }
  }

  /// Writes the name of the method and what it was fitted to, side by side.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .line(let line):
      try container.encode(Method.line, forKey: .method)
      try line.encode(to: encoder)
    case .isotonic(let curve):
      try container.encode(Method.isotonic, forKey: .method)
      try curve.encode(to: encoder)
    }
  }
}

import Tables

/// A fitted numeric feature: standardized, with an indicator where values were missing.
public struct NumericEncoding: Sendable, Equatable, Codable {
  /// The change of scale before standardizing.
  public let transform: NumericTransform
  /// The mean of the transformed values that are not missing.
  public let mean: Double
  /// Their standard deviation (divided by N), 1 when they do not vary.
  public let scale: Double
  /// The share of leads whose value was missing; above 0 the feature has an indicator.
  public let missingShare: Double

  /// Whether missing values have a term of their own.
  public var hasMissingIndicator: Bool { missingShare > 0 }

  init(fitting values: [Double], transform: NumericTransform) {
    self.transform = transform
    var (sum, count) = (0.0, 0)
    let origin = values.first { !$0.isNaN }.map { transform($0) } ?? 0
    for value in values where !value.isNaN {
      sum += transform(value) - origin
      count += 1
    }
    let mean = count == 0 ? 0 : origin + sum / Double(count)
    var squares = 0.0
    for value in values where !value.isNaN {
      let deviation = transform(value) - mean
      squares += deviation * deviation
    }
    let deviation = count == 0 ? 0 : (squares / Double(count)).squareRoot()
    self.mean = mean
    scale = deviation > mean.magnitude * 1e-12 && deviation.isFinite ? deviation : 1
    missingShare = values.isEmpty ? 0 : Double(values.count - count) / Double(values.count)
  }

  /// Standard deviations beyond which a value counts as this far out, so that no sum of effects
  /// can overflow.
  static let farthest = 1e100

  /// The standardized values, `nan` where missing.
  public func standardized(_ values: [Double]) -> [Double] { values.map { standardized($0) } }

  /// The standardized value, `nan` when missing.
  @inline(__always)
  func standardized(_ value: Double) -> Double {
    let standardized = (transform(value) - mean) / scale
    guard standardized.magnitude > NumericEncoding.farthest else { return standardized }
    return standardized < 0 ? -NumericEncoding.farthest : NumericEncoding.farthest
  }

  enum CodingKeys: String, CodingKey {
    case transform, mean, scale
    case missingShare = "missing_share"
  }

  /// Reads an encoding and checks its numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    transform = try container.decode(NumericTransform.self, forKey: .transform)
    mean = try container.decode(Double.self, forKey: .mean)
    scale = try container.decode(Double.self, forKey: .scale)
    missingShare = try container.decode(Double.self, forKey: .missingShare)
    guard scale > 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .scale, in: container, debugDescription: "the scale \(scale) is not positive")
    }
    guard 0...1 ~= missingShare else {
      throw DecodingError.dataCorruptedError(
        forKey: .missingShare, in: container, debugDescription: "\(missingShare) is not a share")
    }
  }
}

/// What an attribute of a lead adds to its log odds, before points are made of it.
public struct AttributeLogOdds: Sendable, Equatable {
  /// What the attribute is called.
  public let label: String
  /// What it adds to the log odds: a coefficient, or a coefficient times weight of evidence.
  public let logOdds: Double
  /// The share of leads that have it.
  public let share: Double

  /// Names an attribute and what it is worth.
  public init(label: String, logOdds: Double, share: Double) {
    self.label = label
    self.logOdds = logOdds
    self.share = share
  }
}

/// One question of a scorecard and the points for its answers.
public struct Characteristic: Sendable, Equatable, Encodable {
  /// One answer.
  public struct Attribute: Sendable, Equatable, Encodable {
    /// What the attribute is called.
    public let label: String
    /// The points for it.
    public let points: Int
    /// The points before rounding.
    public let exactPoints: Double
    /// The share of leads that have it.
    public let share: Double
  }

  /// What the characteristic is called.
  public let name: String
  /// The attributes, in the order in which they were passed.
  public let attributes: [Attribute]

  /// The most points to be had.
  public var highestPoints: Int { attributes.reduce(Int.min) { max($0, $1.points) } }

  /// The mean points of all leads.
  public var meanPoints: Double {
    let shares = attributes.reduce(0) { $0 + $1.share }
    guard shares > 0 else { return 0 }
    return attributes.reduce(0) { $0 + $1.share * Double($1.points) } / shares
  }
}

/// A logistic model as a sheet of whole points that anybody can add up.
public struct Scorecard: Sendable, Equatable, Encodable {
  /// Where the points of a characteristic start.
  public enum Zero: String, Sendable, Equatable, Codable, CaseIterable {
    /// At a contribution of zero log odds: points may be negative.
    case asFitted
    /// At the worst attribute of each characteristic: points are never negative.
    case lowest
  }

  /// How log odds turn into points.
  public let scale: PointsScale
  /// The points everybody has.
  public let basePoints: Int
  /// The base points before rounding.
  public let exactBasePoints: Double
  /// The characteristics, in the order in which they were passed.
  public let characteristics: [Characteristic]

  /// Turns contributions to log odds into points.
  ///
  /// Each attribute is rounded on its own; what leads lose or gain by that on average goes into the
  /// base points, so that the mean total is off by half a point at most.
  ///
  /// - Parameters:
  ///   - scale: How log odds turn into points.
  ///   - intercept: The log odds of a lead whose contributions are all zero.
  ///   - characteristics: Names and attributes.
  ///   - zero: Where the points of a characteristic start.
  /// - Throws: ``ScorecardError/noAttributes(characteristic:)`` or
  ///   ``ScorecardError/contributionNotValid(characteristic:)``, which names "base" for the
  ///   intercept.
  public init(
    scale: PointsScale, intercept: Double,
    characteristics: [(name: String, attributes: [AttributeLogOdds])], zero: Zero = .asFitted
  ) throws(ScorecardError) {
    var base = scale.score(atLogOdds: intercept)
    var meanResidual = 0.0
    var made: [Characteristic] = []
    for (name, attributes) in characteristics {
      guard let lowest = attributes.map(\.logOdds).min() else {
        throw .noAttributes(characteristic: name)
      }
      let start = zero == .lowest ? lowest : 0
      let characteristic = Characteristic(
        name: name,
        attributes: try attributes.map { attribute throws(ScorecardError) in
          let exact = scale.factor * (attribute.logOdds - start)
          guard exact.magnitude < 1e12, 0...1 ~= attribute.share else {
            throw .contributionNotValid(characteristic: name)
          }
          return Characteristic.Attribute(
            label: attribute.label, points: Int(exact.rounded()), exactPoints: exact,
            share: attribute.share)
        })
      base += scale.factor * start
      meanResidual += characteristic.meanResidual
      made.append(characteristic)
    }
    guard (base + meanResidual).magnitude < 1e15 else {
      throw .contributionNotValid(characteristic: "base")
    }
    self.scale = scale
    basePoints = Int((base + meanResidual).rounded())
    exactBasePoints = base
    self.characteristics = made
  }

  /// The total of a lead.
  ///
  /// - Parameter attributes: For each characteristic, the index of the lead's attribute.
  /// - Returns: Base points and the points of the attributes.
  public func points(_ attributes: [Int]) -> Int {
    precondition(
      attributes.count == characteristics.count,
      "\(attributes.count) attributes of \(characteristics.count) characteristics")
    return zip(characteristics, attributes).reduce(basePoints) {
      $0 + $1.0.attributes[$1.1].points
    }
  }

  /// The total of a lead before rounding: offset + factor · log odds.
  public func exactScore(_ attributes: [Int]) -> Double {
    precondition(
      attributes.count == characteristics.count,
      "\(attributes.count) attributes of \(characteristics.count) characteristics")
    return zip(characteristics, attributes).reduce(exactBasePoints) {
      $0 + $1.0.attributes[$1.1].exactPoints
    }
  }

  /// The largest distance between points and exact score that any lead can have, whatever its
  /// attributes.
  public var largestPossibleError: Double {
    var low = Double(basePoints) - exactBasePoints
    var high = low
    for characteristic in characteristics {
      let errors = characteristic.attributes.map { Double($0.points) - $0.exactPoints }
      low += errors.reduce(.infinity, min)
      high += errors.reduce(-.infinity, max)
    }
    return max(low.magnitude, high.magnitude)
  }
}

extension Characteristic {
  /// What rounding takes from leads on average.
  fileprivate var meanResidual: Double {
    let shares = attributes.reduce(0) { $0 + $1.share }
    guard shares > 0 else { return 0 }
    return attributes.reduce(0) { $0 + $1.share * ($1.exactPoints - Double($1.points)) } / shares
  }
}

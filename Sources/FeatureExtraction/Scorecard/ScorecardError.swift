/// What the caller of a binning or a scorecard may do wrong.
public enum ScorecardError: Error, Sendable, Equatable {
  /// There is nothing to bin.
  case noPrebins
  /// More prebins than the search is made for.
  case tooManyPrebins(Int, maximum: Int)
  /// A count is negative, infinite or not a number; ordinary prebins come first.
  case countNotValid(index: Int)
  /// All rows converted or none did: no bin tells more than another.
  case oneClass(events: Double, nonevents: Double)
  /// A rule lies outside its range.
  case ruleOutOfRange(name: String, value: Double)
  /// Arrays that describe the same rows differ in length.
  case lengthMismatch(Int, Int)
  /// Points to double the odds and the odds must be positive, all three numbers finite.
  case scaleNotValid(pointsToDoubleOdds: Double, odds: Double, points: Double)
  /// An attribute's log odds are not finite or its share is not in [0, 1], or the intercept is not
  /// finite, or points would be too large to count.
  case contributionNotValid(characteristic: String)
  /// A characteristic without attributes.
  case noAttributes(characteristic: String)
}

extension ScorecardError: CustomStringConvertible {
  /// The error on one line, with its numbers, for a person to read.
  public var description: String {
    switch self {
    case .noPrebins:
      "there is nothing to bin"
    case .tooManyPrebins(let count, let maximum):
      "\(count) prebins are more than the \(maximum) that can be searched"
    case .countNotValid(let index):
      "the counts of prebin \(index) are not finite numbers of at least zero"
    case .oneClass(let events, let nonevents):
      "\(events) rows converted and \(nonevents) did not: binning needs rows of both kinds"
    case .ruleOutOfRange(let name, let value):
      "the binning rule \(name) cannot be \(value)"
    case .lengthMismatch(let left, let right):
      "\(left) values do not go with \(right) others"
    case .scaleNotValid(let pointsToDoubleOdds, let odds, let points):
      "no scale doubles the odds every \(pointsToDoubleOdds) points from \(points) at odds of \(odds)"
    case .contributionNotValid(let characteristic):
      "the log odds or shares of \"\(characteristic)\" cannot be turned into points"
    case .noAttributes(let characteristic):
      "the characteristic \"\(characteristic)\" has no attributes"
    }
  }
}

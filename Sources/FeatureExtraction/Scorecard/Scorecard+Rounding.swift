/// What rounding to whole points changes for the leads at hand.
public struct PointsRounding: Sendable, Equatable, Codable {
  /// The largest distance between points and exact score.
  public let largestError: Double
  /// The mean of points less exact score.
  public let meanError: Double
  /// Spearman's correlation of points and exact scores; `nil` if one of them ties all leads.
  public let rankCorrelation: Double?
}

extension Scorecard {
  /// Compares points with exact scores.
  ///
  /// - Parameter leads: For each lead and characteristic the index of the lead's attribute.
  /// - Returns: Errors and rank correlation; `nil` without leads.
  public func rounding(for leads: [[Int]]) -> PointsRounding? {
    guard !leads.isEmpty else { return nil }
    let points = leads.map { Double(self.points($0)) }
    let exact = leads.map(exactScore)
    let errors = zip(points, exact).map { $0 - $1 }
    return PointsRounding(
      largestError: errors.reduce(0) { max($0, $1.magnitude) },
      meanError: errors.reduce(0, +) / Double(errors.count),
      rankCorrelation: Self.correlation(Self.centredRanks(points), Self.centredRanks(exact)))
  }

  /// The distance of each value's mid-rank from the middle rank.
  private static func centredRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let rank = Double(start + end - values.count) / 2
      for position in start..<end { ranks[order[position]] = rank }
      start = end
    }
    return ranks
  }

  private static func correlation(_ left: [Double], _ right: [Double]) -> Double? {
    func product(_ left: [Double], _ right: [Double]) -> Double {
      zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let squares = product(left, left) * product(right, right)
    guard squares > 0 else { return nil }
    return min(1, max(-1, product(left, right) / squares.squareRoot()))
  }
}

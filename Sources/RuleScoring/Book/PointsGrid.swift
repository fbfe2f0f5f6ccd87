internal import YAMLDocuments

/// Leads on a grid of fit and engagement, such as A1 for the best of both and C3 for the least.
///
/// Fit is the points of explicit and implicit groups, engagement those of behavioural ones.
public struct PointsGrid: Sendable, Equatable {
  /// The classes of fit from best to least; the last takes the rest.
  public let fit: [PointsTier]
  /// The classes of engagement from best to least; the last takes the rest.
  public let engagement: [PointsTier]

  /// The grid of `{fit: {A: 30, B: 15}, engagement: {1: 40, 2: 15}}`, nil when there is none.
  ///
  /// Where the last class has a threshold, the next letter or digit takes the rest.
  ///
  /// - Throws: a problem for other keys and for thresholds that do not fall.
  static func read(_ node: YAMLNode?) throws(ConfigurationProblem) -> PointsGrid? {
    guard let node else { return nil }
    let axes = try node.mapping()
    try axes.allow(only: ["fit", "engagement"])
    return PointsGrid(
      fit: try classes(axes.required("fit")),
      engagement: try classes(axes.required("engagement")))
  }

  private static func classes(_ node: YAMLNode) throws(ConfigurationProblem) -> [PointsTier] {
    let classes = try PointsTier.read(node)
    guard let last = classes.last, last.threshold > -.infinity else { return classes }
    guard let name = last.name.next, !classes.contains(where: { $0.name == name }) else {
      throw node.problem(RuleBookFlaw.gridWithoutRest(last.name))
    }
    return classes + [PointsTier(name: name, threshold: -.infinity, place: node.place)]
  }

  /// The cell of a lead, such as `B2`.
  func cell(fit fitPoints: Double, engagement engagementPoints: Double) -> String {
    (fit.first { fitPoints >= $0.threshold }?.name ?? "")
      + (engagement.first { engagementPoints >= $0.threshold }?.name ?? "")
  }
}

extension String {
  /// The letter or digit after this one: C after B, 3 after 2; nil for other texts and for Z and 9.
  fileprivate var next: String? {
    guard unicodeScalars.count == 1, let scalar = unicodeScalars.first,
      "ABCDEFGHIJKLMNOPQRSTUVWXYabcdefghijklmnopqrstuvwxy012345678".unicodeScalars.contains(scalar)
    else { return nil }
    return Unicode.Scalar(scalar.value + 1).map { String(Character($0)) }
  }
}

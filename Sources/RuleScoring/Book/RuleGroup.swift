public import Tables

/// Rules about one subject, whose points are added up and kept within limits together.
public struct RuleGroup: Sendable {
  /// The name, different from all other groups'.
  public let name: String
  /// Where the group starts in the file.
  public let place: Place
  /// The kind of data the rules judge.
  public let kind: RuleKind
  /// Whether only the first rule that applies gives points; otherwise all that apply do.
  public let firstMatch: Bool
  /// The most points the group can give, nil for no limit.
  public let cap: Double?
  /// The fewest points the group can give, nil for no limit.
  public let floor: Double?
  /// The rules in the order of the file; bands are rules from the lowest to the highest.
  public let rules: [Rule]
  /// The bands the rules were made of, empty when they were written as rules.
  let bands: [Band]

  init(
    name: String, place: Place, kind: RuleKind, firstMatch: Bool, cap: Double?, floor: Double?,
    rules: [Rule], bands: [Band]
  ) {
    self.name = name
    self.place = place
    self.kind = kind
    self.firstMatch = firstMatch
    self.cap = cap
    self.floor = floor
    self.rules = rules
    self.bands = bands
  }

  /// The fewest points a lead can get: `-infinity` when a negative rule counts every event.
  var minimum: Double {
    let losses = rules.filter { $0.points < 0 }.map { $0.countsEach ? -.infinity : $0.points }
    let sum = firstMatch ? losses.min() ?? 0 : losses.reduce(0, +)
    return max(min(sum, cap ?? .infinity), floor ?? -.infinity)
  }
}

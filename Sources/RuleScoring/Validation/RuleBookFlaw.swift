internal import Tables

/// What can be wrong with a points table beyond its YAML.
public enum RuleBookFlaw: Sendable, Equatable {
  /// A list or mapping of this key that needs an element has none.
  case nothingIn(String)
  /// A group has neither rules nor bands.
  case groupWithoutRules
  /// A second group of the same name; the first starts on the given line.
  case duplicateGroup(String, firstLine: Int)
  /// A rule or a stage that asks nothing of a lead.
  case noCondition
  /// Two keys of which only one may be given.
  case notTogether(String, String)
  /// A key that means something only beside `event`.
  case needsEvent(String)
  /// `times` that does not begin at a whole number from 1.
  case timesBelowOne
  /// A straight decay that loses less than a thousandth in its time.
  case decaysTooSlowly
  /// The last class of a grid has a threshold and no letter or digit follows its name.
  case gridWithoutRest(String)
  /// Points, a limit or a threshold beyond a million either way.
  case tooManyPoints(Double)
  /// A cap below the floor of the same group.
  case capBelowFloor(cap: Double, floor: Double)
  /// A key under `bands` that writes no range.
  case notABand(String)
  /// Two bands that share numbers.
  case overlap(String, String)
  /// Numbers between two bands that belong to neither.
  case gap(String, String, from: Double, to: Double)
  /// Two rules of a group, in words, that both give points to numbers from one limit to another.
  case rangesOverlap(String, String, from: Double, to: Double)
  /// Numbers between two rules of a group, in words, that meet neither.
  case rangesLeaveGap(String, String, above: Double, below: Double)
  /// A rule of a first-match group whose numbers an earlier rule takes all.
  case neverReached(String, behind: String)
  /// A range whose lower limit is above its upper.
  case emptyRange(min: Double, max: Double)
  /// `present` among other values.
  case presentInList
  /// A tier whose threshold is not below that of the tier before.
  case risingThreshold(tier: String, threshold: Double, above: String, aboveThreshold: Double)
  /// `rest` or `otherwise` anywhere but at the end, at the named tier or stage.
  case notLast(String, in: String)
  /// Leads can have fewer points than the lowest tier asks for.
  case belowLastTier(String, threshold: Double)
  /// A column the leads do not have.
  case unknownColumn(String, nearest: String?)
  /// An event nobody has done.
  case unknownEvent(String, nearest: String?)
  /// A rule or stage about events, and leads without events.
  case eventsMissing(rule: String)
  /// A range over a column of moments.
  case rangeOfMoments(String)
}

extension RuleBookFlaw: CustomStringConvertible {
  /// The flaw in words, without its place.
  public var description: String {
    switch self {
    case .nothingIn(let key): "nothing in \(key.named)"
    case .groupWithoutRules: "a group needs \"rules\", or \"column\" and \"bands\""
    case .duplicateGroup(let name, let line): "group \(name.named) exists already, on line \(line)"
    case .noCondition:
      "asks nothing of a lead: give \"when\", \"event\", \"no_event\", \"all\", \"any\" or \"not\""
    case .notTogether(let one, let other): "\(one.named) and \(other.named) exclude each other"
    case .needsEvent(let key): "\(key.named) means something only beside \"event\""
    case .timesBelowOne:
      "\"times\" begins at a whole number from 1; for none at all write \"no_event\""
    case .decaysTooSlowly: "a decay that loses less than 0.1 % in its time is none: leave it out"
    case .gridWithoutRest(let name):
      "the classes end at \(name.named) with a threshold: add one more with \"rest\""
    case .tooManyPoints(let points): "\(points.shortText) points are more than a million"
    case .capBelowFloor(let cap, let floor):
      "cap \(cap.shortText) is below floor \(floor.shortText)"
    case .notABand(let key): "\(key.named) is not a band: write 1-49, 1000+ or <10"
    case .overlap(let one, let other): "bands \(one.named) and \(other.named) overlap"
    case .gap(let one, let other, let from, let to):
      "numbers from \(from.shortText) to below \(to.shortText) are in no band,"
        + " between \(one.named) and \(other.named)"
    case .rangesOverlap(let one, let other, let from, let to):
      "\(one.named) and \(other.named) both give points to "
        + (from == to ? from.shortText : "\(from.shortText) to \(to.shortText)")
        + ": end one before the other begins, or set \"first_match: true\""
    case .rangesLeaveGap(let one, let other, let above, let below):
      "numbers above \(above.shortText) and below \(below.shortText) meet no rule,"
        + " between \(one.named) and \(other.named)"
    case .neverReached(let rule, let earlier):
      "\(rule.named) is never reached: \(earlier.named) comes first and takes all its numbers"
    case .emptyRange(let min, let max): "min \(min.shortText) is above max \(max.shortText)"
    case .presentInList: "\"present\" stands alone, not in a list of values"
    case .risingThreshold(let tier, let threshold, let above, let aboveThreshold):
      "tier \(tier.named) at \(threshold.shortText) is not below"
        + " \(above.named) at \(aboveThreshold.shortText)"
    case .notLast(let word, let name): "only the last can be \"\(word)\", not \(name.named)"
    case .belowLastTier(let tier, let threshold):
      "leads below \(threshold.shortText) points are in no tier: write \(tier.displayed()): rest"
    case .unknownColumn(let name, let nearest): "no column \(name.named)\(nearest.question)"
    case .unknownEvent(let name, let nearest): "no lead has event \(name.named)\(nearest.question)"
    case .eventsMissing(let rule):
      "\(rule.named) needs events, and these leads have none:"
        + " give an events table or leave the rule out"
    case .rangeOfMoments(let name): "column \(name.named) holds moments, not numbers"
    }
  }
}

extension String {
  fileprivate var named: String { "\"\(displayed())\"" }
}

extension String? {
  fileprivate var question: String { map { " (did you mean \($0.named)?)" } ?? "" }
}

internal import Tables

/// What can be wrong with a project file beyond its YAML.
public enum ProjectFlaw: Sendable, Equatable {
  /// A place that scores are written to already.
  case writtenTwice(String)
  /// A time zone that the IANA database does not know.
  case unknownTimeZone(String)
  /// A pattern of moments without year, month and day, or with a field twice.
  case notATimeFormat(String)
  /// A mark of a file's format that is not one ASCII character.
  case notOneCharacter(String)
  /// Two keys of which only one may be given.
  case notTogether(String, String)
  /// A key that means something only beside another.
  case needs(String, beside: String)
  /// A smallest number above the largest.
  case nothingBetween(String, String)
  /// A list or mapping of this key that needs an element has none.
  case nothingIn(String)
  /// A value of the status that is both won and lost.
  case wonAndLost(String)
  /// A value of the status that is open and won or lost.
  case openAndSettled(String)
  /// A text in the place of a tier.
  case notATier(String)
  /// A tier after the one that takes the rest.
  case restNotLast(String)
  /// A tier that holds no leads because the one before it reaches as low.
  case tierNotBelow(String, above: String)
  /// A number outside the range of its key.
  case outOfRange(String)
  /// Bin edges that do not increase.
  case edgesNotIncreasing
  /// A feature entry without `column` and `event`.
  case noFeature
  /// An event entry that measures nothing.
  case noMeasure
  /// Windows of a trend that are not a shorter and a longer one.
  case notATrend
  /// A sequence of fewer than two named events.
  case notASequence
  /// A feature of a name that is already taken, in the given line.
  case duplicateFeature(String, firstLine: Int)
  /// A feature or a rule of the project that needs a section which is not there.
  case sectionMissing(String)
  /// A column that the source does not have.
  case noColumn(String, source: String, nearest: String?)
  /// A column that would have to be read in two ways.
  case readTwoWays(String)
  /// A column of events that is to name the lead and to tell events apart.
  case leadAsEventIdentifier(String)
  /// A level that is listed twice.
  case repeated(String)
  /// An order of fewer than two levels.
  case notAnOrder
  /// A phrase of job titles without a letter or a digit.
  case noPhrase(String)
  /// A currency that is not a code of three capital letters.
  case notACurrency(String)
  /// A parser that cannot follow a field which changes.
  case parserOfChanging(String, field: String)
  /// A feature from a column of moments.
  case momentsAsFeature(String)
}

extension ProjectFlaw: CustomStringConvertible {
  /// The flaw in words, without its place.
  public var description: String {
    switch self {
    case .writtenTwice(let place): "\(place.shown) is written to already"
    case .unknownTimeZone(let name):
      "\(name.shown) is no time zone; write one of the IANA database, such as Europe/Berlin"
    case .notATimeFormat(let text):
      "\(text.shown) is no form of a moment; write iso8601, epoch_s, epoch_ms or a pattern"
        + " such as dd-MM-yyyy HH:mm or M/d/yyyy h:mm a"
    case .notOneCharacter(let text): "\(text.shown) is not one character"
    case .notTogether(let one, let other): "\(one.shown) and \(other.shown) exclude each other"
    case .needs(let key, let other): "\(key.shown) means something only beside \(other.shown)"
    case .nothingBetween(let low, let high): "nothing lies between \(low) and \(high)"
    case .nothingIn(let key): "nothing in \(key.shown)"
    case .wonAndLost(let value): "\(value.shown) is both won and lost"
    case .openAndSettled(let value): "\(value.shown) is both open and won or lost"
    case .notATier(let text):
      "\(text.shown) is no tier; write {top: 10%}, {leads: 200}, {probability: 0.2}, {score: 75}"
        + " or rest"
    case .restNotLast(let name): "nothing is left after tier \(name.shown), which takes the rest"
    case .tierNotBelow(let name, let above):
      "tier \(name.shown) is empty: tier \(above.shown) before it reaches as low"
    case .outOfRange(let number): "\(number) is out of range"
    case .edgesNotIncreasing: "the edges of bins have to increase"
    case .noFeature: "no feature: give \"column\", \"event\" or \"sequence\""
    case .noMeasure:
      "nothing to measure: give \"count\", \"days\", \"recency\", \"trend\", \"rate\", \"sum\","
        + " \"half_life\", \"linear_decay\", \"distinct\", \"sessions\", \"first_touch\","
        + " \"last_touch\" or \"not_within\""
    case .notATrend: "a trend compares a shorter window with a longer one: [7d, 30d]"
    case .notASequence: "a sequence is two or more events in order: [pricing_view, demo_request]"
    case .duplicateFeature(let name, let line):
      "feature \(name.shown) is already declared in line \(line); give one of them a name"
    case .sectionMissing(let key): "needs the section \(key.shown), which is missing"
    case .noColumn(let name, let source, let nearest):
      "\(source.displayed(limit: 4096)) has no column \(name.shown)"
        + (nearest.map { " (did you mean \($0.shown)?)" } ?? "")
    case .readTwoWays(let name):
      "column \(name.shown) is used in two ways that exclude each other, as a moment and as a number"
        + " for instance"
    case .leadAsEventIdentifier(let name):
      "column \(name.shown) names the lead, so it cannot tell events apart: all but the first event of"
        + " a lead would count as delivered twice; leave \"id\" out"
    case .repeated(let text): "\(text.shown) is listed twice"
    case .notAnOrder: "an order lists two or more levels from the lowest: [low, medium, high]"
    case .noPhrase(let text): "\(text.shown) has no letter and no digit; it is no phrase of a title"
    case .notACurrency(let text):
      "\(text.shown) is no code of a currency; write three capital letters, such as EUR"
    case .parserOfChanging(let parser, let name):
      "\"parse: \(parser)\" cannot follow column \(name.shown), which has a history"
    case .momentsAsFeature(let name):
      "column \(name.shown) holds moments, which are no features; use parse: date, or events"
    }
  }
}

extension String {
  fileprivate var shown: String { "\"\(displayed())\"" }
}

public import FeatureExtraction
public import ScoringModel
import Tables

/// What a model knows of a lead in words that a salesperson understands: `3 demo requests in 14
/// days, typically 0`.
public struct LeadSentences: Sendable {
  private let meanings: [String: FeatureMeaning]
  private let features: [String: Feature]

  /// The sentences of a model's features.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - meanings: What the features of a project are about; without them features go by their names.
  public init(of model: ScoringModel, meanings: [FeatureMeaning] = []) {
    self.meanings = Dictionary(meanings.map { ($0.feature, $0) }) { first, _ in first }
    features = Dictionary(model.extractor.features.map { ($0.name, $0) }) { first, _ in first }
  }

  /// What a feature is called.
  public func name(of feature: String) -> String {
    guard let meaning = meanings[feature], meaning.measure != nil else { return feature.asWords }
    return EventWords(meaning.events).plural
  }

  /// What speaks for and against a lead, one fact per column or events, the strongest first.
  ///
  /// Features of one source often share an effect, so they are told together: the sum says how
  /// much, and the feature that pulls hardest in its direction says what.
  public func facts(of lead: ScoredLead) -> [LeadFact] {
    let origins = Array(meanings.values)
    return lead.totals(bySource: origins).compactMap { total in
      let strongest = lead.contributions.filter {
        $0.source(origins: meanings) == total.name && $0.logOdds * total.logOdds > 0
      }.max { ($0.logOdds.magnitude, $1.feature) < ($1.logOdds.magnitude, $0.feature) }
      return strongest.map {
        LeadFact(source: total.name, logOdds: total.logOdds, sentence: sentence(for: $0))
      }
    }
  }

  /// The fact behind a contribution, with what is typical of past leads.
  public func sentence(for contribution: ScoredLead.Contribution) -> String {
    if let meaning = meanings[contribution.feature], let measure = meaning.measure,
      case .numeric(let encoding)? = features[contribution.feature]?.encoding
    {
      return EventSentence(
        measure: measure, events: EventWords(meaning.events), number: contribution.number,
        typical: encoding.typicalValue
      ).text
    }
    let name = contribution.feature.asWords
    guard let feature = features[contribution.feature] else {
      return "\(name): \(contribution.value)"
    }
    if case .numeric(let encoding) = feature.encoding {
      guard let number = contribution.number else { return absent(name, contribution.kind) }
      return "\(name): \(number.spoken), typically \(encoding.typicalValue.roughly)"
    }
    if contribution.value == CategoricalEncoding.missingLabel {
      if let meaning = meanings[contribution.feature], meaning.measure == .recency {
        return "no \(EventWords(meaning.events).singular) so far"
      }
      return absent(name, contribution.kind)
    }
    let share = (0..<(feature.codeCount ?? 0))
      .first { feature.label($0) == contribution.value }
      .map { feature.shares[$0] }
    let asOthers = share.map { ", as \($0.spokenShare) of past leads" } ?? ""
    if let meaning = meanings[contribution.feature], let measure = meaning.measure {
      let what = measure.phrase(of: EventWords(meaning.events))
      return "\(what): \(contribution.value == "up to 0" ? "none" : contribution.value)\(asOthers)"
    }
    return "\(name): \(contribution.value)\(asOthers)"
  }

  private func absent(_ name: String, _ kind: FeatureKind) -> String {
    kind == .explicit ? "\(name): not given" : "\(name): not known"
  }
}

/// What one column, or events of some names, say of a lead.
public struct LeadFact: Sendable, Equatable {
  /// The column or the events.
  public let source: String
  /// What its features add to the log odds together.
  public let logOdds: Double
  /// The strongest of them in words.
  public let sentence: String
}

extension ScoredLead.Contribution {
  /// The column or the events it comes from; of two columns, both.
  func source(origins: [String: FeatureMeaning]) -> String {
    var names: [String] = []
    for column in columns {
      let name = origins[column]?.source ?? column
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: " × ")
  }
}

extension EventMeasure {
  /// What is measured, in words, where only a range of the measure is known.
  fileprivate func phrase(of events: EventWords) -> String {
    switch self {
    case .count(let window): "\(events.plural) in \(window.spoken)"
    case .activeDays(let window): "days with \(events.plural) in \(window.spoken)"
    case .recency: "days since the last \(events.singular)"
    case .trend: "\(events.plural) lately against before"
    case .rate(let others, let window), .shrunkRate(let others, let window):
      "\(events.plural) per \(EventWords(others).singular) in \(window.spoken)"
    case .decayed, .linearlyDecayed: "\(events.plural), old ones counting less"
    case .sum(let window): "sum of \(events.plural) in \(window.spoken)"
    case .distinct(let column, let window):
      "different \(column.asWords.asPlural) of \(events.plural) in \(window.spoken)"
    case .sessions(_, let window): "sessions of \(events.plural) in \(window.spoken)"
    case .sessionHours(_, let window): "hours in sessions of \(events.plural) in \(window.spoken)"
    case .firstTouch(let column): "\(column.asWords) of the first \(events.singular)"
    case .lastTouch(let column): "\(column.asWords) of the last \(events.singular)"
    case .absent(let window): "no \(events.plural) in \(window.spoken)"
    case .sequence(let span): "\(events.inOrder) within \(span.spoken)"
    }
  }
}

/// A measure of events as a sentence.
private struct EventSentence {
  let measure: EventMeasure
  let events: EventWords
  let number: Double?
  let typical: Double

  /// The usual count; a count of none where none is usual is not told twice.
  private var comparison: String {
    let usual = typical.countedRoughly
    return (number ?? 0) == 0 && usual == 0.0.countedRoughly
      ? "as is typical" : "typically \(usual)"
  }

  var text: String {
    switch measure {
    case .count(let window):
      "\(counted) in \(window.spoken), \(comparison)"
    case .activeDays(let window):
      (number ?? 0) == 0
        ? "no \(events.plural) in \(window.spoken), \(comparison)"
        : "\(events.plural) on \((number ?? 0).spoken) of \(window.spoken), typically"
          + " \(typical.countedRoughly)"
    case .recency: last
    case .trend: trend
    case .rate(let others, let window), .shrunkRate(let others, let window):
      rate(EventWords(others), window)
    case .decayed, .linearlyDecayed:
      "\(events.plural), old ones counting less: \((number ?? 0).roughly), typically"
        + " \(typical.roughly)"
    case .sum(let window):
      "\(events.plural): \((number ?? 0).roughly) in all in \(window.spoken), typically"
        + " \(typical.roughly)"
    case .distinct(let column, let window):
      "\(events.plural) with \((number ?? 0).spoken) different \(column.asWords.asPlural) in"
        + " \(window.spoken), typically \(typical.countedRoughly)"
    case .sessions(_, let window):
      "\((number ?? 0).spoken) sessions of \(events.plural) in \(window.spoken), typically"
        + " \(typical.countedRoughly)"
    case .sessionHours(_, let window):
      "\((number ?? 0).roughly) hours in sessions of \(events.plural) in \(window.spoken), typically"
        + " \(typical.roughly)"
    case .firstTouch(let column): "\(column.asWords) of the first \(events.singular)"
    case .lastTouch(let column): "\(column.asWords) of the last \(events.singular)"
    case .absent(let window):
      number == 0
        ? "\(events.plural) in \(window.spoken)" : "no \(events.plural) in \(window.spoken)"
    case .sequence(let span):
      (number ?? 0) == 0
        ? "not \(events.inOrder) within \(span.spoken)" : "\(events.inOrder) within \(span.spoken)"
    }
  }

  private var counted: String {
    guard let number, number != 0 else { return "no \(events.plural)" }
    return "\(number.spoken) \(number == 1 ? events.singular : events.plural)"
  }

  private var last: String {
    guard let number else { return "no \(events.singular) so far" }
    return "last \(events.singular) \(number.spokenAge), typically \(typical.spokenAge)"
  }

  private var trend: String {
    guard let number, number.magnitude > 0.1 else {
      return "as many \(events.plural) lately as before"
    }
    return "\(number > 0 ? "more" : "fewer") \(events.plural) lately than before"
  }

  private func rate(_ others: EventWords, _ window: TimeSpan) -> String {
    guard let number else { return "no \(others.singular) in \(window.spoken)" }
    return "\(events.plural) per \(others.singular) in \(window.spoken): \(number.spokenShare),"
      + " typically \(typical.spokenShare)"
  }
}

/// The names of events as English words.
struct EventWords {
  let singular, plural: String
  /// The names one after the other.
  let inOrder: String

  /// The words for events any of which counts; many together are activities.
  init(_ names: [String]) {
    let isMany = names.count > 3
    singular = isMany ? "activity" : names.map(\.asWords).joined(separator: " or ")
    inOrder = names.map(\.asWords).joined(separator: ", then ")
    plural = isMany ? "activities" : names.map(\.asWords.asPlural).joined(separator: " or ")
  }
}

extension String {
  /// A name as it is said: `accounts.annual_revenue` is “annual revenue”.
  var asWords: String {
    let own = hasPrefix("accounts.") ? dropFirst("accounts.".count) : self[...]
    let words = own.split { $0 == "_" || $0 == "." }
    return words.isEmpty ? self : words.joined(separator: " ")
  }

  /// The plural by the rules of English spelling; names that are no nouns stay as they are.
  var asPlural: String {
    let endings = ["attended", "viewed", "opened", "clicked", "sent", "requested"]
    if hasSuffix("s") || endings.contains(where: hasSuffix) { return self }
    if hasSuffix("y"), let before = dropLast().last, !"aeiou".contains(before) {
      return dropLast() + "ies"
    }
    return ["x", "ch", "sh", "z"].contains(where: hasSuffix) ? self + "es" : self + "s"
  }
}

extension Double {
  /// A number as it is said: with thousands apart, whole or with few decimals.
  var spoken: String {
    guard magnitude < 1e15 else { return description }
    guard magnitude >= 1000 else { return shownText }
    let digits = Array(String(Int(magnitude.rounded())))
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number of which two digits matter.
  var roughly: String {
    if magnitude >= 9.95 { return rounded().spoken }
    let tenths = (self * 10).rounded() / 10
    return tenths == 0 ? "0" : tenths.spoken
  }

  /// A typical count; below one half most have none.
  var countedRoughly: String { self < 0.5 ? "none" : rounded().spoken }

  /// Days that have passed, as they are said.
  var spokenAge: String {
    if self < 1 { return "less than a day ago" }
    let days = Int(min(self, 1e9))
    return days == 1 ? "1 day ago" : "\(days) days ago"
  }

  /// A share in per cent.
  var spokenShare: String { self > 0 && self < 0.01 ? "under 1 %" : "\((self * 100).fixed(0)) %" }
}

extension TimeSpan {
  /// The span as it is said: `7 days`.
  var spoken: String {
    days == days.rounded() ? (days == 1 ? "1 day" : "\(days.spoken) days") : description
  }
}

public import CustomerProfile
import Evaluation
import FeatureExtraction
import Tables

/// The ideal customer as a page that marketing can write rules by.
public struct ProfileReport: Sendable {
  /// The profile.
  public let profile: CustomerProfile
  /// What the page says of itself.
  public let facts: ReportFacts

  /// The report of a profile.
  public init(_ profile: CustomerProfile, facts: ReportFacts) {
    self.profile = profile
    self.facts = facts
  }

  /// The ideal customer in one sentence: what stands out most of each kind of data.
  public var verdict: String {
    let parts = FeatureKind.allCases.compactMap { kind in
      // What stands for all the rest says nothing that a rule could ask for.
      profile.attractive.first { $0.kind == kind && !$0.level.hasPrefix("(") }.map {
        "\($0.feature.spokenName.displayed(limit: 80)) \($0.level.displayed(limit: 80)) "
          + "(\($0.lift.decimals(1))×)"
      }
    }
    guard !parts.isEmpty else {
      return "Nothing sets leads that converted apart from the others."
    }
    return "Customers stand out by \(parts.joined(separator: ", ")): so many times the average "
      + "conversion rate of \(profile.baseRate.percent())."
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    let sections: [Section?] = [
      .profileLevels(profile), .personas(profile), .profileEvidence(profile), .profileLimits,
    ]
    return Page(
      kind: "Ideal customer profile", facts: facts,
      summary: Markup(joining: [
        VerdictList(verdicts: [(profile.attractive.isEmpty ? .check : .good, verdict)]).markup,
        keyNumbers.markup,
      ]), sections: sections.compactMap { $0 }
    ).html()
  }

  private var keyNumbers: KeyNumbers {
    KeyNumbers(numbers: [
      .init(
        name: "Leads", value: profile.leads.grouped,
        note: "\(profile.converted.grouped) converted"),
      .init(name: "Conversion rate", value: profile.baseRate.percent(), note: "of all leads"),
      .init(
        name: "Stand out", value: "\(profile.attractive.count)",
        note: "of \(profile.levels.count.grouped) levels speak for a conversion"),
      .init(
        name: "Warn", value: "\(profile.unattractive.count)", note: "speak against one"),
      .init(
        name: "Personas", value: "\(profile.personas?.groups.count ?? 0)",
        note: "groups of customers"),
    ])
  }
}

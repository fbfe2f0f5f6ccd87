public import Monitoring
import Tables

/// A night whose scores were held back as a page: why, which scores stay, and what to do.
public struct HeldNightPage: Sendable {
  /// One reason to hold the scores, and where to look for its cause.
  public struct Reason: Sendable {
    /// What was found, in one line.
    public let finding: String
    /// What to look at first.
    public let advice: String

    /// A reason with its advice.
    public init(finding: String, advice: String) {
      self.finding = finding
      self.advice = advice
    }
  }

  /// A number of tonight beside that of the last accepted night.
  public struct Comparison: Sendable {
    /// What is counted.
    public let name: String
    /// Its value tonight and before, as they are to be shown.
    public let tonight, before: String

    /// A number of both nights.
    public init(name: String, tonight: String, before: String) {
      self.name = name
      self.tonight = tonight
      self.before = before
    }
  }

  /// Why the scores were held back.
  public let reasons: [Reason]
  /// The moment of the scores that stay; nil when there are none.
  public let kept: String?
  /// Tonight beside the last accepted night.
  public let comparisons: [Comparison]
  /// How the leads compare with those of training and of earlier runs.
  public let monitoring: MonitoringReport
  /// The command that writes the scores all the same.
  public let command: String
  /// What the page says of itself.
  public let facts: ReportFacts

  /// The page of a night.
  public init(
    reasons: [Reason], kept: String?, comparisons: [Comparison], monitoring: MonitoringReport,
    command: String, facts: ReportFacts
  ) {
    self.reasons = reasons
    self.kept = kept
    self.comparisons = comparisons
    self.monitoring = monitoring
    self.command = command
    self.facts = facts
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    Page(
      kind: "A night that was held back", facts: facts,
      summary: VerdictList(
        verdicts: reasons.map { (.stop, $0.finding) } + [(.good, stays)]
      ).markup,
      sections: [toDo, beside, .monitorDigest(monitoring), .monitorChecks(monitoring)]
    ).html()
  }

  private var stays: String {
    kept.map { "Nothing was written: the scores of \($0) stay where they are." }
      ?? "Nothing was written: there are no scores, as no night was accepted before."
  }

  private var toDo: Section {
    Section(
      "todo", heading: "What to do",
      Markup(
        points: reasons.map { ("Look for the cause", "\($0.advice)") } + [
          (
            "Then run it again",
            "The same moment: a run takes the place of the one that was held, and nothing counts twice."
          ),
          (
            "If tonight is right all the same",
            "\(command) writes these scores, and the record says that the gate was overruled."
          ),
        ]))
  }

  private var beside: Section {
    let table = DataTable(
      caption: "Tonight beside the last accepted night",
      columns: [.text("What"), .number("Tonight"), .number("Before")],
      rows: comparisons.map { [$0.name, $0.tonight, $0.before] })
    return Section("beside", heading: "What has changed", table.markup)
  }
}

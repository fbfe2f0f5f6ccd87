public import Evaluation

/// Two rankings of the same leads as a page: who wins, by how much, and on whom they disagree.
///
/// The challenger is usually the model and the reference the rules in use.
public struct ComparisonReport: Sendable {
  /// The comparison.
  public let comparison: RankingComparison
  /// The ranking put to the test: its name, and its gains where they are to be drawn.
  public let challenger: GainsCurve
  /// The ranking compared with.
  public let reference: GainsCurve
  /// The name of the rule book; nil when no rules take part.
  public let ruleBook: String?
  /// The comparison taken apart; nil leaves its section out.
  public let details: ComparisonDetails?
  /// What the comparison comes to, in a sentence.
  public let verdict: String
  /// What the page says of itself.
  public let facts: ReportFacts

  /// The report of a comparison.
  ///
  /// - Parameters:
  ///   - comparison: The comparison.
  ///   - challenger: The name of the ranking put to the test, and its gains; no points, no chart.
  ///   - reference: The same of the ranking compared with.
  ///   - ruleBook: The name of the rule book.
  ///   - details: The comparison taken apart by tier, month and segment, and with others.
  ///   - verdict: What the comparison comes to, in a sentence.
  ///   - facts: What the page says of itself.
  public init(
    _ comparison: RankingComparison, of challenger: GainsCurve, with reference: GainsCurve,
    ruleBook: String? = nil, details: ComparisonDetails? = nil, verdict: String, facts: ReportFacts
  ) {
    self.comparison = comparison
    self.challenger = challenger
    self.reference = reference
    self.ruleBook = ruleBook
    self.details = details
    self.verdict = verdict
    self.facts = facts
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    let verdicts = VerdictList(verdicts: [(comparison.verdict.tone, verdict)])
    return Page(
      kind: "Comparison of two rankings", facts: facts,
      summary: Markup(joining: [verdicts.markup, keyNumbers.markup]),
      sections: [
        .yield(self), .swapSet(self),
      ] + (details.map { [.comparisonDetails($0, of: self)] } ?? []) + [
        .comparisonMethod(self), .comparisonLimits(self),
      ]
    ).html()
  }

  private var keyNumbers: KeyNumbers {
    let auc = comparison.auc
    return KeyNumbers(numbers: [
      .init(
        name: "Leads", value: comparison.rowCount.grouped,
        note: "\(comparison.conversionCount.grouped) converted"),
      .init(
        name: "AUC, \(challenger.name)", value: auc.challenger.value.decimals(3),
        note: "\(auc.challenger.interval.text(3)) (95 %)"),
      .init(
        name: "AUC, \(reference.name)", value: auc.reference.value.decimals(3),
        note: "\(auc.reference.interval.text(3)) (95 %)"),
      .init(
        name: "Difference", value: auc.value.signedDecimals(3),
        note: "\(auc.interval.signedText(3)) (95 %)"),
      .init(
        name: "Rank correlation", value: (comparison.rankCorrelation ?? .nan).decimals(2),
        note: "1 is the same order"),
    ])
  }
}

extension RankingVerdict {
  var tone: VerdictList.Tone {
    switch self {
    case .challengerWins: .good
    case .referenceWins, .noDifferenceShown: .check
    case .challengerHasNoPower: .stop
    }
  }
}

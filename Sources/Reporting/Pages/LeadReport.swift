import Evaluation
public import FeatureExtraction
public import Prediction
public import RuleScoring
public import ScoringModel

/// One lead as a page: how good it is, why, and what would make it better.
public struct LeadReport: Sendable {
  /// The lead.
  public let lead: ScoredLead
  /// The model that scored it.
  public let model: ScoringModel
  /// What the features are about; empty for a flat file.
  public let meanings: [FeatureMeaning]
  /// Which feature speaks for which factor.
  public let factors: FactorAssignment
  /// What the factors came to for past leads; nil where that was not kept.
  public let factorReference: FactorReference?
  /// What the rules give the lead as their first; nil without rules.
  public let points: RuleScores?
  /// What would move the lead to the next tier; nil when it is in the best, or nothing can change.
  public let nextTier: NextTier?
  /// Why its score moved; nil when it is not compared with an earlier time.
  public let move: LeadMove?
  /// What the page says of itself.
  public let facts: ReportFacts

  /// A move of the lead's score with the two times in words.
  public struct LeadMove: Sendable {
    /// The move.
    public let move: ScoreMove
    /// The first time and its model, as they are to be shown.
    public let from: String
    /// The second time and its model, as they are to be shown.
    public let to: String

    /// A move between two times.
    public init(_ move: ScoreMove, from: String, to: String) {
      self.move = move
      self.from = from
      self.to = to
    }
  }

  /// The report of a lead.
  public init(
    _ lead: ScoredLead, model: ScoringModel, meanings: [FeatureMeaning] = [],
    factors: FactorAssignment = FactorAssignment(), factorReference: FactorReference? = nil,
    points: RuleScores? = nil, nextTier: NextTier? = nil, move: LeadMove? = nil, facts: ReportFacts
  ) {
    self.lead = lead
    self.model = model
    self.meanings = meanings
    self.factors = factors
    self.factorReference = factorReference
    self.points = points
    self.nextTier = nextTier
    self.move = move
    self.facts = facts
  }

  /// The whole page, in UTF-8, with all text from data escaped.
  public func html() -> String {
    let sections: [Section?] = [
      .leadReasons(self), .nextTier(self), move.map { .move($0, sentences) },
      points.map { .rules($0, tier: lead.tier) }, .contributions(self), .leadLimits(self),
    ]
    return Page(
      kind: "One lead, explained", facts: facts,
      summary: Markup(joining: [
        VerdictList(lead.tier, tone: tone, sentence: verdict).markup, keyNumbers.markup,
      ]), sections: sections.compactMap { $0 }
    ).html()
  }

  /// The five factors of the lead, in log odds and as scores from 0 to 100.
  public var factorScores: [FactorScore] { lead.factorScores(factors, factorReference, in: model) }

  var sentences: LeadSentences { LeadSentences(of: model, meanings: meanings) }

  /// The probability that the model reports for log odds.
  public func probability(atLogOdds logOdds: Double) -> Double {
    model.probability(atLogOdds: logOdds)
  }

  /// The probability of the lead that all contributions count from.
  public var baseProbability: Double { model.probability(atLogOdds: lead.base) }

  /// The name of that lead.
  public var baseline: String {
    "the average of the \(model.training.rows.grouped) past leads the model learned from"
  }

  private var tone: VerdictList.Tone { lead.tier == model.tiers.first?.name ? .good : .check }

  private var verdict: String {
    let ratio = lead.probability / baseProbability
    let comparison =
      ratio >= 1.15
      ? "\(ratio.decimals(ratio < 10 ? 1 : 0)) times as likely to convert as the average lead"
      : ratio <= 0.87
        ? "\(ratio.decimals(2)) times as likely to convert as the average lead"
        : "about as likely to convert as the average lead"
    let told = sentences.facts(of: lead)
    let best = told.first { $0.logOdds > 0.005 }
    let worst = told.first { $0.logOdds < -0.005 }
    var text = "This lead is \(comparison)."
    if let best { text += " Most for it: \(best.sentence)." }
    if let worst { text += " Most against it: \(worst.sentence)." }
    return text
  }

  private var keyNumbers: KeyNumbers {
    var numbers = [
      KeyNumbers.Entry(
        name: "Probability", value: lead.probability.percent(),
        note: "\((lead.probabilityLow * 100).decimals(1))–\(lead.probabilityHigh.percent()) (95 %)"),
      KeyNumbers.Entry(
        name: "Score", value: "\(lead.score)",
        note: "of 100: better than \(lead.percentile.decimals(1)) % of past leads"),
      KeyNumbers.Entry(
        name: "Tier", value: lead.tier,
        note: "of " + model.tiers.map(\.name).joined(separator: ", ")),
      KeyNumbers.Entry(
        name: "Average lead", value: baseProbability.percent(), note: "from which reasons count"),
    ]
    if let points {
      numbers.append(
        KeyNumbers.Entry(
          name: "Rules", value: points.totals[0].pointsText,
          note: points.tier(0).map { "points, tier \($0.name)" } ?? "points"))
    }
    return KeyNumbers(numbers: numbers)
  }
}

extension Double {
  /// Points: whole where they are, otherwise with one decimal.
  var pointsText: String { decimals(self == rounded() ? 0 : 1) }
}

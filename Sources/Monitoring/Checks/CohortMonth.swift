public import Evaluation
import Tables

/// What became of the leads that were first scored in one month, model beside rules.
public struct CohortMonth: Sendable, Equatable, Codable {
  /// The month, `2026-03`.
  public let month: String
  /// How many leads there were.
  public let leads: Int
  /// How many converted.
  public let conversions: Int
  /// How many were to be expected by their scores.
  public let expected: Double
  /// The AUC of the scores; nil with too few conversions to tell.
  public let auc: ConfidenceInterval?
  /// The AUC of the points that the rules gave; nil where they gave none.
  public let rulesAUC: Double?
  /// The AUC of the model less that of the rules.
  public let difference: ConfidenceInterval?

  enum CodingKeys: String, CodingKey {
    case month, leads, conversions, expected, auc
    case rulesAUC = "rules_auc"
    case difference
  }

  init(month: String, _ leads: [(score: StoredScore, converted: Bool)]) {
    self.month = month
    self.leads = leads.count
    let outcomes = leads.map(\.converted)
    conversions = outcomes.count { $0 }
    let probabilities = leads.map(\.score.probability)
    expected = probabilities.reduce(0, +)
    let isJudged =
      min(conversions, leads.count - conversions) >= MonitorLimits.events.judge
    let ranking = try? RankedOutcomes(scores: probabilities, outcomes: outcomes)
    auc = isJudged ? ranking.map { AUC($0).interval } : nil
    let points = leads.compactMap(\.score.points)
    let comparison =
      isJudged && points.count == leads.count
      ? try? AUCDifference(reference: points, challenger: probabilities, outcomes: outcomes) : nil
    rulesAUC = comparison?.reference.value
    difference = comparison?.interval
  }

  /// Leads by the month of their scores, the oldest first.
  static func months(of leads: [(score: StoredScore, converted: Bool)]) -> [CohortMonth] {
    var months: [(name: String, leads: [(score: StoredScore, converted: Bool)])] = []
    for lead in leads.sorted(by: { ($0.score.asOf, $0.score.lead) < ($1.score.asOf, $1.score.lead) }
    ) {
      let name = String(lead.score.asOf.description.prefix(7))
      if months.last?.name != name { months.append((name, [])) }
      months[months.count - 1].leads.append(lead)
    }
    return months.map { CohortMonth(month: $0.name, $0.leads) }
  }
}

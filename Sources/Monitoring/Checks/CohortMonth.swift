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

  init(month: String, _ leads: ArraySlice<SettledScore>) {
    self.month = month
    self.leads = leads.count
    let outcomes = leads.map(\.converted)
    conversions = outcomes.count { $0 }
    let probabilities = leads.map(\.probability)
    expected = probabilities.reduce(0, +)
    let isJudged =
      min(conversions, leads.count - conversions) >= MonitorLimits.events.judge
    let ranking = try? RankedOutcomes(scores: probabilities, outcomes: outcomes)
    auc = isJudged ? ranking.map { AUC($0).interval } : nil
    let points = leads.compactMap(\.points)
    let comparison =
      isJudged && points.count == leads.count
      ? try? AUCDifference(reference: points, challenger: probabilities, outcomes: outcomes) : nil
    rulesAUC = comparison?.reference.value
    difference = comparison?.interval
  }

  /// Leads by the month of their scores, the oldest first.
  ///
  /// - Precondition: the leads are in the order of their nights.
  static func months(of leads: [SettledScore]) -> [CohortMonth] {
    var months: [CohortMonth] = []
    var start = 0
    while start < leads.count {
      let name = month(leads[start].asOf)
      var end = start + 1
      while end < leads.count,
        leads[end].asOf == leads[end - 1].asOf || month(leads[end].asOf) == name
      {
        end += 1
      }
      months.append(CohortMonth(month: name, leads[start..<end]))
      start = end
    }
    return months
  }

  private static func month(_ moment: Timestamp) -> String {
    String(moment.description.prefix(7))
  }
}

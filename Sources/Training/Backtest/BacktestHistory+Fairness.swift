import Evaluation
import Tables

extension BacktestHistory {
  /// How the groups that a column tells apart fare when the best tenth of every period is called.
  func fairness(of scores: BacktestScores, by name: String) -> GroupFairness {
    var selection = [Double](repeating: 0, count: scores.rows.count)
    for period in Set(scores.periods) {
      let places = scores.periods.indices.filter { scores.periods[$0] == period }
      let weights = SelectedShare.weights(
        places.map { scores.probabilities[$0] }, share: BacktestJudgement.shares[0])
      for (place, weight) in zip(places, weights) { selection[place] = weight }
    }
    let column = facts[name]
    return GroupFairness(
      groups: scores.rows.map { column?.text($0) }, selection: selection,
      probabilities: scores.probabilities, outcomes: scores.outcomes, periods: scores.periods)
  }
}

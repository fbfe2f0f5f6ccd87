import Evaluation
import FeatureExtraction
import Tables

/// The scored leads of one month, or of one value of a column.
public struct BacktestPart: Sendable, Equatable {
  /// The month, `2026-03`, or the value; nil where the column is empty.
  public let name: String?
  /// How they were ranked and how they ended.
  public let judgement: BacktestJudgement

  /// The most values of a column that are judged apart; the rest is judged together.
  public static let limit = 12
  /// What the rest is called.
  static let rest = "(all others)"
}

extension BacktestHistory {
  /// Checks that a column tells parts apart.
  ///
  /// - Throws: ``BacktestError/unknownColumn(name:available:)`` or
  ///   ``BacktestError/tooManyValues(column:count:limit:)``.
  func checkParts(_ name: String) throws(BacktestError) {
    guard let column = facts[name] else {
      throw .unknownColumn(name: name, available: facts.columns.map(\.name))
    }
    guard case .numbers(let numbers) = column.values else { return }
    let count = Set(numbers.filter { !$0.isNaN }).count
    if count > BacktestPart.limit {
      throw .tooManyValues(column: name, count: count, limit: BacktestPart.limit)
    }
  }

  /// The scored leads month by month; empty where moments are no times.
  func months(of scores: BacktestScores) -> [BacktestPart] {
    guard clock == .calendar else { return [] }
    return parts(of: scores) { String(moments[$0].description.prefix(7)) }
      .sorted { ($0.name ?? "") < ($1.name ?? "") }
  }

  /// The scored leads by the values of a column, the most frequent first.
  ///
  /// A report speaks of groups and not of people: values of fewer than five leads are judged with all
  /// others, and groups that are still smaller are not told.
  func parts(of scores: BacktestScores, by name: String) -> [BacktestPart] {
    guard let column = facts[name] else { return [] }
    var counts: [String: Int] = [:]
    for row in scores.rows { if let value = column.text(row) { counts[value, default: 0] += 1 } }
    let told = counts.filter { $0.value >= SmallCells.floor }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let kept = told.count > BacktestPart.limit ? BacktestPart.limit - 1 : told.count
    let apart = Set(told.prefix(kept).map(\.key))
    return parts(of: scores) { row in
      column.text(row).map { apart.contains($0) ? $0 : BacktestPart.rest }
    }.filter { $0.judgement.rows >= SmallCells.floor }.sorted {
      ($0.name == BacktestPart.rest ? 1 : 0, $1.judgement.rows, $0.name ?? "")
        < ($1.name == BacktestPart.rest ? 1 : 0, $0.judgement.rows, $1.name ?? "")
    }
  }

  private func parts(
    of scores: BacktestScores, by value: (Int) -> String?
  ) -> [BacktestPart] {
    var places: [String?: [Int]] = [:]
    for (place, row) in scores.rows.enumerated() { places[value(row), default: []].append(place) }
    return places.compactMap { name, places in
      BacktestJudgement(scores.part(places)).map { BacktestPart(name: name, judgement: $0) }
    }
  }
}

import Tables

/// Why a history cannot be backtested.
public enum BacktestError: Error, Sendable, Equatable {
  /// The leads have no order in time.
  case noOrder
  /// No period is left after enough leads have matured to learn from.
  case tooShort(leads: Int, conversions: Int)
  /// No origin has enough mature leads before it, or leads after it.
  case noOrigin(reasons: [String])
  /// There is no column to tell parts of the leads apart by.
  case unknownColumn(name: String, available: [String])
  /// A column has too many values to tell parts apart by.
  case tooManyValues(column: String, count: Int, limit: Int)
}

extension BacktestError: CustomStringConvertible {
  /// The reason and what to do about it.
  public var description: String {
    switch self {
    case .noOrder:
      "a backtest goes forward in time: name the column of dates with --time, or say"
        + " --in-time-order"
    case .tooShort(let leads, let conversions):
      "the history is too short for a backtest: of \(leads) leads with a known outcome"
        + " (\(conversions) converted), no period is left once \(TrainingSettings.floor)"
        + " conversions and \(TrainingSettings.floor) others are known; give --period and"
        + " --allow-small, or wait for more outcomes"
    case .noOrigin(let reasons):
      (["no origin can be judged"] + reasons.map { "  " + $0 }).joined(separator: "\n")
    case .unknownColumn(let name, let available):
      "there is no column \"\(name.displayed())\" to tell leads apart by"
        + (name.nearest(among: available).map { "; did you mean \"\($0.displayed())\"?" } ?? "")
    case .tooManyValues(let column, let count, let limit):
      "--by \(column.displayed()): \(count) different numbers are too many (at most \(limit));"
        + " name a column of categories"
    }
  }
}

/// What the caller of an evaluation may do wrong.
///
/// Rows are counted from zero, in the order in which the caller passed them.
public enum EvaluationError: Error, Sendable, Equatable {
  /// Two arrays that describe the same rows differ in length.
  case lengthMismatch(rows: Int, outcomes: Int)
  /// A score is infinite or not a number, so it has no place in a ranking or a report.
  case scoreNotFinite(row: Int)
  /// A probability lies outside [0, 1] or is not a number.
  case notAProbability(row: Int)
  /// There is no row to judge by.
  case noRows
  /// All outcomes are alike: how well scores tell conversions from the rest is undefined.
  case oneClass(rows: Int, positives: Int)
  /// A share of the ranking lies outside [0, 1] or is not a number.
  case shareOutOfRange(Double)
  /// A capacity is not between one and the number of rows.
  case capacityOutOfRange(capacity: Int, rows: Int)
  /// Two rows have the same key, so chance cannot treat them apart.
  case repeatedKey(UInt64)
  /// Too few bootstrap replicates were asked for to read 95 % limits off them.
  case tooFewReplicates(Int, minimum: Int)
  /// A weight is negative, infinite or not a number.
  case weightNotValid(row: Int)
  /// No finite calibration line is best: scores are all equal, or separate the two kinds of rows.
  case noFiniteCalibration
  /// Higher scores convert less often: the best calibration would turn the ranking round.
  case reversedScores(slope: Double)
  /// Fewer than one bin was asked for.
  case noBins(Int)
}

extension EvaluationError: CustomStringConvertible {
  /// The error on one line, with its numbers, for a person to read.
  public var description: String {
    switch self {
    case .lengthMismatch(let rows, let outcomes):
      "\(rows) rows cannot be judged by \(outcomes) outcomes"
    case .scoreNotFinite(let row):
      "the score of row \(row) is not a finite number"
    case .notAProbability(let row):
      "the probability of row \(row) does not lie in [0, 1]"
    case .noRows:
      "there are no rows to evaluate"
    case .oneClass(let rows, let positives):
      "\(positives) of \(rows) rows converted: a ranking can only be judged by rows of both kinds"
    case .shareOutOfRange(let share):
      "a share of the ranking lies in [0, 1], not at \(share)"
    case .capacityOutOfRange(let capacity, let rows):
      "a capacity of \(capacity) does not lie between 1 and the \(rows) rows evaluated"
    case .repeatedKey(let key):
      "the key \(key) stands for more than one row"
    case .tooFewReplicates(let count, let minimum):
      "\(count) bootstrap replicates are too few for 95 % limits: at least \(minimum) are needed"
    case .weightNotValid(let row):
      "the weight of row \(row) is not a finite number of at least zero"
    case .noFiniteCalibration:
      "no calibration line fits best: the scores are all equal, or separate the conversions"
    case .reversedScores(let slope):
      "higher scores convert less often (slope \(slope)): calibration cannot mend the ranking"
    case .noBins(let count):
      "a reliability table needs at least one bin, not \(count)"
    }
  }
}

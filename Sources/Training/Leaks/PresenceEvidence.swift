import Evaluation

/// What it says about the outcome that a column has a value.
struct PresenceEvidence {
  /// How many conversions, and how many other leads, have a value.
  let converted, other: Proportion
  private let outcomes: [Bool]

  /// The most leads of one outcome that a column filled with the other has a value for, as a share, and
  /// what that share is surely below.
  private static let exceptions = (share: 0.05, surely: 0.1)
  /// What the difference of fill rates of such a column surely exceeds.
  private static let enteredGap = 0.7

  init(_ evidence: ColumnEvidence) {
    (converted, other) = evidence.fill
    outcomes = evidence.outcomes
  }

  /// The conversions among leads with a value.
  var filled: Proportion {
    Proportion(
      successes: converted.successes, trials: converted.successes + other.successes)
  }

  /// The conversions among leads without a value.
  var empty: Proportion {
    let won = converted.trials - converted.successes
    return Proportion(successes: won, trials: won + other.trials - other.successes)
  }

  /// Filled for enough leads of one outcome, and for none or next to none of the other.
  var filledOnly: LeakFinding.Reason? {
    filledOnly(converted, other, converted: true) ?? filledOnly(other, converted, converted: false)
  }

  private func filledOnly(
    _ here: Proportion, _ there: Proportion, converted: Bool
  ) -> LeakFinding.Reason? {
    let share = Double(here.trials) / Double(here.trials + there.trials)
    let chance = Double(here.successes) * naturalLogarithm(share)
    guard (here.rate ?? 0) >= 0.05, (there.rate ?? 1) <= 0.001,
      chance < naturalLogarithm(LeakGate.accident)
    else { return nil }
    return .filledOnlyWhen(converted: converted, filled: here.successes + there.successes)
  }

  /// Filled for most leads of one outcome and for few of the other: entered with it, but for a slip here
  /// and there; or so that whether there is a value ranks leads as no column may.
  ///
  /// A step that every customer takes, such as a trial, is filled for a part of the others too; what is
  /// empty for nearly all of them is not known before.
  var entered: LeakFinding.Reason? {
    guard let here = converted.rate, let there = other.rate else { return nil }
    let area = (1 + abs(here - there)) / 2
    guard
      isEntered(converted, other) || isEntered(other, converted)
        || area >= LeakGate.refusedAUC && LeakGate.isSure(area: area, outcomes)
    else { return nil }
    return .enteredWhen(converted: here, other: there)
  }

  private func isEntered(_ here: Proportion, _ there: Proportion) -> Bool {
    guard let rate = here.rate, let slip = there.rate, slip <= Self.exceptions.share,
      there.interval.upper <= Self.exceptions.surely
    else { return false }
    // The lower limit of a difference of proportions (Newcombe, Statistics in Medicine 17, 1998).
    let (below, above) = (rate - here.interval.lower, there.interval.upper - slip)
    return rate - slip - (below * below + above * above).squareRoot() >= Self.enteredGap
  }

  /// A difference in fill rates that is large, or leaves no lead of one outcome without a value, and
  /// is four standard errors from none.
  var gap: LeakFinding.Reason? {
    guard let here = converted.rate, let there = other.rate,
      abs(here - there) >= LeakGate.suspectFillGap
        || isAlwaysFilled(converted, unlike: other) || isAlwaysFilled(other, unlike: converted)
    else { return nil }
    guard LeakGate.isNoAccident(converted, other) else { return nil }
    return .fillGap(converted: here, other: there)
  }

  /// Whether every lead of one outcome has a value and a good part of the others has none, which is
  /// no accident: what is asked for on closing looks so.
  private func isAlwaysFilled(_ here: Proportion, unlike there: Proportion) -> Bool {
    guard let rate = there.rate, rate > 0, rate <= LeakGate.sparseFill else { return false }
    return here.successes == here.trials
      && Double(here.trials) * naturalLogarithm(rate) < naturalLogarithm(LeakGate.accident)
  }
}

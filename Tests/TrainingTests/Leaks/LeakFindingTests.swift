import Evaluation
import Testing

@testable import Training

@Suite("A finding of the leak gate")
struct LeakFindingTests {
  @Test(
    "says in words and numbers what gave the column away",
    arguments: [
      (.ranksAlone(auc: 0.98765), "alone it ranks leads with AUC 0.988", "ranks_alone"),
      (
        .dominates(alone: 0.9, others: 0.6),
        "alone it ranks the held-out leads with AUC 0.900, all other columns together with 0.600; is"
          + " it known before the outcome?", "dominates"
      ),
      (
        .pureLevel(level: "Invoice", converted: Proportion(successes: 99, trials: 100)),
        "99 of 100 leads with \"Invoice\" converted", "pure_level"
      ),
      (
        .filledOnlyWhen(converted: true, filled: 12),
        "filled for 12 leads, and only for leads that converted", "filled_only_when_converted"
      ),
      (
        .filledOnlyWhen(converted: false, filled: 12),
        "filled for 12 leads, and only for leads that did not convert",
        "filled_only_when_not_converted"
      ),
      (
        .purePresence(filled: true, converted: Proportion(successes: 99, trials: 100)),
        "99 of 100 leads with a value converted", "pure_when_filled"
      ),
      (
        .purePresence(filled: false, converted: Proportion(successes: 99, trials: 100)),
        "99 of 100 leads without a value converted", "pure_when_empty"
      ),
      (
        .enteredWhen(converted: 0.02, other: 0.8),
        "filled for 2.0 % of conversions and 80.0 % of other leads",
        "entered_when_not_converted"
      ),
      (
        .datesOutcome(share: 0.97, count: 40),
        "a date to come that is the day of the conversion for 97.0 % of 40 conversions",
        "dates_outcome"
      ),
      (
        .fillGap(converted: 0.9, other: 0.505),
        "filled for 90.0 % of conversions and 50.5 % of other leads", "fill_gap"
      ),
    ] as [(LeakFinding.Reason, String, String)])
  func words(_ reason: LeakFinding.Reason, text: String, code: String) {
    #expect(reason.description == text)
    #expect(reason.code == code)
  }
}

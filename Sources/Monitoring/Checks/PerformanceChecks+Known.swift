import Evaluation

extension PerformanceChecks {
  /// Whether outcomes are known well enough to judge by: of how many leads, and whether in time.
  var known: [Finding] { [coverage, late].compactMap { $0 } }

  private var coverage: Finding? {
    let count = cohort.outcomes.count
    let all = count + cohort.unknownMature
    guard all > 0 else { return nil }
    let share = Double(count) / Double(all)
    let limit = MonitorLimits.coverage
    return Finding(
      .coverage, "outcomes", against: .limit, value: share, critical: limit, count: all,
      share < limit && all >= MonitorLimits.shareFewest ? .warn : .ok,
      note: "\(cohort.unknownMature) scored leads are not in the data any more;"
        + " \(cohort.young.count) are still within their window")
  }

  private var late: Finding? {
    let all = cohort.delays.count + cohort.late
    guard all > 0 else { return nil }
    let share = Double(cohort.late) / Double(all)
    let limit = MonitorLimits.late
    return Finding(
      .late, "outcomes", against: .limit, value: share, critical: limit, count: all,
      all < MonitorLimits.events.judge ? .notEnoughData : share > limit ? .warn : .ok,
      note: "\(cohort.late) of \(all) converted too late to count; is the horizon long enough?")
  }
}

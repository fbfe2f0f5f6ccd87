/// The population stability index over bins that two sets of leads share, and what it says.
struct StabilityCheck {
  let subject: String
  let comparison: Finding.Comparison

  func finding(reference: ColumnCounts, current: ColumnCounts) -> Finding {
    var (before, now) = (reference.bins, current.bins)
    if !reference.isOrdered { (before, now) = pooled(before, now) }
    let isMissingSeen = reference.missing + current.missing > 0
    func index() -> PopulationStabilityIndex? {
      let bins = (
        before + (isMissingSeen ? [reference.missing] : []),
        now + (isMissingSeen ? [current.missing] : [])
      )
      return bins.0.count > 1
        ? PopulationStabilityIndex(reference: bins.0, current: bins.1) : nil
    }
    guard current.total > 0, reference.total > 0 else {
      return Finding(
        .psi, subject, against: comparison, referenceCount: reference.total,
        count: current.total, .notEnoughData)
    }
    guard var psi = index() else {
      // All levels pooled into one say nothing, unless there never was another.
      let isConstant = reference.bins.count { $0 > 0 } < 2
      return Finding(
        .psi, subject, against: comparison, referenceCount: reference.total,
        count: current.total, isConstant ? .ok : .notEnoughData,
        note: isConstant ? "one value only" : "too few leads for any level")
    }
    if !isEnough(psi), reference.isOrdered, before.count > 5 {
      (before, now) = (halved(before), halved(now))
      psi = index() ?? psi
    }
    let chance = psi.critical(MonitorLimits.psiChance)
    let warn = max(MonitorLimits.psi.warn, chance)
    let alarm = max(MonitorLimits.psi.alarm, chance)
    let verdict: Verdict =
      !isEnough(psi)
      ? .notEnoughData : psi.value >= alarm ? .alarm : psi.value >= warn ? .warn : .ok
    return Finding(
      .psi, subject, against: comparison, value: psi.value,
      critical: psi.value >= alarm ? alarm : warn, referenceCount: psi.referenceCount,
      count: psi.count, pValue: psi.pValue, verdict)
  }

  /// Whether chance stays below the threshold of an alarm.
  private func isEnough(_ psi: PopulationStabilityIndex) -> Bool {
    psi.critical(MonitorLimits.psiChance) <= MonitorLimits.psi.alarm
  }

  /// Levels that too few of tonight's leads can be expected to have, together.
  private func pooled(_ before: [Int], _ now: [Int]) -> ([Int], [Int]) {
    let n = before.reduce(0, +)
    let m = now.reduce(0, +)
    guard n > 0, m > 0 else { return (before, now) }
    var kept: ([Int], [Int]) = ([], [])
    var rest = (0, 0)
    for (old, new) in zip(before, now) {
      if Double(old) * Double(m) / Double(n) >= 5 {
        kept.0.append(old)
        kept.1.append(new)
      } else {
        rest = (rest.0 + old, rest.1 + new)
      }
    }
    return rest.0 + rest.1 > 0 ? (kept.0 + [rest.0], kept.1 + [rest.1]) : kept
  }

  /// Each two neighbours as one bin.
  private func halved(_ bins: [Int]) -> [Int] {
    stride(from: 0, to: bins.count, by: 2).map {
      bins[$0] + ($0 + 1 < bins.count ? bins[$0 + 1] : 0)
    }
  }
}

import ScoringModel
import Tables

/// What is asked of a night as a whole: that it is there, new, of the usual size and usual scores.
struct NightChecks {
  let night: Night
  let model: ScoringModel
  let reference: ReferencePopulation
  /// The nights before, the last one last.
  let earlier: [NightRecord]

  func findings(fingerprint: String, scores: ColumnCounts, tiers: [Int]) -> [Finding] {
    let lost = night.lost.map { column in
      Finding(
        .column, column.name, against: .training, referenceCount: reference.rows,
        count: night.rowCount, .alarm,
        note: column.isThere ? "holds texts where numbers were learned" : "is not there")
    }
    let feeds: [Finding?] = [
      freshness, frozen(fingerprint), stopped("events", night.newestEvent, \.newestEvent),
      stopped("leads", night.newestLead, \.newestLead),
    ]
    let stability = StabilityCheck(subject: "scores", comparison: .training).finding(
      reference: ColumnCounts(name: "scores", reference.scores), current: scores)
    let general = [volume] + feeds.compactMap { $0 } + useless
    return lost + general + [stability] + tierShares(tiers)
  }

  /// The number of leads beside the median of the same weekday within 28 days.
  private var volume: Finding {
    let recent = earlier.filter { record in
      record.moment.map { $0 >= night.asOf - MonitorLimits.window } ?? false
    }
    let sameDay = recent.filter { record in
      record.moment.map { (night.asOf.day - $0.day).isMultiple(of: 7) } ?? false
    }
    let usual = (sameDay.isEmpty ? recent : sameDay).map(\.rows).sorted()
    guard night.rowCount > 0 else {
      return Finding(
        .volume, "leads", against: .limit, value: 0, critical: 1, count: 0, .alarm,
        note: "there are no leads")
    }
    guard !usual.isEmpty else {
      return Finding(
        .volume, "leads", against: .window, count: night.rowCount, .notEnoughData,
        note: "no earlier run within 28 days")
    }
    let median = usual[usual.count / 2]
    let ratio = Double(night.rowCount) / Double(max(1, median))
    return Finding(
      .volume, "leads", against: .window, value: ratio,
      critical: ratio < 1 ? MonitorLimits.volume.lowerBound : MonitorLimits.volume.upperBound,
      referenceCount: median, count: night.rowCount,
      MonitorLimits.volume.contains(ratio) ? .ok : .warn,
      note: sameDay.isEmpty ? nil : "beside the same weekday")
  }

  private var freshness: Finding? {
    guard let newest = night.newestEvent else { return nil }
    let hours = (night.asOf - newest).days * 24
    let limits = MonitorLimits.freshness
    return Finding(
      .freshness, "events", against: .limit, value: hours,
      critical: hours >= limits.alarm ? limits.alarm : limits.warn, count: night.rowCount,
      hours >= limits.alarm ? .alarm : hours >= limits.warn ? .warn : .ok,
      note: "hours since the newest, \(newest)")
  }

  /// The same data as in the run before, although half a day has passed.
  private func frozen(_ fingerprint: String) -> Finding? {
    guard let last = earlier.last, let moment = last.moment,
      night.asOf - moment >= MonitorLimits.pause,
      night.rowCount >= MonitorLimits.shareFewest
    else { return nil }
    let isSame = last.fingerprint == fingerprint && last.rows == night.rowCount
    return Finding(
      .frozen, "leads", against: .lastRun, value: isSame ? 1 : 0, critical: 1,
      referenceCount: last.rows, count: night.rowCount, isSame ? .alarm : .ok,
      note: isSame ? "not one value has changed since \(last.asOf)" : nil)
  }

  /// The shares of events that say nothing, beside those of the run before.
  private var useless: [Finding] {
    guard let now = night.uselessEvents, let last = earlier.last?.uselessEvents else { return [] }
    func finding(_ check: Finding.Check, _ share: KeyPath<Night.UselessEvents, Double>) -> Finding {
      let rise = now[keyPath: share] - last[keyPath: share]
      return Finding(
        check, "events", against: .lastRun, value: rise, critical: MonitorLimits.useless,
        // Shares are quotients: five points may miss five points by their rounding.
        count: night.rowCount, rise > MonitorLimits.useless - 1e-9 ? .warn : .ok,
        note: "\((last[keyPath: share] * 100).fixed(1)) % before,"
          + " \((now[keyPath: share] * 100).fixed(1)) % now")
    }
    return [finding(.duplicates, \.duplicates), finding(.orphans, \.orphans)]
  }

  /// Nothing new since the run before, although half a day has passed; a warning only where there
  /// was such a pause before.
  private func stopped(
    _ subject: String, _ newest: Timestamp?, _ before: KeyPath<NightRecord, String?>
  ) -> Finding? {
    guard let newest, let last = earlier.last, let moment = last.moment,
      let known = last[keyPath: before].flatMap(TimestampFormat.iso8601.timestamp),
      night.asOf - moment >= MonitorLimits.pause
    else { return nil }
    let isStill = newest <= known
    let hasPaused = zip(earlier, earlier.dropFirst()).contains { first, second in
      guard let newest = first[keyPath: before], newest == second[keyPath: before],
        let start = first.moment, let end = second.moment
      else { return false }
      return end - start >= MonitorLimits.pause
    }
    return Finding(
      .frozen, subject, against: .limit, value: isStill ? 1 : 0, critical: 1, count: night.rowCount,
      isStill ? hasPaused ? .warn : .alarm : .ok,
      note: isStill ? "none has come since \(newest), so none since the run before" : nil)
  }

  private func tierShares(_ tiers: [Int]) -> [Finding] {
    guard let top = model.tiers.first, let before = reference.tiers.first, let now = tiers.first,
      reference.rows > 0, night.rowCount > 0
    else { return [] }
    let test = ShareTest(before: before, of: reference.rows, now: now, of: night.rowCount)
    let change = test.before > 0 ? test.now / test.before - 1 : 0
    let isBeyondChance = test.z.magnitude > MonitorLimits.shareDeviate
    let verdict: Verdict =
      night.rowCount < MonitorLimits.shareFewest
      ? .notEnoughData : isBeyondChance && change.magnitude >= MonitorLimits.tier ? .warn : .ok
    return [
      Finding(
        .tier, top.name, against: .training, value: change,
        critical: change < 0 ? -MonitorLimits.tier : MonitorLimits.tier,
        referenceCount: reference.rows, count: night.rowCount, verdict,
        note: "\((test.before * 100).fixed(1)) % before, \((test.now * 100).fixed(1)) % now")
    ]
  }
}

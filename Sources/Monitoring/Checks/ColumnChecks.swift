import ScoringModel
import Tables

/// All that is asked of one column, tonight against the training leads.
struct ColumnChecks {
  let reference: ReferencePopulation.ReferenceColumn

  /// The findings for a column that the night has.
  func findings(_ column: Column) -> [Finding] {
    switch reference.values {
    case .numbers(let numbers):
      guard let values = column.asNumbers(as: .number) else { return [] }
      return findings(values, numbers)
    case .levels(let levels): return findings(column.asLevels, levels)
    }
  }

  /// The counts that the night is kept by; nil when the column holds something else.
  func counts(_ column: Column) -> ColumnCounts? {
    switch reference.values {
    case .numbers(let numbers):
      column.asNumbers(as: .number).map { ColumnCounts(name: reference.name, $0, in: numbers) }
    case .levels(let levels): ColumnCounts(name: reference.name, column.asLevels, in: levels)
    }
  }

  private func findings(_ values: [Double], _ numbers: NumberReference) -> [Finding] {
    let counts = ColumnCounts(name: reference.name, values, in: numbers)
    var findings = [
      StabilityCheck(subject: reference.name, comparison: .training)
        .finding(reference: ColumnCounts(reference), current: counts)
    ]
    findings.append(
      numbers.distinct < MonitorLimits.ksDistinct
        ? levels(before: numbers.counts, now: counts.bins)
        : ks(KolmogorovSmirnovTest(reference: numbers, values: values)))
    findings.append(
      missing(before: numbers.missing, of: numbers.rows, now: counts.missing, of: values.count))
    findings.append(range(values, numbers))
    return findings
  }

  private func findings(_ values: Categories, _ levels: LevelReference) -> [Finding] {
    let counts = ColumnCounts(name: reference.name, values, in: levels)
    return [
      StabilityCheck(subject: reference.name, comparison: .training)
        .finding(reference: ColumnCounts(reference), current: counts),
      self.levels(before: levels.counts + [levels.folded], now: counts.bins),
      missing(
        before: levels.missing, of: levels.rows, now: counts.missing, of: values.codes.count),
      unseen(counts, levels),
    ]
  }

  /// Significance is added later, over all columns together.
  private func ks(_ test: KolmogorovSmirnovTest) -> Finding {
    let limits = MonitorLimits.ks
    let verdict: Verdict =
      test.count < MonitorLimits.ksFewest
      ? .notEnoughData
      : test.value >= limits.alarm ? .alarm : test.value >= limits.warn ? .warn : .ok
    return Finding(
      .ks, reference.name, against: .training, value: test.value,
      critical: test.count == 0
        ? nil
        : max(test.value >= limits.alarm ? limits.alarm : limits.warn, test.critical(0.01)),
      referenceCount: test.referenceCount, count: test.count, pValue: test.pValue, verdict,
      note: MonitorLimits.ksFewest..<MonitorLimits.ksFew ~= test.count
        ? "few leads: only large changes can be seen" : nil)
  }

  private func levels(before: [Int], now: [Int]) -> Finding {
    guard let test = LevelTest(reference: before, current: now) else {
      return Finding(
        .levels, reference.name, against: .training, referenceCount: before.reduce(0, +),
        count: now.reduce(0, +), .notEnoughData)
    }
    let limits = MonitorLimits.levels
    return Finding(
      .levels, reference.name, against: .training, value: test.effect,
      critical: max(
        test.effect >= limits.alarm ? limits.alarm : limits.warn, test.critical(0.01)),
      referenceCount: test.referenceCount, count: test.count, pValue: test.pValue,
      test.effect >= limits.alarm ? .alarm : test.effect >= limits.warn ? .warn : .ok,
      note: "largest shift of a share \((test.widestShift * 100).fixed(1)) points")
  }

  private func missing(before: Int, of n: Int, now: Int, of m: Int) -> Finding {
    guard n > 0, m > 0 else {
      return Finding(
        .missing, reference.name, against: .training, referenceCount: n, count: m, .notEnoughData)
    }
    let test = ShareTest(before: before, of: n, now: now, of: m)
    let limits = MonitorLimits.missing
    let isBeyondChance = test.z.magnitude > MonitorLimits.shareDeviate
    let isBlank = now == m && test.before < 0.95 && m >= 5 && isBeyondChance
    let change = test.difference.magnitude
    let verdict: Verdict =
      isBlank || (isBeyondChance && change >= limits.alarm)
      ? .alarm
      : m < MonitorLimits.shareFewest
        ? .notEnoughData : isBeyondChance && change >= limits.warn ? .warn : .ok
    return Finding(
      .missing, reference.name, against: .training, value: test.difference,
      critical: change >= limits.alarm ? limits.alarm : limits.warn, referenceCount: n, count: m,
      verdict,
      note: isBlank
        ? "no lead has a value"
        : "\((test.before * 100).fixed(1)) % before, \((test.now * 100).fixed(1)) % now, z"
          + " \(test.z.fixed(1))")
  }

  private func unseen(_ counts: ColumnCounts, _ levels: LevelReference) -> Finding {
    let others = counts.bins.last ?? 0
    let total = counts.total
    guard total > 0, levels.rows > 0 else {
      return Finding(
        .unseen, reference.name, against: .training, referenceCount: levels.rows, count: total,
        .notEnoughData)
    }
    let test = ShareTest(before: levels.folded, of: levels.rows, now: others, of: total)
    let isMore =
      test.difference >= MonitorLimits.unseen.share && others >= MonitorLimits.unseen.leads
      && test.z > MonitorLimits.shareDeviate
    return Finding(
      .unseen, reference.name, against: .training, value: test.now,
      critical: test.before + MonitorLimits.unseen.share, referenceCount: levels.rows,
      count: total, isMore ? .warn : .ok)
  }

  private func range(_ values: [Double], _ numbers: NumberReference) -> Finding {
    let present = values.filter { !$0.isNaN }
    let known = numbers.rows - numbers.missing
    guard !present.isEmpty, known > 0 else {
      return Finding(
        .range, reference.name, against: .training, referenceCount: known, count: present.count,
        .notEnoughData)
    }
    let outside = present.count { $0 < numbers.minimum || $0 > numbers.maximum }
    let share = Double(outside) / Double(present.count)
    // Without a change one lead in (n + 1)/2 is beyond all n of the reference.
    let expected = 2 * Double(present.count) / Double(known + 1)
    let z = (Double(outside) - expected) / max(expected, 1).squareRoot()
    let limits = MonitorLimits.range
    let isMore = outside >= limits.leads && z > MonitorLimits.shareDeviate
    return Finding(
      .range, reference.name, against: .training, value: share,
      critical: share >= limits.alarm ? limits.alarm : limits.warn, referenceCount: known,
      count: present.count,
      isMore && share >= limits.alarm ? .alarm : isMore && share >= limits.warn ? .warn : .ok)
  }
}

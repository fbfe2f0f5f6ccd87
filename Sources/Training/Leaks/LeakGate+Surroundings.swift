import Evaluation
import FeatureExtraction
import Tables

extension LeakGate {
  /// The share of an event that comes after the outcome from which it is refused.
  static let afterwardsShare = 0.95
  /// The fewest occurrences of such an event, and the fewest leads to be scored.
  static let surroundingsFloor = 30

  /// The evidence against each column of the leads and of what is around them, hard evidence first.
  ///
  /// A column is named once, with the hardest evidence against it.
  public func findings(
    in leads: LabelledLeads, surroundings: LeakSurroundings
  ) -> [LeakFinding] {
    let found = findings(in: leads)
    let known = Set(found.filter { $0.severity == .refused }.map(\.column))
    let more =
      (surroundings.upcoming.map { drifts(leads, $0) } ?? [])
      + surroundings.echoes.compactMap(echo)
      + surroundings.dates.flatMap { date($0, leads) }
    let added = more.filter { !known.contains($0.column) }
    let replaced = Set(added.filter { $0.severity == .refused }.map(\.column))
    let kept = found.filter { !replaced.contains($0.column) }
    let named = Set(kept.map(\.column))
    return (kept + added.filter { !named.contains($0.column) })
      .sorted { ($0.severity == .refused ? 0 : 1) < ($1.severity == .refused ? 0 : 1) }
  }

  /// Columns that past leads have filled and the leads of tonight have not: a sign of fields that
  /// are filled on closing.
  ///
  /// What a lead did is left out: young leads have done less.
  private func drifts(_ leads: LabelledLeads, _ upcoming: Table) -> [LeakFinding] {
    guard upcoming.rowCount >= LeakGate.surroundingsFloor else { return [] }
    return leads.declarations.filter { $0.kind != .behavioural }.compactMap { declaration in
      guard let past = leads.table[declaration.column], let now = upcoming[declaration.column],
        let reason = drift(past.fill, now.fill)
      else { return nil }
      return LeakFinding(
        column: declaration.column, reason: reason,
        isAllowed: allowed.contains(declaration.column))
    }
  }

  private func drift(_ past: Proportion, _ now: Proportion) -> LeakFinding.Reason? {
    guard let before = past.rate, let after = now.rate else { return nil }
    let chance = Double(now.trials) * naturalLogarithm(max(1 - before, 1e-300))
    if now.successes == 0, before >= 0.05, chance < naturalLogarithm(LeakGate.accident) {
      return .filledOnlyInPast(filled: before, upcoming: now.trials)
    }
    guard abs(before - after) >= LeakGate.suspectFillGap,
      LeakGate.isNoAccident(past, now)
    else { return nil }
    return .fillDrift(past: before, upcoming: after)
  }

  /// An event that only leads have which converted, and only afterwards.
  private func echo(_ echo: LeakSurroundings.Echo) -> LeakFinding? {
    guard echo.afterwards >= LeakGate.surroundingsFloor,
      Double(echo.afterwards) >= LeakGate.afterwardsShare * Double(echo.count + echo.elsewhere)
    else { return nil }
    return LeakFinding(
      column: echo.event,
      reason: .followsOutcome(
        share: Double(echo.afterwards) / Double(echo.count + echo.elsewhere),
        count: echo.count + echo.elsewhere),
      isAllowed: allowed.contains(echo.event))
  }

  /// Features of a date to come that for most conversions, and surely so, is their day.
  private func date(_ echo: DateEcho, _ leads: LabelledLeads) -> [LeakFinding] {
    let share = Proportion(successes: echo.sameDay, trials: echo.count)
    guard echo.count >= LeakGate.surroundingsFloor, share.interval.lower >= 0.5 else { return [] }
    let declared = Set(leads.declarations.map(\.column))
    return echo.features.filter(declared.contains).map {
      LeakFinding(
        column: $0, reason: .datesOutcome(share: share.rate ?? 0, count: echo.count),
        isAllowed: allowed.contains($0))
    }
  }

  /// Declared columns that nearly every lead has a value of its own in.
  func identifiers(_ leads: LabelledLeads) -> [LeakFinding] {
    leads.declarations.filter { $0.kind != .behavioural }.compactMap { declaration in
      guard let counts = leads.table[declaration.column]?.identifierCounts,
        counts.rows >= LeakGate.identifierFloor
      else { return nil }
      return LeakFinding(
        column: declaration.column,
        reason: .looksLikeIdentifier(distinct: counts.distinct, rows: counts.rows),
        isAllowed: allowed.contains(declaration.column))
    }
  }

  /// Columns of moments that are later than the lead's own, where leads have moments.
  func laterMoments(_ leads: LabelledLeads, excluded: Set<String>) -> [LeakFinding] {
    // An order that is not of times counts rows, or is any number.
    guard let order = leads.order, let first = order.min(), first > 100_000_000_000_000 else {
      return []
    }
    return leads.table.columns.compactMap { column in
      guard !excluded.contains(column.name), case .timestamps(let moments) = column.values else {
        return nil
      }
      let filled = moments.indices.filter { moments[$0] != nil }
      let later = filled.count { (moments[$0]?.microseconds ?? .min) > order[$0] }
      let share = Double(later) / Double(max(1, filled.count))
      guard filled.count >= LeakGate.surroundingsFloor, share >= 0.05 else { return nil }
      return LeakFinding(
        column: column.name, reason: .laterThanMoment(share: share),
        isAllowed: allowed.contains(column.name))
    }
  }
}

extension Column {
  /// The share of rows that have a value.
  fileprivate var fill: Proportion {
    Proportion(successes: (0..<count).count { !isMissing($0) }, trials: count)
  }
}

import Evaluation
import FeatureExtraction
import Tables

/// Looks for columns that know the outcome because they were filled after it.
public struct LeakGate: Sendable {
  /// A column that alone ranks leads this well is refused.
  public static let refusedAUC = 0.95
  /// A column of levels is refused from this Cramér's V on.
  public static let refusedAssociation = 0.95
  /// A level with this share of conversions is nearly pure.
  static let pureRate = 0.98
  /// A level is of real size from this many leads and this share of all.
  static let levelFloor = (leads: 30, share: 0.005)
  /// A difference in fill rates from which a column is suspect.
  static let suspectFillGap = 0.3
  /// A fill rate that is suspect up to here where every lead of the other outcome has a value.
  static let sparseFill = 0.9
  /// The chance below which purity is no accident.
  static let accident = 1e-6
  /// The fewest rows for which values that are all different look like identifiers.
  static let identifierFloor = 200

  /// The columns that the user has allowed.
  public let allowed: Set<String>

  /// A gate that lets some columns through.
  public init(allowed: Set<String> = []) { self.allowed = allowed }

  /// The evidence against each column of the leads, hard evidence first.
  public func findings(in leads: LabelledLeads) -> [LeakFinding] {
    let excluded = Set(leads.dropped.filter { $0.reason == .excluded }.map(\.column))
    let halves = leads.keys.map { $0 & 1 == 1 }
    // What a lead did is missing when it did nothing, which is no sign of a late entry.
    let behaviours = Set(leads.declarations.filter { $0.kind == .behavioural }.map(\.column))
    return leads.table.columns.filter { !excluded.contains($0.name) }
      .compactMap { column in
        reason(
          ColumnEvidence(column: column, outcomes: leads.outcomes), halves,
          mayBeSparse: behaviours.contains(column.name)
        ).map {
          LeakFinding(
            column: column.name, reason: $0, isAllowed: allowed.contains(column.name))
        }
      }
      .merging(laterMoments(leads, excluded: excluded))
      .merging(identifiers(leads))
      .sorted { ($0.severity == .refused ? 0 : 1) < ($1.severity == .refused ? 0 : 1) }
  }

  private func reason(_ evidence: ColumnEvidence, _ halves: [Bool], mayBeSparse: Bool)
    -> LeakFinding.Reason?
  {
    let fill = evidence.fill
    if let reason = filledOnly(fill.converted, fill.other, converted: true) { return reason }
    if let reason = filledOnly(fill.other, fill.converted, converted: false) { return reason }
    if let level = pureLevel(evidence) { return level }
    if let auc = evidence.auc(halves: halves), auc >= LeakGate.refusedAUC {
      return .ranksAlone(auc: auc)
    }
    if let association = evidence.cramersV, association >= LeakGate.refusedAssociation {
      return .association(cramersV: association)
    }
    if let reason = pureExceptions(evidence) { return reason }
    return mayBeSparse ? nil : fillGap(fill.converted, fill.other)
  }

  /// Filled for enough leads of one outcome, and for none or next to none of the other.
  private func filledOnly(_ here: Proportion, _ there: Proportion, converted: Bool)
    -> LeakFinding.Reason?
  {
    let share = Double(here.trials) / Double(here.trials + there.trials)
    let chance = Double(here.successes) * naturalLogarithm(share)
    guard (here.rate ?? 0) >= 0.05, (there.rate ?? 1) <= 0.001,
      chance < naturalLogarithm(LeakGate.accident)
    else { return nil }
    return .filledOnlyWhen(converted: converted, filled: here.successes + there.successes)
  }

  /// A difference in fill rates that is large, or leaves no lead of one outcome without a value, and
  /// is four standard errors from none.
  private func fillGap(_ converted: Proportion, _ other: Proportion) -> LeakFinding.Reason? {
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

  /// Whether two rates are four standard errors apart.
  static func isNoAccident(_ first: Proportion, _ second: Proportion) -> Bool {
    guard let here = first.rate, let there = second.rate else { return false }
    let (hereCount, thereCount) = (Double(first.trials), Double(second.trials))
    let pooled = Double(first.successes + second.successes) / (hereCount + thereCount)
    let variance = pooled * (1 - pooled) * (1 / hereCount + 1 / thereCount)
    return (here - there) * (here - there) >= 16 * variance
  }

  /// A count that is 0 for most leads, and nearly all others converted.
  private func pureExceptions(_ evidence: ColumnEvidence) -> LeakFinding.Reason? {
    guard let (common, converted) = evidence.exceptions,
      isPure(converted, among: evidence.outcomes)
    else { return nil }
    return .pureExceptions(common: common, converted: converted)
  }

  /// Whether so many of so many leads converted that it is no accident.
  private func isPure(_ converted: Proportion, among outcomes: [Bool]) -> Bool {
    let base = Double(outcomes.count { $0 }) / Double(outcomes.count)
    let smallest = max(
      LeakGate.levelFloor.leads, Int(LeakGate.levelFloor.share * Double(outcomes.count)))
    return converted.trials >= smallest && (converted.rate ?? 0) >= LeakGate.pureRate
      && converted.logChance(base: base) < naturalLogarithm(LeakGate.accident)
  }

  private func pureLevel(_ evidence: ColumnEvidence) -> LeakFinding.Reason? {
    let pure = evidence.levels.filter { isPure($0.converted, among: evidence.outcomes) }
    guard let largest = pure.max(by: { $0.converted.trials < $1.converted.trials }) else {
      return nil
    }
    return .pureLevel(level: largest.level, converted: largest.converted)
  }
}

extension Proportion {
  /// The logarithm of a bound on the chance of so many successes or more, each of chance `base`.
  ///
  /// Chernoff's bound `−n · KL(rate ‖ base)`; exact when all trials succeed.
  fileprivate func logChance(base: Double) -> Double {
    guard let rate, rate > base else { return 0 }
    func part(_ share: Double, _ expected: Double) -> Double {
      share > 0 ? share * naturalLogarithm(share / expected) : 0
    }
    return -Double(trials) * (part(rate, base) + part(1 - rate, 1 - base))
  }
}

extension [LeakFinding] {
  /// These and others, less those on columns that are named already.
  fileprivate func merging(_ others: [LeakFinding]) -> [LeakFinding] {
    let named = Set(map(\.column))
    return self + others.filter { !named.contains($0.column) }
  }
}

import Evaluation
import FeatureExtraction
import RuleScoring
import Tables

/// Looks for columns that know the outcome because they were filled after it.
public struct LeakGate: Sendable {
  /// A column that alone ranks leads this well is refused.
  public static let refusedAUC = 0.95
  /// What the AUC of such a column must surely exceed: no honest column is known to.
  static let surelyAbove = 0.85
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
    let points = Set(RuleFeatures.columnNames)
    return leads.table.columns.filter { !excluded.contains($0.name) }
      .compactMap { column in
        evidence(
          ColumnEvidence(column: column, outcomes: leads.outcomes), halves,
          mayBeSparse: behaviours.contains(column.name)
        ).map { found in
          // What a points table makes of a lead is no column that somebody fills in.
          LeakFinding(
            column: column.name, reason: found.reason, isAllowed: allowed.contains(column.name),
            isCertain: found.isCertain && !points.contains(column.name))
        }
      }
      .merging(laterMoments(leads, excluded: excluded))
      .merging(identifiers(leads))
      .sorted { ($0.severity == .refused ? 0 : 1) < ($1.severity == .refused ? 0 : 1) }
  }

  /// The hardest evidence against a column, and whether chance cannot explain it.
  private func evidence(
    _ evidence: ColumnEvidence, _ halves: [Bool], mayBeSparse: Bool
  ) -> (reason: LeakFinding.Reason, isCertain: Bool)? {
    let presence = PresenceEvidence(evidence)
    let ranking = rankings(evidence, halves)
    let certain =
      presence.filledOnly ?? pureLevel(evidence) ?? purePresence(presence, evidence.outcomes)
      ?? ranking.first { LeakGate.isSure(area: $0.area, evidence.outcomes) }?.reason
      ?? pureExceptions(evidence) ?? (mayBeSparse ? nil : presence.entered)
    if let certain { return (certain, true) }
    let suspect =
      ranking.first { LeakGate.isNoAccident(area: $0.area, evidence.outcomes) }?.reason
      ?? (mayBeSparse ? nil : presence.gap)
    return suspect.map { ($0, false) }
  }

  /// What of a column alone ranks leads nearly perfectly, with the area that it comes to.
  private func rankings(
    _ evidence: ColumnEvidence, _ halves: [Bool]
  ) -> [(reason: LeakFinding.Reason, area: Double)] {
    var found: [(reason: LeakFinding.Reason, area: Double)] = []
    if let auc = evidence.auc(halves: halves), auc >= LeakGate.refusedAUC {
      found.append((.ranksAlone(auc: auc), auc))
    }
    if let association = evidence.cramersV, association >= LeakGate.refusedAssociation {
      // Of two levels the area is (1 + V) / 2 where both outcomes are as common.
      found.append((.association(cramersV: association), (1 + association) / 2))
    }
    return found
  }

  /// Whether an area surely exceeds what honest columns reach.
  ///
  /// Its interval is Wilson's for as many trials as the rarer outcome has leads, since the variance of
  /// an area `A` is at most `A(1 − A)` over that number (Birnbaum and Klose, Annals of Mathematical
  /// Statistics 28, 1957); an interval by the sample's own variance is far too narrow for few
  /// conversions. A perfect column takes 22 of them.
  static func isSure(area: Double, _ outcomes: [Bool]) -> Bool {
    let fewest = min(outcomes.count { $0 }, outcomes.count { !$0 })
    let wins = Int((area * Double(fewest)).rounded())
    return Proportion(successes: wins, trials: fewest).interval.lower > surelyAbove
  }

  /// Whether an area is four standard errors from none, as a column has that knows nothing (Mann and
  /// Whitney 1947).
  private static func isNoAccident(area: Double, _ outcomes: [Bool]) -> Bool {
    let (won, all) = (Double(outcomes.count { $0 }), Double(outcomes.count))
    let variance = (all + 1) / (12 * max(1, won) * max(1, all - won))
    return (area - 0.5) * (area - 0.5) >= 16 * variance
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

  /// Nearly all leads with a value converted, or nearly all without one: as a level would be.
  private func purePresence(
    _ presence: PresenceEvidence, _ outcomes: [Bool]
  ) -> LeakFinding.Reason? {
    [(true, presence.filled), (false, presence.empty)]
      .first { isPure($0.1, among: outcomes) }
      .map { .purePresence(filled: $0.0, converted: $0.1) }
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

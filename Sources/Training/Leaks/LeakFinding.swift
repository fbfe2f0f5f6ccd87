public import Evaluation
import Tables

/// A column that seems to know the outcome, with the evidence.
public struct LeakFinding: Sendable, Equatable {
  /// The column's name.
  public let column: String
  /// What gives it away.
  public let reason: Reason
  /// Whether the user has allowed it.
  public let isAllowed: Bool

  /// What gives a column away.
  public enum Reason: Sendable, Equatable {
    /// The column alone ranks leads nearly perfectly.
    case ranksAlone(auc: Double)
    /// The column alone ranks the holdout better than all other columns together.
    case dominates(alone: Double, others: Double)
    /// One level holds almost only conversions.
    case pureLevel(level: String, converted: Proportion)
    /// The column is filled for leads of one outcome only.
    case filledOnlyWhen(converted: Bool, filled: Int)
    /// The column is filled much more often for leads of one outcome.
    case fillGap(converted: Double, other: Double)
  }

  /// How strong the evidence is.
  public enum Severity: String, Sendable {
    /// Training stops unless the column is allowed.
    case refused
    /// Training goes on; the summary says it first.
    case suspect
  }

  /// How strong the evidence is.
  public var severity: Severity {
    switch reason {
    case .ranksAlone, .pureLevel, .filledOnlyWhen: .refused
    case .dominates, .fillGap: .suspect
    }
  }
}

extension LeakFinding.Reason: CustomStringConvertible {
  /// The evidence in words and numbers.
  public var description: String {
    switch self {
    case .ranksAlone(let auc): "alone it ranks leads with AUC \(auc.fixed(3))"
    case .dominates(let alone, let others):
      "alone it ranks the held-out leads with AUC \(alone.fixed(3)), all other columns together with"
        + " \(others.fixed(3)); is it known before the outcome?"
    case .pureLevel(let level, let converted):
      "\(converted.successes) of \(converted.trials) leads with \"\(level.displayed())\" converted"
    case .filledOnlyWhen(let converted, let filled):
      "filled for \(filled) leads, and only for leads that "
        + (converted ? "converted" : "did not convert")
    case .fillGap(let converted, let other):
      "filled for \((converted * 100).fixed(1)) % of conversions and \((other * 100).fixed(1)) % of"
        + " other leads"
    }
  }

  /// The number that decided: an AUC, a rate or a difference of rates.
  public var value: Double {
    switch self {
    case .ranksAlone(let auc): auc
    case .dominates(let alone, _): alone
    case .pureLevel(_, let converted): converted.rate ?? 0
    case .filledOnlyWhen: 1
    case .fillGap(let converted, let other): converted - other
    }
  }

  /// A short name for scripts.
  public var code: String {
    switch self {
    case .ranksAlone: "ranks_alone"
    case .dominates: "dominates"
    case .pureLevel: "pure_level"
    case .filledOnlyWhen(let converted, _):
      converted ? "filled_only_when_converted" : "filled_only_when_not_converted"
    case .fillGap: "fill_gap"
    }
  }
}

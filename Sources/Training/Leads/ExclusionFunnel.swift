/// How many leads, or moments of leads, have no label, and why; each is counted once.
///
/// What is kept and all reasons add up to the total, of leads the rows of their source.
public struct ExclusionFunnel: Sendable, Equatable {
  /// Why a lead has no label.
  public enum Reason: String, Sendable, CaseIterable {
    /// Something is wrong with its row, and the project allows so many such rows.
    case rejected
    /// It is on the list of leads that are left out.
    case suppressed
    /// It has no time of creation.
    case withoutCreation = "without_creation"
    /// It is another lead that was entered again.
    case duplicate
    /// It was created after the time up to which anything is known.
    case createdLater = "created_later"
    /// The column of its snapshot is empty.
    case withoutSnapshot = "without_snapshot"
    /// It converted before or at its snapshot.
    case convertedBefore = "converted_before_snapshot"
    /// It was lost before or at its snapshot.
    case lostBefore = "lost_before_snapshot"
    /// It ended for a reason that says nothing of it.
    case disqualified
    /// Its outcome is not known yet: too young, or still open where no horizon is given.
    case immature
    /// It did not convert, and nobody got in touch while it could.
    case unworked
  }

  /// All that there are.
  public let total: Int
  private var counts: [Reason: Int] = [:]

  init(total: Int) { self.total = total }

  mutating func count(_ reason: Reason, times: Int = 1) { counts[reason, default: 0] += times }

  /// How many were left out for a reason.
  public subscript(reason: Reason) -> Int { counts[reason, default: 0] }

  /// Those that are left.
  public var kept: Int { total - Reason.allCases.reduce(0) { $0 + self[$1] } }

  /// The reasons that occur, with their counts, in the order in which they are looked at.
  public var exclusions: [(reason: Reason, count: Int)] {
    Reason.allCases.map { ($0, self[$0]) }.filter { $0.1 > 0 }
  }
}

extension ExclusionFunnel.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .rejected: "rows that something is wrong with (max_rejects)"
    case .suppressed: "on the list of suppressed leads"
    case .withoutCreation: "no time of creation"
    case .duplicate: "duplicates, merged into the lead created first"
    case .createdLater: "created later"
    case .withoutSnapshot: "no moment of their snapshot"
    case .convertedBefore: "converted before their snapshot"
    case .lostBefore: "lost before their snapshot"
    case .disqualified: "disqualified, which is no loss"
    case .immature: "too young: their outcome is not known yet"
    case .unworked: "never worked"
    }
  }
}

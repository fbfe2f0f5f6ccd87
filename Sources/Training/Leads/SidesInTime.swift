import ScoringModel
import Tables

/// Leads to learn from and newer ones to judge by, without a lead or a group on both sides.
///
/// Groups such as accounts have leads before and after any cut, so that some must go. Older leads of
/// the groups that are judged are not learned from: all newer leads stay, and with them the mixture
/// of new and known accounts that use meets. To leave out the newer ones instead would judge accounts
/// without a past only.
///
/// Within leads so chosen the same would choose twice, and shift the rate of conversions: accounts
/// without a later lead convert less often. There, and where too little would be left to learn from, as
/// with few accounts that all go on, a part of the groups is judged, drawn by their keys, and the rest
/// is learned from: fewer newer leads, but drawn from all of them.
struct SidesInTime {
  /// The rows to learn from, in the order given.
  let older: [Int]
  /// The rows to judge by, in the order given.
  let newer: [Int]

  /// Which groups are judged at most.
  enum Judged {
    /// All that have newer leads.
    case all
    /// Half of them, drawn by their keys.
    case half

    /// The shares that may be judged, one in so many; the first that leaves enough is taken.
    fileprivate var partitions: [UInt64] { self == .all ? [1, 2, 4, 8] : [2, 4, 8] }
  }

  /// The share of the older conversions, and of the other older leads, that is enough.
  private static let enough = 0.5

  /// Separates rows of leads from newer rows of the same or of other leads.
  init(
    older: [Int], of leads: LabelledLeads, newer: [Int], of newerLeads: LabelledLeads,
    judging judged: Judged = .all
  ) {
    let fresh = Self.newLeads(older, leads, newer, newerLeads)
    guard let groups = leads.groups, let newerGroups = newerLeads.groups else {
      (self.older, self.newer) = fresh
      return
    }
    let wanted = Self.counts(fresh.older, leads).map { Self.enough * Double($0) }
    var sides = fresh
    let partitions = judged.partitions
    for parts in partitions {
      let judged = fresh.newer.filter { newerGroups[$0].mixed % parts == 0 }
      // A part with one outcome only says nothing; the last one that does is better than that.
      if parts != partitions.first, Self.counts(judged, newerLeads).contains(0) { break }
      let taken = Set(judged.map { newerGroups[$0] })
      sides = (fresh.older.filter { !taken.contains(groups[$0]) }, judged)
      let counts = Self.counts(sides.older, leads)
      if zip(counts, wanted).allSatisfy({ Double($0) >= $1 }) { break }
    }
    (self.older, self.newer) = sides
  }

  /// Without the newer rows of leads that are older rows too, at other moments.
  ///
  /// To leave out the older rows of a lead would choose by its outcome: of the leads of a year ago
  /// only those would be learned from that were settled soon. It is done all the same where nothing
  /// newer is left to judge by.
  private static func newLeads(
    _ older: [Int], _ leads: LabelledLeads, _ newer: [Int], _ newerLeads: LabelledLeads
  ) -> (older: [Int], newer: [Int]) {
    guard let identities = leads.identities, let newerIdentities = newerLeads.identities else {
      return (older, newer)
    }
    let known = Set(older.map { identities[$0] })
    let fresh = newer.filter { !known.contains(newerIdentities[$0]) }
    if counts(fresh, newerLeads).allSatisfy({ $0 > 0 }) { return (older, fresh) }
    let later = Set(newer.map { newerIdentities[$0] })
    return (older.filter { !later.contains(identities[$0]) }, newer)
  }

  /// The conversions among rows, and the others.
  private static func counts(_ rows: [Int], _ leads: LabelledLeads) -> [Int] {
    let positives = rows.count { leads.outcomes[$0] }
    return [positives, rows.count - positives]
  }
}

extension LabelledLeads {
  /// Rows and newer ones of these leads; see ``SidesInTime``.
  func separated(older: [Int], newer: [Int], judging judged: SidesInTime.Judged) -> SidesInTime {
    SidesInTime(older: older, of: self, newer: newer, of: self, judging: judged)
  }
}

/// The CRM history of an invented software company, made by a model that is known.
///
/// Eighteen months of leads from 2025-01-01, cut off at 2026-07-01T00:00:00Z: accounts, leads,
/// events and how the leads ended, with the defects real data have. The same number of leads and
/// seed give the same history, whatever the machine's number of cores.
public struct SaaSHistory: Sendable {
  /// The seed every random stream derives from.
  public let seed: UInt64
  /// The companies, whether or not `accounts.csv` has a row for them.
  public let accounts: [Account]
  /// The leads in the order of creation, duplicates included.
  public let leads: [Lead]
  /// The events in the order of delivery, redeliveries included.
  public let events: [Event]
  /// The truth of every lead, parallel to `leads`; a duplicate has that of its original.
  public let truths: [Truth]

  /// Makes a history of `leads` leads.
  ///
  /// - Parameters:
  ///   - count: The number of rows of `leads.csv`, at least 1; 1 % of them are duplicates.
  ///   - seed: Any number; another seed gives another history of the same world.
  public init(leads count: Int, seed: UInt64) {
    precondition(count >= 1, "a history needs at least one lead, not \(count)")
    let world = World()
    let accountCount = max(1, Int((Double(count) / world.leadsPerAccount).rounded()))
    let accounts = (0..<accountCount).map { Account(index: $0, seed: seed) }
    let cases = LeadCase.all(count: count, accounts: accounts, world: world, seed: seed)
    let ids = cases.indices.map { Self.identifier("L", $0 + 1) }
    self.seed = seed
    self.accounts = accounts
    var idOfSerial: [Int: String] = [:]
    for (index, leadCase) in cases.enumerated() where leadCase.duplicateOf == nil {
      idOfSerial[leadCase.serial] = ids[index]
    }
    leads = zip(ids, cases).map { id, leadCase in
      Lead(
        id: id, createdAt: leadCase.createdAt, profile: leadCase.profile,
        accountIndex: leadCase.accountIndex,
        duplicateOf: leadCase.duplicateOf.flatMap { idOfSerial[$0] },
        standing: leadCase.standing)
    }
    truths = cases.map(\.truth)
    events = EventDelivery(seed: seed, redeliveredShare: world.redeliveredShare)
      .events(of: zip(ids, cases).map { (leadID: $0, actions: $1.actions) })
  }

  /// `prefix` and at least six digits.
  static func identifier(_ prefix: String, _ number: Int) -> String {
    let digits = String(number)
    return prefix + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

/// The accounts of leads, numbered in the order in which they come.
struct AccountNumbers: Sendable {
  /// The account of each lead; one without an account is one of its own.
  let ofLeads: [Int32]
  /// How many accounts there are.
  let count: Int

  /// Numbers the accounts that leads name; nil for a lead without one.
  init(_ keys: [String?]) {
    var known: [String: Int32] = [:]
    var count: Int32 = 0
    ofLeads = keys.map { key in
      if let key, let account = known[key] { return account }
      if let key { known[key] = count }
      count += 1
      return count - 1
    }
    self.count = Int(count)
  }
}

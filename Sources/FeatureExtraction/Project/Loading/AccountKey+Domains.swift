extension AccountKey {
  /// The company of an address by its registered domain, nil when a mail provider's.
  static func companyDomain(ofAddress address: String) -> String? {
    EmailDomain(ofAddress: address).flatMap { $0.identifiesCompany ? $0.registered : nil }
  }

  /// A key as it is compared with others: a domain in lower case, anything else as it is.
  static func plain(_ key: String) -> String {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard key.utf8.contains(where: capitals.contains) else { return key }
    return EmailDomain(key)?.name ?? key
  }

  /// The key of an account that this names, as its row writes it.
  func ofAccount(_ written: String) -> String {
    switch self {
    case .column: AccountKey.plain(written)
    case .email: EmailDomain(written)?.registered ?? written.lowercased()
    }
  }
}

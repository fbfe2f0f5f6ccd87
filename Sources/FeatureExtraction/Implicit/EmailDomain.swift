/// What the domain of an e-mail address tells of its owner.
public struct EmailDomain: Sendable, Equatable {
  /// Who runs the mailbox.
  public enum Kind: String, Sendable, CaseIterable {
    /// A provider where everybody can open a mailbox.
    case free
    /// A company of its own.
    case corporate
    /// A school or university.
    case education
    /// A government or its army.
    case government
    /// A provider of mailboxes to be thrown away.
    case disposable
  }

  /// The domain in lower case: `example.com`.
  public let name: String

  /// The domain of an address; nil when the text is no address.
  public init?(ofAddress address: String) {
    guard let at = address.lastIndex(of: "@"), at > address.startIndex else { return nil }
    let domain = address[address.index(after: at)...].lowercased()
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }),
      !domain.contains(where: \.isWhitespace)
    else { return nil }
    name = domain
  }

  /// Who runs the mailbox.
  public var kind: Kind {
    if EmailDomain.isListed(self, in: EmailDomain.disposableDomains) { return .disposable }
    if EmailDomain.isListed(self, in: EmailDomain.freeDomains) { return .free }
    let labels = name.split(separator: ".")
    // A second level counts only below a country: ac.uk is a university's, ac.com is a company's.
    let classes = labels.suffix(labels.last?.count == 2 ? 2 : 1)
    if classes.contains("edu") || classes.dropLast().contains("ac") { return .education }
    let authorities: [Substring] = ["gov", "mil", "gob", "gouv", "govt"]
    if classes.contains(where: authorities.contains) { return .government }
    return .corporate
  }

  /// Whether the domain stands for a company rather than for a provider of mailboxes.
  public var identifiesCompany: Bool { kind != .free && kind != .disposable }

  /// The country of the top-level domain as an ISO 3166 code: `DE`, `GB`; nil when it names none.
  public var country: String? {
    guard let last = name.split(separator: ".").last, last.utf8.count == 2,
      last.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }),
      !EmailDomain.domainsUsedWorldwide.contains(String(last))
    else { return nil }
    return last == "uk" ? "GB" : last.uppercased()
  }

  /// Whether a domain or a domain it belongs to is in a list.
  private static func isListed(_ domain: EmailDomain, in list: Set<String>) -> Bool {
    if list.contains(domain.name) { return true }
    let labels = domain.name.split(separator: ".")
    return labels.indices.dropFirst().dropLast().contains { index in
      list.contains(labels[index...].joined(separator: "."))
    }
  }
}

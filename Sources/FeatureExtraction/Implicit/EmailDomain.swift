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
    /// A government, its army, or an organization of governments.
    case government
    /// A provider of mailboxes to be thrown away.
    case disposable
  }

  /// The domain in lower case: `example.com`.
  public let name: String

  /// The domain of an address; nil when the text is no address.
  ///
  /// The address may be in angle brackets after a name: `Jane Doe <jane@example.com>`.
  public init?(ofAddress text: String) {
    let address = EmailDomain.withoutName(text)
    guard let at = address.lastIndex(of: "@"), EmailDomain.isMailbox(address[..<at]) else {
      return nil
    }
    self.init(address[address.index(after: at)...])
  }

  /// A domain of two labels or more; nil when the text is none.
  init?(_ text: some StringProtocol) {
    let domain = text.lowercased()
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy(EmailDomain.isLabel),
      labels.last?.contains(where: \.isLetter) ?? false
    else { return nil }
    name = domain
  }

  /// What is in the angle brackets that a text ends in; without any, the text.
  private static func withoutName(_ text: String) -> Substring {
    let trimmed = text.drop(while: \.isWhitespace)
    let end = trimmed.lastIndex { !$0.isWhitespace }.map(trimmed.index(after:))
    let address = trimmed[..<(end ?? trimmed.endIndex)]
    guard address.last == ">", let open = address.lastIndex(of: "<") else { return address }
    return address[address.index(after: open)...].dropLast()
  }

  /// Whether a text may stand before the sign of an address: anything in quotes, else no blank and no
  /// mark that parts addresses.
  private static func isMailbox(_ text: Substring) -> Bool {
    let quote = UInt8(ascii: "\"")
    let bytes = text.utf8
    guard !(bytes.count > 2 && bytes.first == quote && bytes.last == quote) else { return true }
    return !bytes.isEmpty && !bytes.contains { $0 <= 0x20 || EmailDomain.marks.contains($0) }
  }

  private static let marks = Array("@<>()[],;:\"\\".utf8)

  /// Whether a text may stand between the points of a domain: letters, digits and inner hyphens.
  private static func isLabel(_ text: Substring) -> Bool {
    let hyphen = UInt8(ascii: "-")
    guard let first = text.utf8.first, first != hyphen, text.utf8.last != hyphen else {
      return false
    }
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), hyphen:
        true
      default: false
      }
    }
    return isPlain || text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
  }

  /// The domain that its owner registered, the key of a company: `acme.com` of `sales.acme.com` and
  /// `acme.co.uk` of `eu.acme.co.uk`.
  ///
  /// That is the last two labels, or three below a second level of a country's registry. The list of
  /// these is short and the rule too: of shared hosts, as `acme.github.io`, it takes the host's.
  public var registered: String {
    let labels = name.split(separator: ".")
    guard labels.count > 2, let country = labels.last else { return name }
    let isBelowRegistry =
      country.count == 2
      && EmailDomain.registrySecondLevels.contains(String(labels[labels.count - 2]))
    return labels.suffix(isBelowRegistry ? 3 : 2).joined(separator: ".")
  }

  /// Who runs the mailbox.
  public var kind: Kind {
    if EmailDomain.isListed(self, in: EmailDomain.disposableDomains) { return .disposable }
    if EmailDomain.isListed(self, in: EmailDomain.freeDomains) { return .free }
    if EmailDomain.isListed(self, in: EmailDomain.governmentDomains) { return .government }
    let labels = name.split(separator: ".")
    if labels.last == "int" { return .government }
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

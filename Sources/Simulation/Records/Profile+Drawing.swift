#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SaaSHistory.Profile {
  /// Draws a lead that arrives at `moment`, from `account` or, without one, with free mail.
  init(
    source: SaaSHistory.Source, account: SaaSHistory.Account?, serial: Int,
    from stream: inout RandomStream
  ) {
    let first = stream.element(of: Self.firstNames)
    let last = stream.element(of: Self.lastNames)
    name = "\(first) \(last)"
    title = SaaSHistory.JobTitle(from: &stream)
    self.source = source
    form = stream.element(of: Self.formShares(of: source))
    need = stream.element(of: ["automation", "reporting", "integration", "compliance", "other"])
    budget = Self.budget(account: account, from: &stream)
    // The serial number keeps two people of one name apart: one address, one person.
    let mailbox = "\(first).\(last)\(serial)".lowercased()
    if let account {
      email = "\(mailbox)@\(account.domain)"
      company = account.company
    } else {
      email = "\(mailbox)@\(stream.element(of: Self.freeMail))"
      company = stream.chance(0.35) ? "\(last) Consulting" : ""
    }
  }

  /// The share of leads of `source` that write from free mail: about a quarter over all sources.
  static func freeMailShare(of source: SaaSHistory.Source) -> Double {
    switch source {
    case .organic: 0.35
    case .paidSearch: 0.38
    case .webinar: 0.23
    case .referral, .event: 0.14
    case .partner, .outbound: 0.04
    }
  }

  /// The mix of sources, in which paid search grows as time goes from 0 to 1.
  static func sourceShares(at progress: Double) -> [(SaaSHistory.Source, weight: Double)] {
    [
      (.organic, weight: 0.28), (.paidSearch, weight: 0.18 + 0.08 * progress),
      (.webinar, weight: 0.16), (.referral, weight: 0.10), (.partner, weight: 0.07),
      (.event, weight: 0.10), (.outbound, weight: 0.11),
    ]
  }

  private static func formShares(
    of source: SaaSHistory.Source
  ) -> [(SaaSHistory.Form, weight: Double)] {
    switch source {
    case .outbound:
      [(.contact, weight: 0.6), (.demo, weight: 0.2), (.trial, weight: 0.2)]
    case .webinar, .event:
      [
        (.newsletter, weight: 0.5), (.trial, weight: 0.25), (.demo, weight: 0.15),
        (.contact, weight: 0.1),
      ]
    default:
      [
        (.trial, weight: 0.42), (.newsletter, weight: 0.25), (.demo, weight: 0.17),
        (.contact, weight: 0.16),
      ]
    }
  }

  /// A yearly budget in hundreds of dollars, larger in larger companies; left out by 45 %.
  private static func budget(
    account: SaaSHistory.Account?, from stream: inout RandomStream
  ) -> Int? {
    let employees = Double(account?.employees ?? 10)
    let center = ConversionModel.budgetCenter + 0.2 * (log(employees) - log(70))
    let amount = stream.logNormal(median: exp(center), sigma: 0.8)
    let rounded = max(100, Int(amount / 100) * 100)
    return stream.chance(0.45) ? nil : rounded
  }

  private static let freeMail: [(String, weight: Double)] = [
    ("gmail.com", weight: 0.6), ("outlook.com", weight: 0.2), ("yahoo.com", weight: 0.12),
    ("gmx.de", weight: 0.08),
  ]

  private static let firstNames = [
    "Ada", "Ali", "Amir", "Ana", "Ben", "Cara", "Chen", "Dana", "Eli", "Elsa", "Emma", "Eva",
    "Finn", "Greta", "Hana", "Hugo", "Ida", "Ines", "Ivan", "Jan", "Jonas", "Kai", "Kira", "Lara",
    "Lena", "Leo", "Liam", "Lucy", "Maja", "Marc", "Maria", "Max", "Mia", "Nina", "Noah", "Olga",
    "Omar", "Paul", "Petra", "Priya", "Ravi", "Rosa", "Sam", "Sara", "Sofia", "Tara", "Theo",
    "Tom", "Vera", "Yuki",
  ]

  private static let lastNames = [
    "Adler", "Ahmed", "Baker", "Bauer", "Berg", "Brown", "Costa", "Cruz", "Diaz", "Evans",
    "Fischer", "Foster", "Garcia", "Gray", "Gupta", "Haas", "Hall", "Hansen", "Ito", "Jensen",
    "Jones", "Kaur", "Keller", "Khan", "Klein", "Kumar", "Lang", "Lee", "Lopez", "Martin",
    "Meyer", "Moore", "Nagy", "Nguyen", "Novak", "Olsen", "Patel", "Petit", "Reed", "Rossi",
    "Roux", "Sato", "Silva", "Singh", "Smit", "Stone", "Tanaka", "Vogel", "Weber", "Young",
  ]
}

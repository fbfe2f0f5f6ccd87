extension SaaSHistory {
  /// A company of the invented world, with everything that is true of it.
  ///
  /// What the enrichment service found out, which is less, is `enrichment`.
  public struct Account: Sendable, Equatable {
    /// The e-mail domain, unique; it ends in `.example`, which RFC 2606 reserves.
    public let domain: String
    /// The company's name; some hold a comma.
    public let company: String
    /// The industry, one of those in `truth.json`.
    public let industry: String
    /// How many people work there, at least 1.
    public let employees: Int
    /// The country's ISO 3166 code.
    public let country: String
    /// Whether the company has a web site.
    public let hasWebsite: Bool
    /// Technologies in use, possibly none.
    public let technologies: [String]
    /// What of this reached `accounts.csv`.
    public let enrichment: Enrichment
  }

  /// How much of an account the enrichment service delivered.
  public enum Enrichment: Sendable, Equatable {
    /// The row is there and full.
    case complete
    /// The row is there, its `employees` empty.
    case withoutEmployees
    /// The row is there, its `industry` empty.
    case withoutIndustry
    /// There is no row.
    case absent
  }
}

extension SaaSHistory.Account {
  /// The number of employees as `accounts.csv` tells it.
  var knownEmployees: Int? {
    enrichment == .absent || enrichment == .withoutEmployees ? nil : employees
  }

  /// The industry as `accounts.csv` tells it.
  var knownIndustry: String? {
    enrichment == .absent || enrichment == .withoutIndustry ? nil : industry
  }

  /// The country as `accounts.csv` tells it.
  var knownCountry: String? {
    enrichment == .absent ? nil : country
  }

  /// How readily a lead comes from this account: large companies send more people.
  var weight: Double {
    Double(employees).squareRoot().squareRoot()
  }
}

extension SaaSHistory.Account {
  /// Draws account `index` of the world of `seed`; the index keeps domains unique.
  init(index: Int, seed: UInt64) {
    var stream = RandomStream(seed: seed, purpose: .account, index: index)
    let name = CompanyName(index: index, from: &stream)
    domain = name.domain
    company = name.company
    country = name.country
    industry = stream.element(of: Industry.shares)
    employees = Int(max(1, min(60_000, stream.logNormal(median: 110, sigma: 1.5))))
    hasWebsite = stream.chance(0.93)
    technologies = Self.technologies.filter { _ in stream.chance(0.2) }
    enrichment = stream.element(of: [
      (.complete, weight: 0.88), (.absent, weight: 0.05), (.withoutEmployees, weight: 0.04),
      (.withoutIndustry, weight: 0.03),
    ])
  }

  private static let technologies = ["Salesforce", "SAP", "Slack", "AWS", "Zendesk"]
}

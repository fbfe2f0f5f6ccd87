extension SaaSHistory {
  /// A row of `leads.csv`: what the CRM holds of one lead at the cut-off.
  ///
  /// Moments are whole seconds since 1970-01-01T00:00:00Z.
  public struct Lead: Sendable, Equatable {
    /// `L000001`, `L000002` … in the order of creation.
    public let id: String
    /// When the lead filled in the form.
    public let createdAt: Int
    /// What the lead told of themselves.
    public let profile: Profile
    /// The index in `SaaSHistory.accounts`; none for free mail.
    public let accountIndex: Int?
    /// The id of the earlier lead this one repeats, if any.
    public let duplicateOf: String?
    /// How it went, as far as the cut-off shows.
    public let standing: Standing
  }

  /// What a lead shares in a form, and how they found the company.
  public struct Profile: Sendable, Equatable {
    /// An invented first and last name.
    public let name: String
    /// The address: free mail, or at the account's domain.
    public let email: String
    /// The company as typed; empty when left out.
    public let company: String
    /// The job title.
    public let title: JobTitle
    /// The way the lead came.
    public let source: Source
    /// The form filled in.
    public let form: Form
    /// The need chosen from a list; it has no bearing on conversion.
    public let need: String
    /// The yearly budget in US dollars; none when left out.
    public let budget: Int?
  }

  /// The way a lead came.
  public enum Source: String, Sendable, CaseIterable {
    case organic, webinar, referral, partner, event, outbound
    case paidSearch = "paid_search"
  }

  /// The form a lead filled in; only `trial` gives an account to log into.
  public enum Form: String, Sendable, CaseIterable {
    case demo, trial, newsletter, contact
  }

  /// Where a lead stands at the cut-off.
  public enum Standing: Sendable, Equatable {
    /// Nobody has bought or given up yet.
    case open
    /// Bought.
    case won(Sale)
    /// Given up, with the reason the salesperson chose.
    case lost(reason: String)
  }

  /// What the CRM holds of a purchase.
  public struct Sale: Sendable, Equatable {
    /// When the lead bought, in seconds since 1970-01-01T00:00:00Z.
    public let closedAt: Int
    /// The yearly amount in US dollars.
    public let amount: Int
    /// The number of the contract, which exists only now: a leak for anybody who trains on it.
    public let contractID: String
  }
}

extension SaaSHistory.Lead {
  /// The stage as the CRM spells it.
  public var stage: String {
    switch standing {
    case .open: "Open"
    case .won: "Closed Won"
    case .lost: "Closed Lost"
    }
  }

  /// The purchase, if there was one before the cut-off.
  public var sale: SaaSHistory.Sale? {
    guard case .won(let sale) = standing else { return nil }
    return sale
  }

  /// The moment its features are taken: 14 days after creation.
  public var snapshot: Int { createdAt + WorldCalendar.snapshotDelay }
}

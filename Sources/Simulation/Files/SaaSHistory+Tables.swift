/// The three tables of the CRM, and the truth behind them.
extension SaaSHistory {
  /// The bytes of `accounts.csv`: the enriched accounts.
  var accountsTable: [UInt8] {
    var table = CSVDocument(header: [
      "domain", "company", "industry", "employees", "country", "has_website", "technologies",
    ])
    for account in accounts where account.enrichment != .absent {
      table.append([
        account.domain, account.company, account.knownIndustry ?? "",
        text(account.knownEmployees), account.country, account.hasWebsite ? "yes" : "no",
        account.technologies.joined(separator: ";"),
      ])
    }
    return table.bytes
  }

  /// The bytes of `leads.csv`.
  var leadsTable: [UInt8] {
    var table = CSVDocument(header: [
      "lead_id", "created_at", "name", "email", "company", "title", "source", "form", "need",
      "budget", "company_domain", "stage", "closed_won_at", "amount", "lost_reason",
      "contract_id",
    ])
    for lead in leads {
      let profile = lead.profile
      table.append(
        [
          lead.id, WorldCalendar.text(of: lead.createdAt), profile.name, profile.email,
          profile.company, profile.title.text, profile.source.rawValue, profile.form.rawValue,
          profile.need, text(profile.budget),
          lead.accountIndex.map { accounts[$0].domain } ?? "", lead.stage,
        ] + ending(of: lead))
    }
    return table.bytes
  }

  /// `closed_won_at`, `amount`, `lost_reason` and `contract_id`.
  private func ending(of lead: Lead) -> [String] {
    switch lead.standing {
    case .open: ["", "", "", ""]
    case .won(let sale):
      [WorldCalendar.text(of: sale.closedAt), String(sale.amount), "", sale.contractID]
    case .lost(let reason): ["", "", reason, ""]
    }
  }

  /// The bytes of `events.csv`.
  var eventsTable: [UInt8] {
    var table = CSVDocument(header: ["event_id", "lead_id", "occurred_at", "event", "duration_s"])
    for event in events {
      table.append([
        event.id, event.leadID, WorldCalendar.text(of: event.occurredAt), event.kind.rawValue,
        text(event.duration),
      ])
    }
    return table.bytes
  }

  /// The bytes of `truth.csv`: log odds and probabilities with 9 decimals.
  var truthTable: [UInt8] {
    var table = CSVDocument(header: ["lead_id", "profile_log_odds", "log_odds", "probability"])
    for (lead, truth) in zip(leads, truths) where lead.duplicateOf == nil {
      table.append([
        lead.id, decimal(truth.profileLogOdds), decimal(truth.logOdds),
        decimal(truth.probability),
      ])
    }
    return table.bytes
  }

  private func text(_ number: Int?) -> String {
    number.map(String.init) ?? ""
  }

  /// A number with a fixed count of decimals, so that a last bit of rounding shows nowhere.
  private func decimal(_ number: Double) -> String {
    let billionths = Int((number.magnitude * 1e9).rounded())
    let digits = String(billionths % 1_000_000_000)
    let fraction = String(repeating: "0", count: 9 - digits.count) + digits
    return "\(number < 0 ? "-" : "")\(billionths / 1_000_000_000).\(fraction)"
  }
}

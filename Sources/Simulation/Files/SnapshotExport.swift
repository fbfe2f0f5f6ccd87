/// The flat file a CRM's administrator would export: one row per lead, as known at its snapshot.
struct SnapshotExport: Sendable {
  private let history: SaaSHistory
  /// What each lead had done by its snapshot, parallel to the leads.
  private let engagements: [Engagement]

  /// Counts the behaviour of all leads of `history`, each event id once.
  init(of history: SaaSHistory) {
    self.history = history
    let rowOfLead = Dictionary(
      uniqueKeysWithValues: history.leads.enumerated().map { ($1.id, $0) })
    var actions = [[Action]](repeating: [], count: history.leads.count)
    var seen: Set<String> = []
    for event in history.events where seen.insert(event.id).inserted {
      guard let row = rowOfLead[event.leadID] else { continue }
      actions[row].append(
        Action(occurredAt: event.occurredAt, kind: event.kind, duration: event.duration))
    }
    engagements = zip(history.leads, actions).map { lead, actions in
      Engagement(actions: actions, before: lead.snapshot)
    }
  }

  /// The bytes of `export.csv`: mature leads, not bought before the snapshot, with the outcome.
  var labelled: [UInt8] {
    var table = CSVDocument(header: Self.header + ["Converted"])
    for (lead, engagement) in zip(history.leads, engagements) where Self.isLabelled(lead) {
      let outcome = Self.isConvertedInTime(lead) ? "yes" : "no"
      table.append(row(lead, engagement) + [outcome])
    }
    return table.bytes
  }

  /// The bytes of `new.csv`: leads still open, past their snapshot, too young for an outcome.
  var unlabelled: [UInt8] {
    var table = CSVDocument(header: Self.header)
    for (lead, engagement) in zip(history.leads, engagements) where Self.isScorable(lead) {
      table.append(row(lead, engagement))
    }
    return table.bytes
  }

  /// Whether the outcome of `lead` is known and was open at its snapshot.
  static func isLabelled(_ lead: SaaSHistory.Lead) -> Bool {
    guard lead.duplicateOf == nil, WorldCalendar.isMature(createdAt: lead.createdAt) else {
      return false
    }
    guard let sale = lead.sale else { return true }
    return sale.closedAt > lead.snapshot
  }

  /// Whether `lead` bought within 90 days after its snapshot.
  static func isConvertedInTime(_ lead: SaaSHistory.Lead) -> Bool {
    guard let sale = lead.sale else { return false }
    return sale.closedAt <= lead.snapshot + WorldCalendar.horizon
  }

  /// Whether `lead` is one that somebody would want scored at the cut-off.
  static func isScorable(_ lead: SaaSHistory.Lead) -> Bool {
    lead.duplicateOf == nil && lead.standing == .open && lead.snapshot <= WorldCalendar.now
      && !WorldCalendar.isMature(createdAt: lead.createdAt)
  }

  private static let header = [
    "Lead Number", "Created", "Title", "Department", "Source", "Form", "Need", "Budget",
    "Industry", "Employees", "Country", "Free mail", "Logins 14d", "Pricing views 14d",
    "Emails opened 14d", "Demo requested", "Last activity days ago",
  ]

  private func row(_ lead: SaaSHistory.Lead, _ engagement: Engagement) -> [String] {
    let profile = lead.profile
    let account = lead.accountIndex.map { history.accounts[$0] }
    let department = profile.title.text.isEmpty ? "" : profile.title.department.rawValue
    return [
      lead.id, WorldCalendar.dateText(of: lead.createdAt), profile.title.text, department,
      profile.source.rawValue, profile.form.rawValue, profile.need,
      profile.budget.map(String.init) ?? "", account?.knownIndustry ?? "",
      account?.knownEmployees.map(String.init) ?? "", account?.knownCountry ?? "",
      account == nil ? "yes" : "no", String(engagement.logins), String(engagement.pricingViews),
      String(engagement.emailsOpened), engagement.hasRequestedDemo ? "yes" : "no",
      engagement.idle.map { String($0 / WorldCalendar.day) } ?? "",
    ]
  }
}

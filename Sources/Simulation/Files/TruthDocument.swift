import FoundationEssentials

/// `truth.json`: every constant of the world and every trap, for those who test against it.
struct TruthDocument: Sendable, Encodable {
  /// A defect put into the data on purpose.
  struct Trap: Sendable, Encodable {
    let name: String
    let file: String
    let description: String
  }

  /// What the history holds, counted.
  struct Counts: Sendable, Encodable {
    let leads: Int
    let accounts: Int
    let events: Int
    let duplicateLeads: Int
    let redeliveredEvents: Int
    let wonBeforeSnapshot: Int
    let exportRows: Int
    let exportConversions: Int
    let newRows: Int
  }

  /// The shares the generator was told; the data scatter about them.
  struct Rates: Sendable, Encodable {
    let duplicateLeads: Double
    let redeliveredEvents: Double
    let conversionBeforeSnapshot: Double
    let missingTitle = 0.09
    let missingBudget = 0.45
    let accountRowAbsent = 0.05
    let accountEmployeesEmpty = 0.04
    let accountIndustryEmpty = 0.03
    let freeMailAbout = 0.25
    let attainableAucFrom = 0.82
    let attainableAucTo = 0.86
    let profileAucAbout = 0.69
  }

  let seed: String
  let command: String
  let firstCreation: String
  let now: String
  let snapshotAfterDays: Int
  let horizonDays: Int
  let formula: String
  let logOdds: ConversionModel
  let conversionDelay: ConversionDelay
  let rates: Rates
  let counts: Counts
  let traps: [Trap]
  let plantedInRules: [PointsTables.Planted]

  /// Documents `history`.
  init(of history: SaaSHistory) {
    let world = SaaSHistory.World()
    seed = String(history.seed)
    command = history.command
    firstCreation = WorldCalendar.text(of: WorldCalendar.start)
    now = WorldCalendar.text(of: WorldCalendar.now)
    snapshotAfterDays = WorldCalendar.snapshotDelay / WorldCalendar.day
    horizonDays = WorldCalendar.horizon / WorldCalendar.day
    formula = """
      P(bought within the horizon after the snapshot, given not before it) = 1 / (1 + exp(-x)); \
      x = intercept + seniority + department + (industry + employees, or free_mail) + source \
      + budget + demo_request + login_days + recency + pricing_views + noise * N(0, 1). \
      A term with center and scale is log_odds * (transform - center) / scale. \
      Drifts move in a straight line from first_creation to now. \
      Form, need, country, web site and technologies have no effect of their own. \
      Behaviour is what happened before the snapshot.
      """
    logOdds = world.model
    conversionDelay = world.delay
    rates = Rates(
      duplicateLeads: world.duplicateShare, redeliveredEvents: world.redeliveredShare,
      conversionBeforeSnapshot: world.earlyConversionShare)
    counts = Counts(of: history)
    traps = Self.traps
    plantedInRules = PointsTables.planted
  }

  /// The document as JSON, keys sorted, indented.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// The traps, as the README of the data lists them too.
  static let traps = [
    Trap(
      name: "lost_reason", file: "leads.csv",
      description: "filled only when the lead is Closed Lost: it tells the outcome"),
    Trap(
      name: "contract_id", file: "leads.csv",
      description: "filled only when the lead is Closed Won: it tells the outcome"),
    Trap(
      name: "stage, closed_won_at, amount", file: "leads.csv",
      description: "the outcome itself, as of the cut-off"),
    Trap(
      name: "events after the snapshot", file: "events.csv",
      description: "customers log in after they bought: counts over all time leak"),
    Trap(
      name: "immature leads", file: "leads.csv",
      description: "created less than 104 days before the cut-off: open does not mean lost"),
    Trap(
      name: "conversions before the snapshot", file: "leads.csv",
      description: "a few leads buy within 14 days: they are neither positive nor negative"),
    Trap(
      name: "late conversions", file: "leads.csv",
      description: "a few leads buy more than 90 days after the snapshot: negative, though won"),
    Trap(
      name: "duplicate leads", file: "leads.csv",
      description: "the same e-mail under a new lead_id days later; the sale is on the first"),
    Trap(
      name: "redelivered events", file: "events.csv",
      description: "the same event_id twice, identical in every field, some lines apart"),
    Trap(
      name: "order of events", file: "events.csv",
      description: "in the order of delivery, hours late: not sorted by lead or by occurred_at"),
    Trap(
      name: "missing enrichment", file: "accounts.csv",
      description: "no row, no employees or no industry, at random"),
    Trap(
      name: "drift", file: "leads.csv",
      description: "webinars lose their effect, the base rate and the mix of sources move"),
    Trap(
      name: "Account Executive", file: "leads.csv",
      description: "a title that holds the word executive and is none"),
  ]
}

extension TruthDocument.Counts {
  init(of history: SaaSHistory) {
    leads = history.leads.count
    accounts = history.accounts.count
    events = history.events.count
    duplicateLeads = history.leads.count { $0.duplicateOf != nil }
    redeliveredEvents = history.events.count - Set(history.events.lazy.map(\.id)).count
    wonBeforeSnapshot = history.leads.count { lead in
      guard let sale = lead.sale else { return false }
      return sale.closedAt <= lead.snapshot
    }
    let labelled = history.leads.filter(SnapshotExport.isLabelled)
    exportRows = labelled.count
    exportConversions = labelled.count(where: SnapshotExport.isConvertedInTime)
    newRows = history.leads.count(where: SnapshotExport.isScorable)
  }
}

public import Tables

extension ProjectTables {
  /// What was known of some leads, each at its moment.
  ///
  /// Training and scoring build their vectors here, and nowhere else. The columns that know the
  /// outcome are left out unless the project declares them as features. Columns with a history have
  /// the values of the moment; other columns of leads and accounts carry no times and are taken to
  /// have been known from the creation. Whether a column holds numbers is settled by what was known
  /// at `now`.
  ///
  /// - Parameters:
  ///   - rows: The leads, one of them as often as it has moments.
  ///   - moments: A moment per row.
  ///   - now: The time of training or scoring; nil for the last of the moments.
  /// - Returns: What was known, row by row.
  /// - Precondition: there is one moment per row, and the events of these leads were kept.
  public func snapshot(
    ofLeads rows: [Int], at moments: [Timestamp], asOf now: Timestamp? = nil
  ) -> LeadSnapshot {
    precondition(rows.count == moments.count)
    precondition(
      keptLead.map { lead in rows.allSatisfy { identifiers[$0] == lead } } ?? true,
      "the events of one lead were kept only: keep every event")
    let declared = Set(project.columnFeatures.map(\.column.name))
    let outcome = Set(project.outcome.columns.map(\.name)).subtracting(declared)
    let knowledge = FieldKnowledge(
      tables: self, now: now ?? moments.max() ?? Timestamp(microseconds: 0))
    let columns = facts.columns.filter { !outcome.contains($0.name) }.map { column in
      knowledge.column(column, rows: rows, moments: moments)
    }
    let known = Table(
      source: facts.source, columns: columns, rowCount: rows.count,
      lines: facts.lines.isEmpty ? [] : rows.map { facts.lines[$0] })
    return LeadSnapshot(
      table: known.replacing(parsedAgain(known)).adding(momentColumns(rows, moments)),
      moments: moments, events: events?.leads(rows),
      talliedEvents: tallied?.rows(ofLeads: rows, at: moments),
      accountEvents: lookedAtOfAccounts?.rows(rows),
      talliedAccountEvents: talliedAccounts?.rows(ofLeads: rows, at: moments))
  }

  /// The columns parsed from those that have a history.
  private func parsedAgain(_ known: Table) -> [Column] {
    guard let history else { return [] }
    return project.columnFeatures.flatMap { feature -> [Column] in
      guard history.fields.contains(feature.column.name), let column = known[feature.column.name]
      else { return [] }
      return feature.parsedColumns(of: column, titles: titles)
    }
  }

  /// The events of accounts, where a feature needs them one by one.
  private var lookedAtOfAccounts: AccountEvents? {
    if let accountEvents { return accountEvents }
    let isRead = project.eventFeatures.contains { feature in
      feature.scope == .account
        && feature.measures.contains { talliedAccounts == nil || !feature.isTallied($0) }
    }
    guard isRead else { return nil }
    return events.map { AccountEvents($0, keys: accountKeys, created: created) }
  }

  /// The leads to be scored at a time, as they were known then.
  ///
  /// A lead is taken as of its snapshot, so that it is seen as the leads were that the model
  /// learned from; one that is younger, and every lead where snapshots are repeated, is taken as of
  /// now. Leads created after `now`, those whose outcome was settled by then and those whose horizon
  /// is over are left out and counted: of the latter there is nothing left to predict.
  ///
  /// - Parameter now: The time of scoring; nil for the newest moment in the data.
  /// - Returns: The leads with their moments, and how many were left out.
  public func snapshot(asOf now: Timestamp? = nil) -> ScoringSnapshot {
    let now = now ?? newest ?? Timestamp(microseconds: 0)
    let times = scoringTimes
    var rows: [Int] = []
    var (future, won, lost, disqualified, past) = (0, 0, 0, 0, 0)
    for row in 0..<leadCount {
      switch times.skipReason(ofLead: row, asOf: now) {
      case .createdLater: future += 1
      case .alreadyWon: won += 1
      case .alreadyLost: lost += 1
      case .disqualified: disqualified += 1
      case .pastHorizon: past += 1
      case nil: rows.append(row)
      }
    }
    let moments = rows.map { times.moment(ofLead: $0, asOf: now) }
    return ScoringSnapshot(
      asOf: now, rows: rows, leads: snapshot(ofLeads: rows, at: moments, asOf: now),
      createdLater: future, alreadyWon: won, alreadyLost: lost, disqualified: disqualified,
      pastHorizon: past)
  }

  /// One lead as it is among those to be scored at a time.
  ///
  /// - Parameters:
  ///   - row: The lead.
  ///   - now: The time of scoring; nil for the newest moment in the data.
  /// - Returns: What was known of it; nil when it is not scored then.
  public func snapshot(ofLead row: Int, asOf now: Timestamp? = nil) -> LeadSnapshot? {
    let now = now ?? newest ?? Timestamp(microseconds: 0)
    let times = scoringTimes
    guard times.skipReason(ofLead: row, asOf: now) == nil else { return nil }
    return snapshot(ofLeads: [row], at: [times.moment(ofLead: row, asOf: now)], asOf: now)
  }

  /// The columns that are parsed anew at every moment.
  private func momentColumns(_ rows: [Int], _ moments: [Timestamp]) -> [Column] {
    project.columnFeatures.flatMap { feature -> [Column] in
      guard let parser = feature.parser, let column = facts[feature.column.name] else { return [] }
      let names = parser.columns.map { "\(feature.label).\($0)" }
      switch parser {
      case .groupSize:
        let groups = GroupSizes(column, created: created)
        let sizes = zip(rows, moments).map { groups.size(ofGroupOf: $0, asOf: $1) }
        return [Column(name: names[0], values: .numbers(sizes))]
      case .accountHistory:
        let history = AccountHistory(
          accounts(namedBy: column), created: created, outcomes: outcomes)
        let known = zip(rows, moments).map { history.before($1, row: $0) }
        return [
          Column(name: names[0], values: .numbers(known.map(\.leads))),
          Column(name: names[1], values: .numbers(known.map(\.wins))),
        ]
      case .date:
        return column.rows(rows).dateParts(
          named: names, moments: moments, zone: feature.settings.dates.zone,
          keepsFuture: feature.settings.keepsFuture)
      case .jobTitle, .emailDomain, .money, .presence: return []
      }
    }
  }

  /// The account of each lead by a column: the keys of the leads section where it is that column,
  /// so that a provider's domain is no account, else its texts.
  private func accounts(namedBy column: Column) -> Categories {
    if column.name == project.leads.account?.column.name { return Categories(accountKeys) }
    if case .categories(let categories) = column.values { return categories }
    return Categories((0..<column.count).map(column.text))
  }
}

/// The leads to be scored at a time, and how many were left out.
public struct ScoringSnapshot: Sendable {
  /// The time of scoring.
  public let asOf: Timestamp
  /// The rows of the leads among all leads of the project, ascending.
  public let rows: [Int]
  /// What was known of them.
  public let leads: LeadSnapshot
  /// Leads that were created after the time of scoring.
  public let createdLater: Int
  /// Leads that had converted by then.
  public let alreadyWon: Int
  /// Leads that were lost by then.
  public let alreadyLost: Int
  /// Leads that were disqualified by then.
  public let disqualified: Int
  /// Leads whose horizon was over by then.
  public let pastHorizon: Int
}

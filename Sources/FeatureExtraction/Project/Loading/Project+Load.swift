public import Tables
internal import YAMLDocuments

extension Project {
  /// Reads the project's files.
  ///
  /// - Parameters:
  ///   - threads: How many threads read; the result does not depend on it.
  ///   - featureKinds: How features that go by their values are to be read, by their names: for
  ///     scoring, as the model learned them.
  ///   - retention: What of the events is kept.
  ///   - others: The columns of leads that are wanted besides those that features are read from,
  ///     for those who need no more: other columns are then read only as far as the project's meaning
  ///     needs them, and ``ProjectTables/facts`` has none of them. Nil for all columns of the file.
  ///   - open: Opens a source; files alone when it is left out.
  /// - Returns: What is known of the leads.
  /// - Throws: `ConfigurationProblems` for columns that are not there, `DataProblems` for values
  ///   that cannot be, both with their places, and `InputError` for files that cannot be read.
  public func load(
    threads: Int, featureKinds: [String: ColumnKind] = [:],
    keeping retention: EventRetention = .every, wanting others: Set<String>? = nil,
    open: SourceReader = DataSource.openFile
  ) throws -> ProjectTables {
    var files: [CSVFile] = []
    do {
      return try tables(
        threads: threads, featureKinds: featureKinds, keeping: retention, wanting: others
      ) { source in
        files.append(try open(source))
        return files[files.count - 1]
      }
    } catch let problems as DataProblems {
      throw files.reduce(problems) { $1.placingFields(of: $0) }
    }
  }

  /// The same, with the places of what is wrong as far as tables know them.
  private func tables(
    threads: Int, featureKinds: [String: ColumnKind], keeping retention: EventRetention,
    wanting others: Set<String>?, open: SourceReader
  ) throws -> ProjectTables {
    let leadsFile = try open(leads.source)
    let accountsFile = try accounts.map { try open($0.source) }
    let eventsFile = try events.map { try open($0.source) }
    let outcomesFile = try outcome.table.map { try open($0.source) }
    let historyFile = try history.map { try open($0.source) }
    let suppression = try suppressed.map {
      try SuppressionList(try open($0), column: leads.identifier.name, threads: threads)
    }
    let plan = try ReadingPlan(
      self, leads: leadsFile, accounts: accountsFile, events: eventsFile, outcomes: outcomesFile,
      history: historyFile, featureKinds: featureKinds)
    let titles = try titleWords()
    let wanted = others.map { $0.union(columnFeatures.map(\.column.name)) }
    var leadTable = try leadsFile.readMixed(
      kinds: plan.leadKinds, only: wanted?.union(plan.leadKinds.keys),
      strict: readColumns(of: leadsFile, isAccounts: false), threads: threads
    ).table
    if leadTable.rowCount == 0, events != nil || history != nil || outcome.table != nil {
      // Else the rows that name leads would be blamed.
      throw leads.noLeads
    }
    var suppressedCount = 0
    if let kept = suppression?.rowsLeft(of: leadTable, column: leads.identifier.name) {
      suppressedCount = leadTable.rowCount - kept.count
      leadTable = leadTable.rows(kept)
    }
    let undated = try undatedRows(of: leadTable)
    let left = leadTable.texts(leads.identifier.name, at: undated)
    if !undated.isEmpty {
      let gone = Set(undated)
      leadTable = leadTable.rows((0..<leadTable.rowCount).filter { !gone.contains($0) })
    }
    let outcomeTable = try outcomesFile?.read(
      kinds: plan.outcomeKinds, only: Set(plan.outcomeKinds.keys), threads: threads)
    let statuses = try outcome.unknownStatuses(in: outcomeTable ?? leadTable)
    var records = try LeadRecords(leadTable, outcomes: outcomeTable, of: self)
    if let duplicates {
      let merged = records.merged(by: duplicates, leadTable)
      records = merged.records
      leadTable = leadTable.rows(merged.rows)
    }
    let identifiers = leadTable.identifiers(leads.identifier.name)
    if let wanted { leadTable = leadTable.columns(wanted) }
    var changes: (history: FieldHistory, counts: HistoryCounts)?
    if let historyFile, let history {
      changes = try history.read(
        historyFile, leads: records, columns: leadsFile.names, threads: threads)
    }
    var collected: EventCollector?
    if let eventsFile, let events {
      collected = try collect(
        eventsFile, of: events, leads: records, identifiers: identifiers,
        suppressed: (suppression?.identifiers ?? []).union(left), keeping: retention,
        newest: changes?.history.newest, threads: threads)
    }
    let accountTable = try accountsFile.map { file in
      try file.readMixed(
        kinds: plan.accountKinds, strict: readColumns(of: file, isAccounts: true),
        threads: threads
      ).table
    }
    try refuseTexts(of: leadTable, accounts: accountTable)
    let accountList = try accounts.flatMap { source in
      try accountTable.map { try AccountList($0, of: source, keys: leads.account) }
    }
    let facts = leadTable.adding(accountList?.columns(joining: records.accountKeys) ?? [])
    let isMatched = accountList?.matches(records.accountKeys)
    let tables = ProjectTables(
      project: self, facts: facts.adding(parsedColumns(of: facts, titles: titles, isMatched)),
      records: records,
      events: collected,
      leadsWithAccount: isMatched.map { $0.count { $0 } }, history: changes?.history,
      historyCounts: changes?.counts, settledColumns: Set(plan.leadKinds.keys), titles: titles,
      keptLead: retention.lead, suppressedCount: suppressedCount,
      undatedCount: undated.count, unknownStatuses: statuses)
    try tables.refuseMoments()
    try tables.checkHistory()
    return tables
  }

  /// The columns of leads, or of accounts, that features are made of; all where rules may read others.
  private func readColumns(of file: CSVFile, isAccounts: Bool) -> Set<String> {
    guard rules == nil else { return Set(file.names) }
    // Whether there is a value does not depend on what it is.
    return Set(
      columnFeatures.filter { $0.parser != .presence }.map(\.column.name).filter {
        $0.hasPrefix(Project.accountPrefix) == isAccounts
      }.map { isAccounts ? String($0.dropFirst(Project.accountPrefix.count)) : $0 })
  }

  /// The leads without a time of creation, where the project leaves them out.
  ///
  /// - Throws: `DataProblems` when none has one: then it is the wrong column.
  private func undatedRows(of table: Table) throws -> [Int] {
    guard leads.leavesOutUndated else { return [] }
    let name = leads.created.column.name
    let undated = table.moments(name).enumerated().filter { $0.element == nil }.map(\.offset)
    if undated.count == table.rowCount, let first = undated.first {
      let text = "none of \(undated.count) leads has a time of creation; is this the right column?"
      try DataProblems([
        DataProblem(place: table.place(ofRow: first), column: name, kind: .custom(text))
      ]).throwIfAny()
    }
    return undated
  }

  /// The columns that are parsed from text and do not depend on the moment.
  ///
  /// - Parameters:
  ///   - facts: The columns of the leads and their accounts.
  ///   - titles: The words of job titles.
  ///   - isMatched: Which leads have a row among the accounts: of the others nobody knows whether a
  ///     field of the account has a value. Nil without accounts.
  /// - Returns: The columns.
  private func parsedColumns(
    of facts: Table, titles: JobTitleWords, _ isMatched: [Bool]?
  ) -> [Column] {
    columnFeatures.flatMap { feature -> [Column] in
      let parsed =
        facts[feature.column.name].map { feature.parsedColumns(of: $0, titles: titles) } ?? []
      guard feature.parser == .presence, feature.column.name.hasPrefix(Project.accountPrefix),
        let isMatched
      else { return parsed }
      return parsed.map { $0.missing(where: isMatched.map { !$0 }) }
    }
  }

  /// Refuses texts of leads and accounts that are not what features declare them to be.
  private func refuseTexts(of leads: Table, accounts: Table?) throws {
    var problems: [DataProblem] = []
    for feature in columnFeatures {
      let name = feature.column.name
      if let column = leads[name] {
        problems += feature.problems(of: column, in: leads)
      } else if let accounts, name.hasPrefix(Project.accountPrefix),
        let column = accounts[String(name.dropFirst(Project.accountPrefix.count))]
      {
        problems += feature.problems(of: column, in: accounts)
      }
    }
    try DataProblems(
      problems.sorted { ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line) }
    )
    .throwIfAny()
  }

  /// The words of job titles: the English ones and those of the project's tables.
  private func titleWords() throws -> JobTitleWords {
    var words = JobTitleWords.english
    var problems = ConfigurationProblems()
    for path in titles {
      if let more = problems.gather(
        try JobTitleWords(try YAMLDocument(path: path), extending: words))
      {
        words = more
      }
    }
    try problems.throwIfAny()
    return words
  }

  /// The features of columns.
  var columnFeatures: [ColumnFeature] {
    features.compactMap { entry in
      if case .column(let feature) = entry { feature } else { nil }
    }
  }
}

extension Column {
  /// The same as categories, missing in some rows.
  fileprivate func missing(where isUnknown: [Bool]) -> Column {
    let texts = isUnknown.enumerated().map { $1 ? nil : text($0) }
    return Column(name: name, values: .categories(Categories(texts)))
  }
}

extension Table {
  /// The same rows with the columns of some names only.
  fileprivate func columns(_ names: Set<String>) -> Table {
    Table(
      source: source, columns: columns.filter { names.contains($0.name) }, rowCount: rowCount,
      lines: lines)
  }

  /// The texts of the column of identifiers.
  fileprivate func identifiers(_ name: String) -> PackedStrings {
    guard case .text(let texts)? = self[name]?.values else { return PackedStrings() }
    return texts
  }

  /// The texts of a column in some rows, those that there are.
  fileprivate func texts(_ name: String, at rows: [Int]) -> [String] {
    guard let column = self[name] else { return [] }
    return rows.compactMap(column.text)
  }
}

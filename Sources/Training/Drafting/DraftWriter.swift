import Tables

/// Writes the text of a drafted project, section by section.
struct DraftWriter {
  let roles: DraftRoles
  let identifier: DraftColumn
  let created: DraftColumn
  let outcome: DraftOutcome
  let folder: String
  private(set) var text = ""
  private(set) var findings: [String] = []
  private(set) var open: [String] = []

  init(
    roles: DraftRoles, identifier: DraftColumn, created: DraftColumn, outcome: DraftOutcome,
    folder: String
  ) {
    self.roles = roles
    self.identifier = identifier
    self.created = created
    self.outcome = outcome
    self.folder = folder
  }

  mutating func write() {
    line("# Drafted by leadscore init from the files below. Read every guess, then run:")
    line("#   leadscore check -c leadscore.yaml")
    line("purpose: order the sales team's morning calls", "say what the scores are for")
    writeLeads()
    writeAccounts()
    writeEvents()
    writeOutcome()
    if roles.events == nil {
      line(
        "snapshot: {after: 1d}", "features as of creation + 1 day: without events none grow later")
    } else {
      line("snapshot: {after: 14d}", "features as of creation + 14 days; nothing later is seen")
    }
    writeFeatures()
    line("tiers: {hot: {top: 10%}, warm: {top: 40%}, cold: rest}", "shares of the leads scored")
    line("write:")
    line("  - to: scores.csv", "where the scores go")
    for file in roles.unused {
      note(
        "\(file.name) is not used: it is neither leads, accounts (named by a column of the leads)"
          + " nor events (rows with a time that name leads)")
    }
  }

  // MARK: Sections

  private mutating func writeLeads() {
    let leads = roles.leads
    line("leads:")
    writeSource(leads)
    line("  id: \(quoted(identifier.name))", "a value of its own in each of \(leads.rows) rows")
    line("  created: \(time(created))", "when the lead came into being")
    findings.append(
      "leads     \(leads.name): \(leads.rows) rows, id \(identifier.name.displayed())")
    if created.filled < leads.rows {
      let count = leads.rows - created.filled
      line(
        "  undated: leave_out", "\(count) leads have no \(created.name.displayed()): no lead yet")
      findings.append(
        "          \(count) leads without \(created.name.displayed()) are left out, and counted")
    }
    if let accounts = roles.accounts {
      line(
        "  account: \(quoted(accounts.key.name))",
        "\(percent(accounts.overlap)) of its values are in \(accounts.file.name)")
    } else if let address = addresses, roles.accounts == nil {
      line(
        "  account: {email: \(quoted(address.name))}", "the company's domain, no mail provider's")
    }
  }

  private mutating func writeAccounts() {
    guard let accounts = roles.accounts else { return }
    line("accounts:")
    writeSource(accounts.file)
    line("  id: \(quoted(accounts.column.name))", "what \(accounts.key.name.displayed()) points at")
    findings.append(
      "accounts  \(accounts.file.name): \(accounts.file.rows) rows, joined by"
        + " \(accounts.key.name.displayed()) (\(percent(accounts.overlap)) found)")
  }

  private mutating func writeEvents() {
    guard let events = roles.events, let time = eventTime else { return }
    let file = events.file
    line("events:")
    writeSource(file)
    if let unique = eventIdentifier {
      line(
        "  id: \(quoted(unique.name))",
        "\(unique.filled - unique.values.count) delivered again count once")
    }
    line(
      "  lead: \(quoted(events.column.name))",
      "\(percent(events.overlap)) of its values are leads")
    line("  time: \(self.time(time))", "when it happened")
    if let name = eventName {
      line("  name: \(quoted(name.name))", "\(name.values.count) kinds of events")
    } else {
      line("  name: {constant: event}", "the log holds one kind only: give it a name")
    }
    if let value = eventValue { line("  value: \(quoted(value.name))", "what was measured") }
    findings.append(
      "events    \(file.name): \(file.rows) rows, by \(events.column.name.displayed()), at"
        + " \(time.name.displayed())")
  }

  private mutating func writeOutcome() {
    line("outcome:")
    switch outcome {
    case .wonAt(let column):
      line("  won_at: \(time(column))", "filled for \(column.filled) leads: those that converted")
      findings.append("outcome   \(column.name.displayed()), filled for \(column.filled) leads")
    case .status(let status, let won, let lost, let at):
      line("  status: \(quoted(status.name))", "how the lead stands")
      line("  won: [\(won.map(quoted).joined(separator: ", "))]")
      line("  lost: [\(lost.map(quoted).joined(separator: ", "))]")
      line("  at: \(time(at))", "filled for every won lead")
      findings.append(
        "outcome   \(status.name.displayed()) = \(won.joined(separator: " or ").displayed()), at"
          + " \(at.name.displayed())")
    case .table(let joined, let column):
      writeSource(joined.file)
      line("  lead: \(quoted(joined.column.name))", "one row for each lead that converted")
      line("  won_at: \(time(column))", "when it did")
      findings.append(
        "outcome   \(joined.file.name): \(joined.file.rows) leads, at \(column.name.displayed())")
    }
    if let amount { line("  amount: \(quoted(amount.name))", "for revenue, never a feature") }
    writeHorizon()
  }

  /// Nine of ten conversions within a round number of days, where their delays are known, but at most
  /// a third of the time over which leads came: a backtest must wait a horizon for its first outcomes.
  private mutating func writeHorizon() {
    let delays = outcome.delays(roles.leads, identifier: identifier, created: created)
    guard !delays.isEmpty else {
      line("  horizon: 90d", "converted within this long after the snapshot; set it to your cycle")
      return
    }
    let late = delays[Int(0.9 * Double(delays.count - 1))]
    let snapshot = roles.events == nil ? 1.0 : 14.0
    let rounds = [14, 30, 60, 90, 180, 365]
    let enough = rounds.first { Double($0) >= late - snapshot } ?? 365
    let possible = rounds.last { Double($0) <= created.spanInDays / 3 } ?? rounds[0]
    line(
      "  horizon: \(min(enough, possible))d",
      "converted within this long after the snapshot; 9 of 10 conversions come within"
        + " \(late.fixed(0)) days of creation"
        + (possible < enough ? ", but longer would leave too little history to go forward in" : ""))
  }

  private mutating func writeFeatures() {
    let features = DraftFeatures(self)
    line("features:")
    for (kind, entries) in features.sections where !entries.isEmpty {
      line("  \(kind):")
      for entry in entries { line("    - \(entry.text)", entry.comment) }
    }
    if features.sections.allSatisfy(\.entries.isEmpty) {
      open.append("no column is left to learn from: declare features by hand")
    }
    for (column, reason) in features.left {
      note("not a feature: \(column.displayed()): \(reason)")
    }
    findings.append(
      "features  "
        + features.sections.map { "\($0.entries.count) \($0.kind)" }.joined(separator: ", "))
  }

  // MARK: What columns seem to be

  var addresses: DraftColumn? { roles.leads.columns.first { $0.holdsAddresses } }

  var eventTime: DraftColumn? { roles.events?.file.times.max { $0.filled < $1.filled } }

  /// The column that names an event: nearly all different, for events are delivered twice.
  private var eventIdentifier: DraftColumn? {
    guard let events = roles.events else { return nil }
    return events.file.columns.first {
      $0.name != events.column.name && $0.timeFormat == nil && $0.isNamedAsIdentifier
        && $0.filled == events.file.rows && $0.values.count * 10 >= $0.filled * 9
    }
  }

  /// The column of few values that all events have; nil where all have the same.
  var eventName: DraftColumn? {
    guard let events = roles.events else { return nil }
    let candidates = events.file.columns.filter {
      $0.name != events.column.name && $0.timeFormat == nil && !$0.isNumeric && !$0.isUnique
        && $0.filled == events.file.rows && 2...200 ~= $0.values.count
    }
    return candidates.first { $0.isNamed(["event", "action", "activit", "type", "name"]) }
      ?? candidates.first
  }

  /// A number that varies and is no key.
  var eventValue: DraftColumn? {
    guard let events = roles.events else { return nil }
    return events.file.columns.first {
      $0.isNumeric && $0.name != events.column.name && $0.values.count > 1 && !$0.isUnique
        && !$0.isNamedAsIdentifier && $0.timeFormat == nil
    }
  }

  /// A number named as money that only leads with an outcome have.
  var amount: DraftColumn? {
    guard let converted = outcome.converted(roles.leads.rows) else { return nil }
    return roles.leads.columns.first { column in
      column.isNumeric && column.isNamed(["amount", "revenue", "value", "price"])
        && column.filled > 0
        && (0..<roles.leads.rows).allSatisfy { converted[$0] || column.isZeroOrMissing($0) }
    }
  }

  // MARK: Lines

  private mutating func writeSource(_ file: DraftFile) {
    line("  from: \(quoted(relative(file.path)))", "\(file.rows) rows")
    if file.encoding == .windows1252 { line("  encoding: windows-1252", "not UTF-8") }
  }

  private func relative(_ path: String) -> String {
    path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  private func time(_ column: DraftColumn) -> String {
    guard let format = column.timeFormat, format != "iso8601" else { return quoted(column.name) }
    return "{column: \(quoted(column.name)), format: \(quoted(format))}"
  }

  private func percent(_ share: Double) -> String { "\((share * 100).fixed(0)) %" }

  private mutating func note(_ text: String) { self.text += "# \(text)\n" }

  private mutating func line(_ content: String, _ comment: String? = nil) {
    guard let comment else {
      text += content + "\n"
      return
    }
    let blanks = String(repeating: " ", count: max(2, 40 - content.count))
    text += content + blanks + "# " + comment.displayed(limit: 200) + "\n"
  }

  /// A text as YAML reads it back: plain where that is safe, else in double quotes.
  func quoted(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isASCII && $0.isLetter } ?? false
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " _-./".contains($0)) }
      && !["yes", "no", "true", "false", "null", "on", "off", "y", "n"].contains(text.lowercased())
      && text.last != " "
    guard !isPlain else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        escaped += "\\x" + (digits.count == 1 ? "0" : "") + digits
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }
}

extension DraftColumn {
  func isZeroOrMissing(_ row: Int) -> Bool {
    guard case .numbers(let numbers) = column.values else { return column.isMissing(row) }
    return numbers[row].isNaN || numbers[row] == 0
  }
}

import Tables

/// A project file made from raw files: what each column seems to be, with the guess beside it.
public struct ProjectDraft: Sendable {
  /// The text of the project file.
  public let text: String
  /// What was recognised, line by line.
  public let findings: [String]
  /// What a person has to look at before the project runs.
  public let open: [String]

  /// Drafts a project.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - target: The column that says how a lead ended; nil to look for one.
  ///   - folder: The folder of the project file, ending in `/`, or empty: paths are relative to it.
  /// - Throws: ``ProjectDraftError`` where no project can be made, with what to do instead.
  public init(
    _ files: [DraftFile], target: String? = nil, folder: String = ""
  ) throws(ProjectDraftError) {
    let roles = try DraftRoles(files)
    if let target, roles.leads[target] == nil {
      throw .noTarget(
        target, file: roles.leads.path, available: roles.leads.columns.map(\.name))
    }
    guard roles.leads.rows > 0 else { throw .noRows(file: roles.leads.path) }
    guard let identifier = roles.leads.identifier else {
      throw .noIdentifier(file: roles.leads.path, target: target)
    }
    guard let created = Self.created(roles.leads) else {
      throw .noCreationTime(
        file: roles.leads.path, identifier: identifier.name, target: target,
        unread: Self.unreadTime(roles.leads))
    }
    guard let outcome = DraftOutcome(roles, created: created, target: target) else {
      throw .noOutcome(
        file: roles.leads.path, identifier: identifier.name, target: target,
        events: roles.events?.file.path, created: created.name,
        times: roles.leads.times.map(\.name).filter { $0 != created.name })
    }
    var writer = DraftWriter(
      roles: roles, identifier: identifier, created: created, outcome: outcome, folder: folder)
    writer.write()
    text = writer.text
    findings = writer.findings
    open = writer.open
  }

  private static let creationStems = [
    "creat", "signup", "registered", "first_contact", "first", "engage", "received",
  ]

  /// A column that is named as a time and holds texts with digits, none of a form that is known.
  private static func unreadTime(_ leads: DraftFile) -> ProjectDraftError.UnreadTime? {
    let named = leads.columns.filter { column in
      column.timeFormat == nil && column.isNamed(creationStems + ["date", "time"])
    }
    let column = named.first { $0.isNamed(creationStems) } ?? named.first
    return column.flatMap { column in
      column.values.filter { $0.contains(where: \.isNumber) }.min().map { text in
        ProjectDraftError.UnreadTime(column: column.name, text: text)
      }
    }
  }

  /// The column of creation: the one named so, else the fullest and earliest.
  private static func created(_ leads: DraftFile) -> DraftColumn? {
    let times = leads.times
    let stems = creationStems
    let full = times.map(\.filled).max() ?? 0
    return times.first { $0.isNamed(stems) && $0.filled * 10 >= full * 9 }
      ?? times.first { $0.filled == full }
  }
}

/// Why no project can be drafted.
public enum ProjectDraftError: Error, Sendable, Equatable {
  /// A column that is named as a time, with one of its texts, of no form that is known.
  public struct UnreadTime: Sendable, Equatable {
    let column, text: String
  }

  /// There is no file.
  case noFiles
  /// Nothing tells which of two files holds the leads.
  case unclearLeads(String, String)
  /// A file that was said to hold accounts or events has nothing in common with the leads.
  case unrelated(file: String, leads: String)
  /// No file holds events of leads.
  case noEvents
  /// The named target is no column of the leads.
  case noTarget(String, file: String, available: [String])
  /// There are no leads to look at.
  case noRows(file: String)
  /// No column has a value of its own in every row.
  case noIdentifier(file: String, target: String?)
  /// No column says when a lead came into being.
  case noCreationTime(file: String, identifier: String, target: String?, unread: UnreadTime?)
  /// Nothing says how leads ended.
  case noOutcome(
    file: String, identifier: String, target: String?, events: String?, created: String,
    times: [String])
}

extension ProjectDraftError: CustomStringConvertible {
  /// What is missing and what to do instead.
  public var description: String {
    switch self {
    case .noFiles: "name the files that the project is made of"
    case .unclearLeads(let one, let other):
      "\(one.displayed(limit: 4096)) and \(other.displayed(limit: 4096)) may both be the leads: neither"
        + " names rows of the other, and neither name says; name the leads with --leads FILE"
    case .unrelated(let file, let leads):
      "\(file.displayed(limit: 4096)): no column goes with one of \(leads.displayed(limit: 4096)):"
        + " accounts need a value of their own in every row that leads name, events a time and a column"
        + " that names leads; is another file the leads? --leads FILE"
    case .noEvents: "no file has rows with a time that name leads: there are no events to go by"
    case .noTarget(let target, let file, let available):
      "\(file.displayed(limit: 4096)): there is no column \"\(target.displayed())\""
        + (target.nearest(among: available).map { "; did you mean \"\($0.displayed())\"?" } ?? "")
    case .noRows(let file):
      "\(file.displayed(limit: 4096)): the file has a header but no rows, so nothing tells what its"
        + " columns are; give a file with leads"
    case .noIdentifier(let file, let target):
      "\(file.displayed(limit: 4096)): no column has a value of its own in every row, so leads have"
        + " no identifier; a project needs one. For a flat file:\n  "
        + Self.trainLine(file, nil, target)
    case .noCreationTime(let file, _, _, let unread?):
      "\(file.displayed(limit: 4096)): column \"\(unread.column.displayed())\" may say when a lead was"
        + " created, but its moments (\"\(unread.text.displayed())\") are not all of one form that is"
        + " known; write them as 2026-07-01T09:30:00Z, or declare theirs in a project file:\n  created:"
        + " {column: \"\(unread.column.displayed())\", format: M/d/yyyy h:mm a}"
    case .noCreationTime(let file, let identifier, let target, nil):
      "\(file.displayed(limit: 4096)): no column says when a lead was created; a project needs the"
        + " time, because features are taken as of a moment. For a flat file:\n  "
        + Self.trainLine(file, identifier, target)
    case .noOutcome(let file, let identifier, let target?, _, let created, _):
      "\(file.displayed(limit: 4096)): \"\(target.displayed())\" is neither a moment nor a status of"
        + " won and lost leads with a moment beside it, so a project cannot tell what was known when."
        + " For a flat file:\n  " + Self.trainLine(file, identifier, target)
        + " --time \"\(created.displayed())\""
    case .noOutcome(let file, _, nil, let events, _, let times):
      "\(file.displayed(limit: 4096)): "
        + "no column says how a lead ended (a moment such as won_at, or a status with won and lost)"
        + "; name it with --target COLUMN"
        + (times.isEmpty
          ? "" : " (moments: \(times.map { $0.displayed() }.joined(separator: ", ")))")
        + (events.map {
          ", or let the events of \($0.displayed(limit: 4096)) decide with --adopted DAYS/SPAN: a"
            + " lead converts when it is active on so many days within the span, such as 3/7d"
        } ?? "")
    }
  }

  private static func trainLine(_ file: String, _ identifier: String?, _ target: String?) -> String
  {
    "leadscore train \(file.displayed(limit: 4096)) --target \(target?.displayed() ?? "COLUMN")"
      + (identifier.map { " --id \"\($0.displayed())\"" } ?? "")
  }
}

import Foundation
import Simulation
import Tables
import TestSupport

@testable import FeatureExtraction

/// A simulated history with fields that change, and random edits of what happened after a moment.
struct EditedHistory {
  private static let project = """
    history: {from: history.csv, lead: lead_id, field: field, value: value, valid_from: at}
    duplicates: {by: email}
    outcome: {won_at: closed_won_at, amount: amount, horizon: 90d,
      disqualified: {column: lost_reason, values: [duplicate]}}

    """
  /// Features of accounts, at the end of those of events.
  private static let ofAccounts = """
        - {event: "*", of: account, count: [14d, 90d], recency: true, half_life: 20d}
        - {event: login, of: account, sessions: {gap: 2d, window: 60d}, first_touch: event}

    """
  private let folder: TestProject
  private let head: [String: String]
  private let rows: [String: [String]]
  /// Nothing after it is known.
  let moment: Timestamp

  /// A history of some leads in a folder of its own.
  init(leads count: Int, seed: UInt64, snapshot: String) throws {
    moment = Timestamp(year: 2026, month: 3, day: 1)
    let made = try withTemporaryFolder { path -> [String: String] in
      try SaaSHistory(leads: count, seed: seed).write(to: path)
      return try ["leads.csv", "events.csv", "accounts.csv", "leadscore.yaml"].reduce(
        into: [:]
      ) { texts, name in
        texts[name] = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
      }
    }
    let yaml = made["leadscore.yaml"] ?? ""
    let sections = yaml.split(separator: "outcome:", maxSplits: 1).map(String.init)
    let tail = sections[1].split(separator: "snapshot:", maxSplits: 1)[1]
      .drop { $0 != "\n" }
    var files = made
    let marker = "# Not features, on purpose"
    files["leadscore.yaml"] =
      sections[0] + Self.project + "snapshot: \(snapshot)"
      + tail.replacingOccurrences(of: marker, with: Self.ofAccounts + marker)
    var random = SeededGenerator(seed: seed)
    files["history.csv"] = Self.changes(of: made["leads.csv"] ?? "", &random)
    folder = try TestProject(files)
    var head: [String: String] = [:]
    var rows: [String: [String]] = [:]
    for name in ["leads.csv", "events.csv", "history.csv"] {
      let lines = (files[name] ?? "").split(separator: "\n").map(String.init)
      head[name] = lines[0]
      rows[name] = Array(lines.dropFirst())
    }
    self.head = head
    self.rows = rows
  }

  /// A value at creation and one some time later for every third lead.
  private static func changes(of leads: String, _ random: inout SeededGenerator) -> String {
    var text = "lead_id,field,value,at\n"
    for line in leads.split(separator: "\n").dropFirst() where random.happens(0.33) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let created = TimestampFormat.iso8601.timestamp(String(fields[1]))
      for (field, values) in [("need", ["speed", "price"]), ("budget", ["1000", "25000"])] {
        let later = created.map { $0 + TimeSpan(days: 3 + Int(random.next() % 60)) }
        text += "\(fields[0]),\(field),\(values[0]),\(fields[1])\n"
        text += "\(fields[0]),\(field),\(values[1]),\(later?.description ?? "")\n"
      }
    }
    return text
  }

  /// The vectors as of the moment, as they are written, of the whole log or of what is kept of it.
  func vectors(threads: Int = 2, of wholeLog: Bool = false) throws -> [String] {
    let tables = try folder.project().load(
      threads: threads, keeping: wholeLog ? .every : .needed(asOf: moment))
    let scoring = tables.snapshot(asOf: moment)
    let features = try ProjectFeatures(tables.project).table(of: scoring.leads).table
    return scoring.rows.indices.map { row in
      ([tables.identifiers[scoring.rows[row]]]
        + features.columns.map { "\($0.name)=\($0.text(row) ?? "")" }).joined(separator: "|")
    }.sorted()
  }

  /// Applies one random edit to files as they were at first.
  mutating func edit(seed: UInt64) throws -> String {
    var random = SeededGenerator(seed: seed)
    var edited = rows
    let what = try change(&edited, &random)
    for (name, lines) in edited {
      try folder.write(
        ([head[name] ?? ""] + lines).joined(separator: "\n") + "\n", to: name)
    }
    return what
  }

  private func later(_ random: inout SeededGenerator) -> String {
    (moment + TimeSpan(microseconds: 1_000_000 * Int64(1 + random.next() % 10_000_000))).description
  }

  /// The rows of a file whose time is after the moment.
  private func future(_ lines: [String], column: Int) -> [Int] {
    lines.indices.filter { index in
      let fields = lines[index].split(separator: ",", omittingEmptySubsequences: false)
      return TimestampFormat.iso8601.timestamp(String(fields[column])).map { $0 > moment } ?? false
    }
  }

  private func change(
    _ files: inout [String: [String]], _ random: inout SeededGenerator
  ) throws -> String {
    let (leads, events) = (rows["leads.csv"] ?? [], rows["events.csv"] ?? [])
    let history = rows["history.csv"] ?? []
    func identifier(_ line: String) -> Substring { line.prefix { $0 != "," } }
    let some = identifier(leads[Int(random.next() % UInt64(leads.count))])
    switch random.next() % 12 {
    case 0:
      files["events.csv"]?.append("X\(random.next()),\(some),\(later(&random)),login,")
      return "an event added"
    case 1:
      let late = future(events, column: 2)
      guard let row = late.randomElement(using: &random) else { return "nothing" }
      files["events.csv"]?.remove(at: row)
      return "an event deleted"
    case 2:
      guard let row = future(events, column: 2).randomElement(using: &random) else {
        return "nothing"
      }
      let id = events[row].split(separator: ",")[0]
      files["events.csv"]?[row] = "\(id),\(some),\(later(&random)),unheard_of,7"
      return "an event altered"
    case 3:
      files["events.csv"]?.shuffle(using: &random)
      return "events shuffled"
    case 4:
      for _ in 0..<50 {
        if let event = events.randomElement(using: &random) { files["events.csv"]?.append(event) }
      }
      files["events.csv"]?.shuffle(using: &random)
      return "events delivered twice"
    case 5:
      let email = leads.randomElement(using: &random)?.split(
        separator: ",", omittingEmptySubsequences: false)[3]
      files["leads.csv"]?.insert(
        "N\(random.next()),\(later(&random)),New,\(email ?? ""),Co,CEO,a new source,a form,9,77,"
          + "x.example,Open,,,,",
        at: Int(random.next() % UInt64(leads.count)))
      return "a lead added, a duplicate of an older one"
    case 6:
      guard let row = future(leads, column: 1).randomElement(using: &random) else {
        return "nothing"
      }
      let id = identifier(leads[row])
      files["leads.csv"]?.remove(at: row)
      for (name, column) in [("events.csv", 1), ("history.csv", 0)] {
        files[name]?.removeAll {
          $0.split(separator: ",", omittingEmptySubsequences: false)[column] == id
        }
      }
      return "a lead deleted with all that belongs to it"
    case 7:
      let there = Set(leads.indices).subtracting(future(leads, column: 1))
      let late = future(leads, column: 12).filter(there.contains)
      guard let row = late.randomElement(using: &random) else { return "nothing" }
      var fields = leads[row].split(separator: ",", omittingEmptySubsequences: false).map(
        String.init)
      fields[12] = random.happens(0.5) ? later(&random) : ""
      fields[13] = fields[12].isEmpty ? "" : "7"
      files["leads.csv"]?[row] = fields.joined(separator: ",")
      return "a conversion altered or undone"
    case 8:
      let line = history.randomElement(using: &random)?.split(separator: ",") ?? []
      files["history.csv"]?.append("\(line[0]),\(line[1]),9,\(later(&random))")
      return "a field changed"
    case 9:
      let future = Set(future(leads, column: 1))
      let noted = leads.indices.filter { leads[$0].contains(",duplicate,") && !future.contains($0) }
      guard let row = noted.randomElement(using: &random) else { return "nothing" }
      var fields = leads[row].split(separator: ",", omittingEmptySubsequences: false).map(
        String.init)
      fields[12] = later(&random)
      files["leads.csv"]?[row] = fields.joined(separator: ",")
      return "a lead that was disqualified bought"
    case 10:
      let other =
        leads.randomElement(using: &random)?.split(
          separator: ",", omittingEmptySubsequences: false
        ).map(String.init) ?? []
      let name = "N\(random.next())"
      var fields = other
      (fields[0], fields[1], fields[3]) = (name, later(&random), "\(name)@\(other[10])")
      for column in 11..<fields.count { fields[column] = "" }
      files["leads.csv"]?.append(fields.joined(separator: ","))
      // What a colleague did is known to be of the account once there is the colleague.
      for event in events.shuffled(using: &random).prefix(20) {
        let parts = event.split(separator: ",", omittingEmptySubsequences: false)
        files["events.csv"]?.append("Y\(random.next()),\(name),\(parts[2]),\(parts[3]),5")
      }
      return "a lead of the same account added, with events from before"
    default:
      guard let row = future(history, column: 3).randomElement(using: &random) else {
        return "nothing"
      }
      if random.happens(0.5) {
        files["history.csv"]?.remove(at: row)
        return "a change of a field deleted"
      }
      let line = history[row].split(separator: ",")
      files["history.csv"]?[row] = "\(line[0]),\(line[1]),3,\(later(&random))"
      return "a change of a field altered"
    }
  }
}

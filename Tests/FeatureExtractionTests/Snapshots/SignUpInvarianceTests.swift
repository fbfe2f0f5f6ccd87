import Foundation
import Tables
import TestSupport
import Testing

@testable import FeatureExtraction

@Suite("vectors of public sign-ups as of a moment do not know what came later")
struct SignUpInvarianceTests {
  private static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/data/relax-adoption")
  private static let hasData = FileManager.default.fileExists(
    atPath: data.appending(path: "takehome_users.csv").path)

  private static let project = """
    leads:
      from: users.csv
      id: object_id
      created: {column: creation_time, format: dd-MM-yyyy HH:mm}
      encoding: windows-1252
    events: {from: events.csv, id: id, lead: user_id, time: time_stamp, name: {constant: login}}
    outcome: {won_at: adopted_at}
    snapshot: {every: 30d}
    features:
      explicit: [{column: creation_source}, {column: opted_in_to_mailing_list}]
      implicit: [{column: email, parse: email_domain}, {column: org_id, parse: group_size}]
      behavioural:
      - {event: login, days: [7d, 14d], recency: true, trend: [7d, 14d], half_life: 9d}
      - {event: login, sessions: {gap: 3d, window: 60d}, last_touch: visited}

    """
  private static let moment = Timestamp(year: 2013, month: 9, day: 1)

  /// Every thirtieth user with their log-ins, numbered, so that the test stays short.
  private static func files() throws -> (users: [String], events: [String]) {
    let users = try String(
      contentsOf: data.appending(path: "takehome_users.csv"), encoding: .windowsCP1252
    ).split(whereSeparator: \.isNewline).enumerated().filter { $0.offset % 30 == 0 }
      .map { String($0.element) + ($0.offset == 0 ? ",adopted_at" : ",") }
    let known = Set(users.map { $0.prefix { $0 != "," } })
    let events = try String(
      contentsOf: data.appending(path: "takehome_user_engagement.csv"), encoding: .utf8
    ).split(whereSeparator: \.isNewline).enumerated().filter { offset, line in
      offset == 0 || known.contains(line.split(separator: ",")[1])
    }.map { String($0.element) + ($0.offset == 0 ? ",id" : ",\($0.offset)") }
    return (users, events)
  }

  private static func vectors(
    _ folder: TestProject, keeping retention: EventRetention = .needed(asOf: moment)
  ) throws -> [String] {
    let tables = try folder.project().load(threads: 2, keeping: retention)
    let scoring = tables.snapshot(asOf: moment)
    let features = try ProjectFeatures(tables.project).table(of: scoring.leads).table
    return scoring.rows.indices.map { row in
      ([tables.identifiers[scoring.rows[row]]] + features.columns.map { $0.text(row) ?? "" })
        .joined(separator: "|")
    }
  }

  @Test(
    "whatever is logged after it, in any order",
    .enabled(if: hasData, "the sign-ups are not at ../shared/data/relax-adoption"))
  func edits() throws {
    let (users, events) = try Self.files()
    let folder = try TestProject(["leadscore.yaml": Self.project])
    func write(_ lines: [String], to name: String) throws {
      let text = lines.joined(separator: "\n") + "\n"
      try folder.write(text, to: name, encoding: name == "users.csv" ? .windowsCP1252 : .utf8)
    }
    try write(users, to: "users.csv")
    try write(events, to: "events.csv")
    let before = try Self.vectors(folder)
    #expect(before.count > 150)
    #expect(try Self.vectors(folder, keeping: .every) == before)
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let lines = Self.edited(Array(events.dropFirst()), &random)
      try write([events[0]] + lines, to: "events.csv")
      #expect(try Self.vectors(folder) == before, "seed \(seed)")
    }
  }

  /// The log with something else after the moment, or in another order, or with repeats.
  private static func edited(_ events: [String], _ random: inout SeededGenerator) -> [String] {
    func isLater(_ line: String) -> Bool { line > "2013-09-02" }
    var lines = events
    switch random.next() % 5 {
    case 0: lines.removeAll { isLater($0) && random.happens(0.5) }
    case 1:
      lines = lines.map { line in
        guard isLater(line), random.happens(0.5) else { return line }
        return "2014-0\(1 + random.next() % 9)-11," + line.dropFirst(11)
      }
    case 2:
      let users = events.map { $0.split(separator: ",")[1] }
      for added in 0..<50 {
        let user = users.randomElement(using: &random) ?? ""
        lines.append("2013-1\(random.next() % 3)-07,\(user),1,new\(added)")
      }
      lines.shuffle(using: &random)
    case 3:
      for _ in 0..<50 { if let line = events.randomElement(using: &random) { lines.append(line) } }
      lines.shuffle(using: &random)
    default: lines.shuffle(using: &random)
    }
    return lines
  }
}

import Foundation
import Tables
import YAMLDocuments

@testable import FeatureExtraction

/// A folder with a project file and its data, removed with the value.
final class TestProject {
  private let folder: URL

  /// Writes files by their names.
  init(_ files: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file, or writes it anew.
  func write(_ text: String, to name: String, encoding: String.Encoding = .utf8) throws {
    try text.write(to: folder.appending(path: name), atomically: false, encoding: encoding)
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  /// The path of a file.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The project in `leadscore.yaml`.
  func project() throws -> Project { try Project(path: path("leadscore.yaml")) }

  /// The data of the project in `leadscore.yaml`.
  func tables(threads: Int = 2) throws -> ProjectTables { try project().load(threads: threads) }

  /// What is said of an error, without the folder.
  func words(_ error: any Error) -> String {
    "\(error)".replacingOccurrences(of: folder.path + "/", with: "")
  }

  /// What loading the project says is wrong, without the folder; empty if nothing is.
  func complaint() throws -> String {
    do {
      _ = try tables()
      return ""
    } catch {
      return words(error)
    }
  }
}

extension TestProject {
  /// Three leads of two companies with a few events.
  static let files = [
    "leadscore.yaml": """
    leads: {from: leads.csv, id: id, created: created, account: {email: email}}
    accounts: {from: accounts.csv, id: domain}
    events: {from: events.csv, id: id, lead: lead, time: at, name: what, value: seconds}
    outcome: {won_at: won, amount: amount, horizon: 30d}
    snapshot: {after: 10d}
    features:
      explicit:
      - {column: title, parse: job_title}
      - {column: need}
      - {column: budget, transform: log}
      implicit:
      - {column: accounts.employees, bins: [50, 500]}
      - {column: email, parse: email_domain}
      - {column: email.domain, parse: group_size}
      behavioural:
      - {event: login, count: [2d, 10d], days: 10d, recency: true, trend: [2d, 10d]}
      - {event: [open, click], rate: sent, window: 10d}
      - {event: login, half_life: 5d}
      - {event: session, sum: value, window: 10d}

    """,
    "leads.csv": """
    id,created,email,title,need,budget,won,amount
    A,2026-01-01T12:00:00Z,ann@one.example,CFO,speed,1000,2026-01-20,500
    B,2026-01-05T12:00:00Z,bob@one.example,IT Manager,price,,,
    C,2026-02-01T12:00:00Z,cy@gmail.com,,speed,50,,

    """,
    "accounts.csv": "domain,employees\none.example,120\ntwo.example,3\n",
    "events.csv": """
    id,lead,at,what,seconds
    1,A,2026-01-02T08:00:00Z,login,
    2,A,2026-01-02T09:00:00Z,login,
    3,A,2026-01-11T12:00:00Z,login,
    3,A,2026-01-11T12:00:00Z,login,
    4,A,2026-01-11T12:00:01Z,login,
    5,A,2026-01-03T00:00:00Z,sent,
    6,A,2026-01-04T00:00:00Z,open,
    7,A,2026-01-05T00:00:00Z,session,90.5
    8,B,2026-01-04T00:00:00Z,login,
    9,Z,2026-01-04T00:00:00Z,login,

    """,
  ]
}

import Foundation
import TestSupport
import Testing

@testable import Training

@Suite("which file of a draft is what")
struct DraftRolesTests {
  /// Files by their names, each a header and rows made from a row's number.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [(name: String, header: String, rows: Int, row: @Sendable (Int) -> String)]
    var said: [String: DraftFile.Role] = [:]
    let leads: String?
    var accounts: String?
    var events: String?

    var testDescription: String { name }
  }

  private static func day(_ number: Int) -> String {
    "2025-\(["01", "02", "03"][number % 3])-\(10 + number % 18)"
  }

  /// Leads of 20 accounts, the key in the third field.
  @Sendable private static func lead(_ row: Int) -> String {
    "\(row),\(day(row)),\(row % 20),\(row % 4 == 0 ? "2025-06-01" : "")"
  }

  @Sendable private static func account(_ row: Int) -> String {
    "\(row),\(100 + row % 7),\(day(row))"
  }

  static let cases: [Case] = [
    Case(
      name: "accounts with a time of creation",
      files: [
        ("leads.csv", "id,created,account_id,won_at", 60, lead),
        ("accounts.csv", "id,size,created", 20, account),
      ], leads: "leads.csv", accounts: "accounts.csv"),
    Case(
      name: "more accounts than leads, both with id",
      files: [
        ("leads.csv", "id,created,account_id,won_at", 60, lead),
        ("accounts.csv", "id,size,created", 300, account),
      ], leads: "leads.csv", accounts: "accounts.csv"),
    Case(
      name: "names that say nothing, a column that is named as an account",
      files: [
        ("a.csv", "id,created,company,won_at", 60, lead),
        ("b.csv", "id,size,created", 300, account),
      ], leads: "a.csv", accounts: "b.csv"),
    Case(
      name: "nothing but the outcome tells",
      files: [
        ("a.csv", "id,created,ref,won_at", 60, lead), ("b.csv", "id,size,created", 20, account),
      ], leads: "a.csv", accounts: "b.csv"),
    Case(
      name: "the name of the file tells, in any folder order",
      files: [
        ("companies.csv", "id,size,created", 20, account),
        ("pipeline.csv", "id,created,ref,closed", 60, lead),
      ], leads: "pipeline.csv", accounts: "companies.csv"),
    Case(
      name: "semicolons",
      files: [
        (
          "export.csv", "id;created;account;won_at", 60,
          { lead($0).replacingOccurrences(of: ",", with: ";") }
        ),
        (
          "kunden.csv", "id;size;created", 90,
          { account($0).replacingOccurrences(of: ",", with: ";") }
        ),
      ], leads: "export.csv", accounts: "kunden.csv"),
    Case(
      name: "accounts without a time",
      files: [
        ("x.csv", "id,created,account_id,won_at", 60, lead),
        ("y.csv", "id,size", 20, { "\($0),\(100 + $0 % 7)" }),
      ], leads: "x.csv", accounts: "y.csv"),
    Case(
      name: "events are no leads of their leads",
      files: [
        ("signups.csv", "id,created,plan,won_at", 60, lead),
        ("log.csv", "user,time,what", 400, { "\($0 % 60),\(day($0)),login" }),
      ], leads: "signups.csv", events: "log.csv"),
    Case(
      name: "events with identifiers, of leads that have accounts",
      files: [
        ("activity.csv", "id,lead,time,what", 400, { "e\($0),\($0 % 60),\(day($0)),login" }),
        ("accounts.csv", "id,size,created", 20, account),
        ("leads.csv", "id,created,account_id,won_at", 60, lead),
      ], leads: "leads.csv", accounts: "accounts.csv", events: "activity.csv"),
    Case(
      name: "two lists that have nothing to do with each other",
      files: [
        ("a.csv", "id,created", 60, { "p\($0),\(day($0))" }),
        ("b.csv", "id,created", 90, { "q\($0),\(day($0))" }),
      ], leads: nil),
    Case(
      name: "the same, of which the user says what is what",
      files: [
        ("a.csv", "id,created", 60, { "p\($0),\(day($0))" }),
        ("b.csv", "id,created", 90, { "q\($0),\(day($0))" }),
      ], said: ["a.csv": .leads], leads: "a.csv"),
    Case(
      name: "leads that are named as accounts are, and the user says so",
      files: [
        ("accounts.csv", "id,created,parent,won_at", 60, lead),
        ("groups.csv", "id,size,created", 20, account),
      ], said: ["accounts.csv": .leads, "groups.csv": .accounts], leads: "accounts.csv",
      accounts: "groups.csv"),
    Case(
      name: "accounts that no lead names",
      files: [
        ("leads.csv", "id,created,plan,won_at", 60, lead),
        ("firms.csv", "key,size", 20, { "f\($0),\($0)" }),
      ], said: ["firms.csv": .accounts], leads: nil),
  ]

  @Test(
    "is told by what the user said, by keys, names and outcomes, in any order", arguments: cases)
  func roles(_ example: Case) throws {
    try withTemporaryFolder { folder in
      let files = try example.files.map { file in
        let lines = [file.header] + (0..<file.rows).map(file.row)
        let path = folder + "/" + file.name
        try (lines.joined(separator: "\n") + "\n")
          .write(toFile: path, atomically: true, encoding: .utf8)
        return try DraftFile(path: path, as: example.said[file.name], threads: 1)
      }
      for order in [files, files.reversed()] {
        guard let leads = example.leads else {
          let problem = #expect(throws: ProjectDraftError.self) { _ = try DraftRoles(order) }
          #expect(problem?.description.contains("--leads FILE") ?? false)
          continue
        }
        let roles = try DraftRoles(order)
        #expect(roles.leads.name == leads)
        #expect(roles.accounts?.file.name == example.accounts)
        #expect(roles.events?.file.name == example.events)
        #expect(roles.outcomes == nil && roles.accounts.map { $0.key.name != "id" } ?? true)
      }
    }
  }
}

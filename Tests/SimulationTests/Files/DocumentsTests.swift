import Foundation
import Testing

@testable import Simulation

@Suite("The documents beside the tables")
struct DocumentsTests {
  private func truth() throws -> [String: Any] {
    let text = try Histories.text("truth.json")
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("truth.json tells the coefficients, the drift, the delays and the counts")
  func truthDocument() throws {
    let truth = try truth()
    let logOdds = try #require(truth["log_odds"] as? [String: Any])
    #expect(logOdds["demo_request"] as? Double == 1.2)
    #expect((logOdds["webinar"] as? [String: Double]) == ["first": 0.55, "last": -0.1])
    let seniority = try #require(logOdds["seniority"] as? [[String: Any]])
    #expect(seniority.count == SaaSHistory.Seniority.allCases.count)
    let delay = try #require(truth["conversion_delay"] as? [String: Double])
    #expect(delay["median_days"] == 30)
    let counts = try #require(truth["counts"] as? [String: Int])
    #expect(counts["leads"] == 12_000)
    #expect(counts["duplicate_leads"] == 120)
    #expect(counts["events"] == (try Histories.table("events.csv")).rows.count)
    #expect(counts["export_rows"] == (try Histories.table("export.csv")).rows.count)
    let converted = try Histories.table("export.csv")["Converted"].count { $0 == "yes" }
    #expect(counts["export_conversions"] == converted)
    #expect(counts["new_rows"] == (try Histories.table("new.csv")).rows.count)
  }

  @Test("truth.json has no lead in it")
  func truthNamesNoLead() throws {
    let text = try Histories.text("truth.json")
    #expect(!text.contains("L000001"))
    #expect(text.contains("\"lost_reason\"") && text.contains("\"contract_id\""))
  }

  @Test("the README says that the data are simulated, by which command, and names every trap")
  func readme() throws {
    let text = try Histories.text("README.md")
    #expect(text.contains("Simulated data"))
    #expect(text.contains("leadscore simulate --leads 12000 --seed 20260701"))
    for trap in TruthDocument.traps { #expect(text.contains("**\(trap.name)**")) }
  }

  @Test("the points for the flat file name columns and titles that occur in it")
  func exportRulesMatchTheExport() throws {
    let export = try Histories.table("export.csv")
    for line in PointsTables.export.split(separator: "\n") where line.contains("column: ") {
      let column = line.split(separator: ": ")[1].replacing("\"", with: "")
      #expect(export.header.contains(String(column)), "\(line)")
    }
    for line in PointsTables.export.split(separator: "\n") where line.contains("when: {") {
      let condition = line.split(separator: "{")[2].split(separator: "}")[0]
      let parts = condition.replacing("\"", with: "").split(separator: ": ")
      let occurring = Set(export[String(parts[0])])
      for value in parts[1].trimmingCharacters(in: ["[", "]"]).split(separator: ", ") {
        #expect(occurring.contains(String(value)), "\(line)")
      }
    }
  }

  @Test("the project uses no field that the outcome fills")
  func projectIsHonest() {
    let features = ProjectFile.text.split(separator: "\nfeatures:")[1]
      .split(separator: "\n# Not features")[0]
    for leak in ["stage", "amount", "lost_reason", "contract_id", "closed_won_at"] {
      #expect(!features.contains(leak))
    }
  }
}

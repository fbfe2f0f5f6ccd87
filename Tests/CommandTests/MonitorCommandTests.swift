import Foundation
import Testing

@Suite("The command monitor")
struct MonitorCommandTests {
  @Test("The leads of training are well, and a history and a page are written")
  func quiet() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let run = try Leadscore.run(
      [
        "monitor", "leads.csv", "--model", "leads", "--as-of", "2026-07-01", "--history",
        "nights.jsonl", "--report", "page.html", "--fail-on", "warn",
      ], in: folder)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.hasPrefix("OK  leads version 1, 240 leads as of 2026-07-01T00:00:00Z\n"))
    #expect(try folder.text("nights.jsonl").split(separator: "\n").count == 1)
    let page = try folder.text("page.html")
    #expect(page.contains("Night by night") && page.contains("No check has anything to say."))
    #expect(!page.contains("<script"))
  }

  @Test("A run again leaves the history as it was; a later night with the same data is frozen")
  func again() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    func run(_ day: String) throws -> Leadscore.Run {
      try Leadscore.run(
        [
          "monitor", "leads.csv", "--model", "leads", "--as-of", day, "--history",
          "nights.jsonl",
        ], in: folder)
    }
    #expect(try run("2026-07-01").status == 0)
    let before = try folder.bytes("nights.jsonl")
    #expect(try run("2026-07-01").status == 0)
    #expect(try folder.bytes("nights.jsonl") == before)
    let frozen = try run("2026-07-02")
    #expect(frozen.status == 1)
    #expect(frozen.output.contains("not one value has changed since 2026-07-01T00:00:00Z"))
    #expect(frozen.errors.isEmpty)
  }

  @Test(
    "A blank column, other units and a column that is gone are alarms the same night",
    arguments: [
      ("blank", "no lead has a value"), ("thousandfold", "beyond the range"),
      ("gone", "is not there"), ("texts", "holds texts where numbers were learned"),
    ])
  func faults(_ fault: String, words: String) throws {
    var leads = LeadsFile()
    for row in leads.rows.indices {
      switch fault {
      case "blank": leads.rows[row][1] = ""
      case "thousandfold": leads.rows[row][1] += "000"
      case "texts": leads.rows[row][1] = "many"
      default: leads.rows[row].remove(at: 1)
      }
    }
    if fault == "gone" { leads.header.remove(at: 1) }
    let folder = try TrainedModel.folder(leads: leads.bytes())
    let arguments = ["monitor", "leads.csv", "--model", "leads", "--as-of", "2026-07-01"]
    let run = try Leadscore.run(arguments, in: folder)
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.output.hasPrefix("ALARM  "))
    #expect(run.output.contains("visits") && run.output.contains(words), "\(run.output)")
    let never = try Leadscore.run(arguments + ["--fail-on", "never", "--json", "-"], in: folder)
    #expect(never.status == 0)
    #expect(try JSON(never.output).text("verdict") == "alarm")
  }

  @Test("A model from before references were kept has not enough data, and says why")
  func oldModel() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let edited = try Leadscore.shell(
      "cd models/leads/1; rm reference.json; sed -i '/reference.json/d; /\"digest\" :/d' manifest.json",
      in: folder)
    #expect(edited.status == 0)
    let run = try Leadscore.run(
      ["monitor", "leads.csv", "--model", "leads", "--as-of", "2026-07-01"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("NOT ENOUGH DATA  "))
  }

  @Test("A history that is none is refused with its line")
  func badHistory() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    try folder.write("{}\n", to: "nights.jsonl")
    try expectRefused(
      ["monitor", "leads.csv", "--model", "leads", "--history", "nights.jsonl"], in: folder,
      status: 65, ["nights.jsonl:1:1: not a record of a monitored night"])
  }
}

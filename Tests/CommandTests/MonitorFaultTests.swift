import Foundation
import Testing

@Suite("The monitor's own test, as the command that is shipped")
struct MonitorFaultTests {
  /// Leads with two numbers of different spread and a level, drawn from a seed.
  private struct Leads {
    var visits: [Double] = []
    var minutes: [Double] = []
    var lines: [String] = []
    private var state: UInt64

    init(_ count: Int, seed: UInt64, from first: Int = 0) {
      state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
      for _ in 0..<count {
        visits.append(40 + 10 * normal())
        minutes.append(5 + 2 * normal())
      }
      lines = (0..<count).map { row in
        let isWon = visits[row] / 10 + minutes[row] + 3 * normal() > 12
        return [
          "L\(first + row)", "", "", ["web", "event", "mail"][row % 3], isWon ? "yes" : "no",
        ]
        .joined(separator: ",")
      }
    }

    private mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }

    /// The sum of twelve uniform numbers less six: mean 0, standard deviation 1.
    private mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }

    var bytes: [UInt8] {
      let rows = lines.enumerated().map { row, line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = [visits[row], minutes[row]].map { $0.isNaN ? "" : "\($0)" }
        return ([String(fields[0])] + numbers + fields[3...].map(String.init))
          .joined(separator: ",")
      }
      return Array((["id,visits,minutes,source,won"] + rows).joined(separator: "\n").utf8) + [10]
    }
  }

  private static let trained = Result {
    let folder = try Folder.untilExit()
    try folder.write(Leads(3000, seed: 1).bytes, to: "leads.csv")
    let run = try Leadscore.run(
      ["train", "leads.csv", "--target", "won", "--id", "id", "--nonlinear", "none", "--quiet"],
      in: folder)
    try #require(run.status == 0, "\(run.errors)")
    return folder
  }

  /// Monitors a night with the last quiet one in its history.
  private func monitor(_ leads: Leads, in folder: Folder, day: Int) throws -> Leadscore.Run {
    try folder.write(leads.bytes, to: "night.csv")
    return try Leadscore.run(
      [
        "monitor", "night.csv", "--model", "leads", "--as-of",
        "2026-01-\(day < 10 ? "0" : "")\(day)",
        "--history", "nights.jsonl", "--fail-on", "warn",
      ], in: folder)
  }

  private func folder() throws -> Folder { try Folder(copyOf: MonitorFaultTests.trained.get()) }

  @Test("Quiet nights end with 0")
  func quiet() throws {
    let folder = try folder()
    for day in 1...12 {
      let run = try monitor(Leads(1000, seed: UInt64(day) + 100), in: folder, day: day)
      #expect(run.status == 0, "\(run.output)")
    }
  }

  @Test("Half a standard deviation in 1,000 leads is found, night after night")
  func shift() throws {
    let folder = try folder()
    var found = 0
    for seed in 0..<20 {
      var leads = Leads(1000, seed: UInt64(seed) + 200)
      leads.visits = leads.visits.map { $0 + 5 }
      try? folder.remove("nights.jsonl")
      let run = try monitor(leads, in: folder, day: 1)
      found += run.status == 1 && run.output.contains("\nvisits  moves") ? 1 : 0
    }
    #expect(found == 20)
  }

  @Test(
    "A blank column, ×1000 units and swapped columns are alarms the same night",
    arguments: ["blank", "thousandfold", "swapped"])
  func sameNight(_ fault: String) throws {
    let folder = try folder()
    for day in 1...3 {
      #expect(try monitor(Leads(1000, seed: UInt64(day)), in: folder, day: day).status == 0)
    }
    var leads = Leads(1000, seed: 50)
    switch fault {
    case "blank": leads.visits = leads.visits.map { _ in .nan }
    case "thousandfold": leads.visits = leads.visits.map { $0 * 1000 }
    default: (leads.visits, leads.minutes) = (leads.minutes, leads.visits)
    }
    let run = try monitor(leads, in: folder, day: 4)
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("ALARM  ") && run.output.contains("\nvisits  moves"))
    // What is known is not said again, until a day and for a reason.
    try folder.write(
      "subject,check,until,reason\nvisits,,2026-02-01,new source\nminutes,,2026-02-01,new source\n"
        + "scores,,2026-02-01,new source\nhot,,2026-02-01,new source\n"
        + "warm,,2026-02-01,new source\n", to: "silences.csv")
    let silent = try Leadscore.run(
      [
        "monitor", "night.csv", "--model", "leads", "--as-of", "2026-01-04", "--fail-on", "warn",
        "--silences", "silences.csv",
      ], in: folder)
    #expect(silent.status == 0, "\(silent.output)")
    #expect(silent.output.contains("silenced until 2026-02-01T00:00:00Z: new source"))
  }
}

@Suite("What the night run says of a broken feed")
struct NightFaultTests {
  private func project() throws -> Folder {
    let folder = try SimulatedProject.trainedFolder()
    #expect(try nightly(folder, "2026-05-01").status == 0)
    return folder
  }

  private func nightly(_ folder: Folder, _ asOf: String) throws -> Leadscore.Run {
    try Leadscore.run(
      ["nightly", "-c", "project/leadscore.yaml", "--as-of", asOf, "--log-format", "json"],
      in: folder)
  }

  @Test("Events that stopped the evening before are an alarm the same night")
  func frozen() throws {
    let folder = try project()
    let lines = try folder.text("project/events.csv").split(separator: "\n")
    let names = lines[0].split(separator: ",")
    let time = try #require(names.firstIndex(of: "occurred_at"))
    let before = lines.filter { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return fields[time] == "occurred_at" || fields[time] < "2026-05-01"
    }
    try folder.write(before.joined(separator: "\n") + "\n", to: "project/events.csv")
    let run = try nightly(folder, "2026-05-02")
    #expect(run.status == 1)
    #expect(run.output.contains("alarm: events:") && run.output.contains("none has come since"))
  }

  @Test("A budget in other units is named the same night, written or held")
  func units() throws {
    let folder = try project()
    let lines = try folder.text("project/leads.csv").split(separator: "\n")
    let place = try #require(lines[0].split(separator: ",").firstIndex(of: "budget"))
    let changed = lines.enumerated().map { number, line -> String in
      var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if number > 0, !fields[place].isEmpty { fields[place] += "000" }
      return fields.joined(separator: ",")
    }
    try folder.write(changed.joined(separator: "\n") + "\n", to: "project/leads.csv")
    let run = try nightly(folder, "2026-05-02")
    let page = "runs/2026-05-02T00-00-00Z/" + (run.status == 65 ? "held.html" : "monitor.html")
    #expect([1, 65].contains(run.status), "\(run.output)\(run.errors)")
    let digest = try folder.text(page)
    let look = try #require(digest.range(of: "What needs a look</h2>"))
    #expect(digest[look.upperBound...].prefix(3000).contains("budget"))
  }

  @Test("A score is judged when its window is over, by what it was on its night")
  func mature() throws {
    let folder = try SimulatedProject.trainedFolder()
    var run = try nightly(folder, "2025-12-01")
    for day in ["2025-12-08", "2026-03-20"] { run = try nightly(folder, day) }
    #expect(run.status <= 1, "\(run.errors)")
    let page = try folder.text("runs/2026-03-20T00-00-00Z/monitor.html")
    #expect(page.contains("What became of scored leads") && page.contains("2025-12"))
    let scores = try folder.text("runs/first-scores.csv")
    let once = try nightly(folder, "2026-03-20")
    #expect(once.status == run.status)
    #expect(try folder.text("runs/first-scores.csv") == scores)
  }
}

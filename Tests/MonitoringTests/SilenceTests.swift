import Foundation
import Monitoring
import Tables
import Testing

@Suite("What is known and need not be said")
struct SilenceTests {
  private static let budget = Silence(
    subject: "budget", until: Timestamp(year: 2026, month: 8, day: 1), reason: "new currency")

  private func report(_ silences: [Silence], day: Int = 0) throws -> MonitoringReport {
    let watched = try MonitoredModel()
    let monitor = Monitor(
      model: watched.model, digest: "d", reference: watched.reference, silences: silences)
    return monitor.report(try watched.night(day, leads: 1000, seed: 3, fault: .thousandfold))
  }

  @Test("is no alarm, but stays on record with its reason and what tonight alone would say")
  func silenced() throws {
    // Other units move the scores too; that alarm needs a silence of its own.
    let loud = try report([])
    #expect(loud.verdict == .alarm)
    let quiet = try report([SilenceTests.budget])
    let silenced = quiet.findings.filter { $0.silenced != nil }
    #expect(!silenced.isEmpty && silenced.allSatisfy { $0.subject == "budget" })
    #expect(silenced.allSatisfy { $0.verdict == .ok && $0.tonight > .ok })
    #expect(silenced.allSatisfy { $0.silenced?.contains("new currency") ?? false })
    #expect(!quiet.digestEntries.contains { $0.subject == "budget" })
    #expect(loud.digestEntries.contains { $0.subject == "budget" })
  }

  @Test("is said again from its end on")
  func ended() throws {
    #expect(try report([SilenceTests.budget], day: 30).findings.contains { $0.silenced != nil })
    let after = try report([SilenceTests.budget], day: 31)
    #expect(!after.findings.contains { $0.silenced != nil })
    #expect(after.digestEntries.contains { $0.subject == "budget" })
  }

  @Test("may be one check of a subject")
  func oneCheck() throws {
    let range = Silence(
      subject: "budget", check: .range, until: SilenceTests.budget.until, reason: "new currency")
    let found = try report([range])
    #expect(found.findings.filter { $0.silenced != nil }.map(\.check) == [.range])
    #expect(found.digestEntries.contains { $0.subject == "budget" })
  }

  @Test(
    "needs a subject, a reason, an end and a check that there is; the line is named",
    arguments: [
      ("budget,,2026-08-01,\n", "silences.csv:2:1: a silence needs a subject and a reason"),
      ("budget,,,because\n", "silences.csv:2:1: a silence needs an end as \"until\""),
      ("budget,pis,2026-08-01,because\n", "silences.csv:2:1: there is no check \"pis\""),
    ])
  func problems(_ line: String, words: String) throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString)-silences.csv").path
    try Data("subject,check,until,reason\n\(line)".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let problem = #expect(throws: SilenceProblem.self) { try [Silence](path: path) }
    #expect(problem?.description.contains(words) ?? false, "\(problem?.description ?? "")")
  }
}

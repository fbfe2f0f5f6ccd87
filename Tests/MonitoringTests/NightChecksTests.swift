import Monitoring
import Tables
import Testing

@Suite("What is asked of a night as a whole")
struct NightChecksTests {
  private static let start = Timestamp(year: 2026, month: 7, day: 1)

  /// A history of nights whose newest event came so many hours before each.
  private func history(_ watched: MonitoredModel, hours: [Int]) throws -> MonitorHistory {
    var history = MonitorHistory([])
    for (number, hours) in hours.enumerated() {
      let asOf = NightChecksTests.start + TimeSpan(days: number)
      let newest = Timestamp(microseconds: asOf.microseconds - Int64(hours) * 3_600_000_000)
      let night = try watched.night(
        number, leads: 300, seed: UInt64(number), newestEvent: newest, newestLead: newest)
      history = history.adding(watched.monitor.report(night, history: history).record)
    }
    return history
  }

  @Test("a feed without anything new since the run before is an alarm, before its age would be one")
  func stopped() throws {
    let watched = try MonitoredModel()
    let history = try history(watched, hours: [1, 1, 1])
    // An hour before the third night, as before: 25 hours old, which its age alone would pass.
    let newest =
      NightChecksTests.start + TimeSpan(days: 2)
      - TimeSpan(microseconds: 3_600_000_000)
    let night = try watched.night(
      3, leads: 300, seed: 9, newestEvent: newest, newestLead: newest)
    let report = watched.monitor.report(night, history: history)
    let frozen = report.findings.filter { $0.check == .frozen }
    #expect(frozen.first { $0.subject == "events" }?.verdict == .alarm)
    #expect(frozen.first { $0.subject == "leads" && $0.comparison == .limit }?.verdict == .alarm)
    #expect(report.findings.first { $0.check == .freshness }?.verdict == .ok)
  }

  @Test("a pause like one that there was before is a warning, and so said at once")
  func pause() throws {
    let watched = try MonitoredModel()
    // The second night had nothing new: its newest event is that of the first.
    let history = try history(watched, hours: [1, 25, 1])
    let newest =
      NightChecksTests.start + TimeSpan(days: 2)
      - TimeSpan(microseconds: 3_600_000_000)
    let night = try watched.night(3, leads: 300, seed: 9, newestEvent: newest)
    let frozen = watched.monitor.report(night, history: history).findings.first {
      $0.check == .frozen && $0.subject == "events"
    }
    #expect(frozen?.verdict == .warn)
  }

  @Test(
    "a model warns at 90 days and is an alarm at 180",
    arguments: [(89, Verdict.ok), (90, .warn), (179, .warn), (180, .alarm)])
  func age(_ days: Int, verdict: Verdict) throws {
    let watched = try MonitoredModel()
    func age(_ trainedAt: Timestamp?) throws -> Finding? {
      Monitor(
        model: watched.model, digest: "d", reference: watched.reference, trainedAt: trainedAt
      ).report(try watched.night(0, leads: 300, seed: 1)).findings.first { $0.check == .age }
    }
    #expect(try age(NightChecksTests.start - TimeSpan(days: days))?.verdict == verdict)
    #expect(try age(NightChecksTests.start + TimeSpan(days: 1)) == nil)
    #expect(try age(nil) == nil)
  }

  @Test("a share of useless events that rises by five points is a warning, said at once")
  func useless() throws {
    let watched = try MonitoredModel()
    func night(_ number: Int, orphans: Int) throws -> Night {
      try Night(
        asOf: NightChecksTests.start + TimeSpan(days: number),
        table: MonitoredModel.leads(300, seed: UInt64(number)), model: watched.model,
        uselessEvents: Night.UselessEvents(duplicates: 20, orphans: orphans, of: 1000))
    }
    let first = watched.monitor.report(try night(0, orphans: 10))
    let history = MonitorHistory([first.record])
    for (orphans, verdict) in [(10, Verdict.ok), (59, .ok), (60, .warn), (0, .ok)] {
      let report = watched.monitor.report(try night(1, orphans: orphans), history: history)
      #expect(report.findings.first { $0.check == .orphans }?.verdict == verdict)
      #expect(report.findings.first { $0.check == .duplicates }?.verdict == .ok)
    }
    #expect(Night.UselessEvents(duplicates: 0, orphans: 0, of: 0) == nil)
  }

  @Test("leads that moved since four weeks are found, whatever the night before was like")
  func window() throws {
    let watched = try MonitoredModel()
    var history = MonitorHistory([])
    for number in 0..<20 {
      let night = try watched.night(number, leads: 300, seed: UInt64(number))
      history = history.adding(watched.monitor.report(night, history: history).record)
    }
    // The night before already had the fault, so that the last run says nothing of it.
    for number in 20..<22 {
      let night = try watched.night(
        number, leads: 1000, seed: UInt64(number), fault: .thousandfold)
      let report = watched.monitor.report(night, history: history)
      history = history.adding(report.record)
      let psi = report.findings.filter { $0.check == .psi && $0.subject == "budget" }
      #expect(psi.first { $0.comparison == .window }?.verdict == .alarm)
      #expect(
        psi.first { $0.comparison == .lastRun }?.verdict == (number == 20 ? .alarm : .ok))
    }
    // Nights of more than four weeks ago, and of other models, are not looked at.
    let later = try watched.night(60, leads: 300, seed: 1)
    let report = watched.monitor.report(later, history: history)
    #expect(!report.findings.contains { $0.check == .psi && $0.comparison == .window })
  }
}

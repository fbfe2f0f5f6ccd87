import Monitoring
import ScoringModel
import Tables
import Testing

@Suite("The monitor")
struct MonitorTests {
  /// The stated rate of false alarms: at most one quiet night in a thousand has an alarm, and at most
  /// five in a thousand a warning.
  @Test("stays below the stated rate of false alarms on 1,000 quiet nights", arguments: [1, 2])
  func quiet(_ seed: UInt64) throws {
    let watched = try MonitoredModel()
    let monitor = watched.monitor
    var history = MonitorHistory([])
    var (alarms, warnings) = (0, 0)
    for number in 0..<500 {
      let night = try watched.night(number, leads: 300, seed: seed * 100_000 + UInt64(number))
      let report = monitor.report(night, history: history)
      alarms += report.verdict == .alarm ? 1 : 0
      warnings += report.verdict == .warn ? 1 : 0
      // What the checks look back on: the last four weeks.
      history = MonitorHistory(Array(history.adding(report.record).nights.suffix(28)))
    }
    #expect(alarms == 0)
    #expect(warnings <= 2)
  }

  @Test("finds a shift of half a standard deviation in 1,000 leads in at least 99 of 100 nights")
  func shift() throws {
    let watched = try MonitoredModel()
    let monitor = watched.monitor
    var found = 0
    for number in 0..<200 {
      let night = try watched.night(
        number, leads: 1000, seed: UInt64(7_000 + number), fault: .shifted)
      let report = monitor.report(night)
      let isFound = report.findings.contains { $0.subject == "age" && $0.verdict >= .warn }
      let others = report.findings.contains {
        $0.verdict >= .warn && !["age", "scores", "hot"].contains($0.subject)
      }
      found += isFound ? 1 : 0
      #expect(!others)
    }
    #expect(found >= 198)
  }

  @Test(
    "says the same night that a column is blank, in other units, swapped, half missing or gone",
    arguments: [
      (MonitoredModel.Fault.blanked, "opens"), (.thousandfold, "budget"), (.swapped, "age"),
      (.swapped, "opens"), (.halfMissing, "age"), (.texts, "age"), (.gone, "age"),
    ], [300, 1000])
  func sameNight(_ fault: (MonitoredModel.Fault, String), leads: Int) throws {
    let watched = try MonitoredModel()
    let quiet = watched.monitor.report(try watched.night(0, leads: leads, seed: 5))
    #expect(quiet.verdict <= .warn)
    for seed in 1...10 as ClosedRange<UInt64> {
      // With a history, so that a warning would have to wait.
      let night = try watched.night(1, leads: leads, seed: seed, fault: fault.0)
      let report = watched.monitor.report(night, history: MonitorHistory([quiet.record]))
      let verdict = report.findings.filter { $0.subject == fault.1 }.map(\.verdict).max()
      #expect(verdict == .alarm)
      #expect(report.digestEntries.contains { $0.subject == fault.1 })
    }
  }

  @Test("says the same night that a feed is frozen: the same data, or no event for two days")
  func frozen() throws {
    let watched = try MonitoredModel()
    let before = watched.monitor.report(try watched.night(0, leads: 300, seed: 5))
    let history = MonitorHistory([before.record])
    let same = watched.monitor.report(
      try watched.night(1, leads: 300, seed: 5), history: history)
    #expect(same.findings.first { $0.check == .frozen }?.verdict == .alarm)
    let other = watched.monitor.report(
      try watched.night(1, leads: 300, seed: 6), history: history)
    #expect(other.findings.first { $0.check == .frozen }?.verdict == .ok)
    let asOf = other.asOf
    for (hours, verdict) in [(3, Verdict.ok), (26, .warn), (49, .warn), (50, .alarm)] {
      let newest = Timestamp(microseconds: asOf.microseconds - Int64(hours) * 3_600_000_000)
      let report = watched.monitor.report(
        try watched.night(1, leads: 300, seed: 6, newestEvent: newest))
      #expect(report.findings.first { $0.check == .freshness }?.tonight == verdict)
    }
  }

  @Test(
    "does not judge the gap of fewer than 50 leads, and says of fewer than 200 that they are few",
    arguments: [(49, true, false), (50, false, true), (199, false, true), (200, false, false)])
  func fewLeads(count: Int, isTooFew: Bool, isFew: Bool) throws {
    let watched = try MonitoredModel()
    let report = watched.monitor.report(try watched.night(0, leads: count, seed: 8))
    let gap = try #require(report.findings.first { $0.check == .ks && $0.subject == "age" })
    #expect(gap.count == count)
    #expect((gap.tonight == .notEnoughData) == isTooFew)
    #expect((gap.note == "few leads: only large changes can be seen") == isFew)
  }

  @Test("warns of levels that training did not know")
  func levels() throws {
    let watched = try MonitoredModel()
    let report = watched.monitor.report(
      try watched.night(0, leads: 300, seed: 4, fault: .newLevels))
    let unseen = report.findings.first { $0.check == .unseen && $0.subject == "industry" }
    #expect(unseen?.tonight == .warn)
    #expect(unseen?.value == 1 / 3.0)
  }

  @Test("says a warning only when it comes back within three runs")
  func persistence() throws {
    let watched = try MonitoredModel()
    func report(_ number: Int, _ fault: MonitoredModel.Fault, _ history: MonitorHistory)
      throws -> MonitoringReport
    {
      watched.monitor.report(
        try watched.night(number, leads: 300, seed: UInt64(50 + number), fault: fault),
        history: history)
    }
    func unseen(_ report: MonitoringReport) -> Finding? {
      report.findings.first { $0.check == .unseen && $0.subject == "industry" }
    }
    var history = MonitorHistory([])
    for (number, (fault, verdict)) in [
      (MonitoredModel.Fault.none, Verdict.ok), (.newLevels, .ok), (.none, .ok),
      (.newLevels, .warn), (.none, .ok), (.none, .ok), (.newLevels, .ok),
    ].enumerated() {
      let found = try report(number, fault, history)
      #expect(unseen(found)?.verdict == verdict, "night \(number)")
      history = history.adding(found.record)
    }
  }

  @Test("has too little to tell in ten leads, and never calls that ok")
  func few() throws {
    let watched = try MonitoredModel()
    let report = watched.monitor.report(try watched.night(0, leads: 10, seed: 3))
    let indices = report.findings.filter { $0.check == .psi }
    #expect(indices.count == 9)
    #expect(indices.allSatisfy { $0.verdict == .notEnoughData })
  }

  @Test("sounds the alarm when there are no leads")
  func empty() throws {
    let watched = try MonitoredModel()
    let report = watched.monitor.report(try watched.night(0, leads: 0, seed: 3))
    #expect(report.findings.first { $0.check == .volume }?.verdict == .alarm)
  }

  @Test("warns of half the usual leads or twice as many, on the same weekday")
  func volume() throws {
    let watched = try MonitoredModel()
    var history = MonitorHistory([])
    for number in 0..<8 {
      let leads = number % 7 == 0 ? 100 : 400
      let night = try watched.night(number, leads: leads, seed: UInt64(number))
      let report = watched.monitor.report(night, history: history)
      let volume = report.findings.first { $0.check == .volume }
      if number == 0 { #expect(volume?.tonight == .notEnoughData) }
      // The second Wednesday is held against the first, not against the days between.
      if number == 7 { #expect(volume?.tonight == .ok) }
      history = history.adding(report.record)
    }
    let night = try watched.night(8, leads: 100, seed: 9)
    let report = watched.monitor.report(night, history: history)
    #expect(report.findings.first { $0.check == .volume }?.verdict == .warn)
  }

  @Test("says the same night that half of the leads are missing")
  func halfTheLeads() throws {
    let watched = try MonitoredModel()
    let before = watched.monitor.report(try watched.night(0, leads: 1000, seed: 1))
    let report = watched.monitor.report(
      try watched.night(1, leads: 499, seed: 2), history: MonitorHistory([before.record]))
    #expect(report.findings.first { $0.check == .volume }?.verdict == .warn)
    #expect(report.digestEntries.first?.subject == "leads")
  }

  @Test("without a reference has not enough data, and says why")
  func noReference() throws {
    let watched = try MonitoredModel()
    let monitor = Monitor(model: watched.model, digest: "d", reference: nil)
    let report = monitor.report(try watched.night(0, leads: 300, seed: 3))
    #expect(report.verdict == .notEnoughData)
    #expect(report.findings.first?.note?.contains("keeps no reference") ?? false)
  }

  @Test("does not depend on the order of the leads")
  func order() throws {
    let watched = try MonitoredModel()
    let table = MonitoredModel.leads(300, seed: 8, fault: .shifted)
    let asOf = Timestamp(year: 2026, month: 7, day: 1)
    let night = try Night(asOf: asOf, table: table, model: watched.model)
    let turned = try Night(
      asOf: asOf, table: table.rows((0..<300).reversed()), model: watched.model)
    let reports = [night, turned].map { watched.monitor.report($0) }
    for (first, second) in zip(reports[0].findings, reports[1].findings) {
      #expect(first.key == second.key && first.value == second.value)
      #expect(first.verdict == second.verdict)
    }
    #expect(reports[0].record.fingerprint == reports[1].record.fingerprint)
  }
}

import Foundation
import Monitoring
import ScoringModel
import Tables
import TestSupport
import Testing

@Suite("What became of scored leads")
struct PerformanceChecksTests {
  private static let start = Timestamp(year: 2026, month: 1, day: 1)
  private static let window = TimeSpan(days: 90)

  /// Leads scored on the first of January whose true log odds are a line of the stored ones.
  private func cohort(
    _ count: Int, slope: Double = 1, shift: Double = 0, seed: UInt64, asOf days: Int = 200,
    points: ((Double) -> Double)? = nil
  ) -> ScoredCohort {
    var random = SeededGenerator(seed: seed)
    var scores: [StoredScore<String>] = []
    var conversions: [String: Timestamp?] = [:]
    for lead in 0..<count {
      let logOdds = -1.5 + random.normal()
      let truth = 1 / (1 + exp(-(slope * logOdds + shift)))
      let converts = random.happens(truth)
      // Conversions are spread evenly over the window.
      let day = 1 + Int(random.next() % 89)
      conversions["L\(lead)"] = .some(
        converts ? PerformanceChecksTests.start + TimeSpan(days: day) : nil)
      scores.append(
        StoredScore(
          lead: "L\(lead)", asOf: PerformanceChecksTests.start,
          probability: 1 / (1 + exp(-logOdds)), points: points?(logOdds)))
    }
    return ScoredCohort(
      scores, conversions: conversions, window: PerformanceChecksTests.window,
      asOf: PerformanceChecksTests.start + TimeSpan(days: days))
  }

  private func finding(_ check: Finding.Check, _ cohort: ScoredCohort) throws -> Finding? {
    PerformanceChecks(cohort, model: try MonitoredModel().model).findings.first {
      $0.check == check
    }
  }

  @Test("probabilities that are true are ok", arguments: [1, 2, 3] as [UInt64])
  func calibrated(_ seed: UInt64) throws {
    let cohort = cohort(2000, seed: seed)
    for check in [Finding.Check.calibration, .slope, .auc, .calibrationError] {
      #expect(try finding(check, cohort)?.verdict == .ok)
    }
  }

  @Test(
    "too few conversions are not enough data",
    arguments: [.calibration, .auc, .slope] as [Finding.Check])
  func few(_ check: Finding.Check) throws {
    #expect(try finding(check, cohort(50, seed: 1))?.verdict == .notEnoughData)
    #expect(try finding(check, cohort(0, seed: 1))?.verdict ?? .notEnoughData == .notEnoughData)
  }

  @Test("conversions that fall short of what was promised are a warning")
  func short() throws {
    let found = try finding(.calibration, cohort(3000, shift: -0.5, seed: 1))
    #expect(found?.tonight == .warn)
    #expect((found?.value ?? 1) < 0.8)
  }

  @Test("probabilities that are too bold are an alarm")
  func bold() throws {
    let found = try finding(.slope, cohort(4000, slope: 0.4, shift: -0.6, seed: 1))
    #expect(found?.verdict == .alarm)
    #expect(abs((found?.value ?? 0) - 0.4) < 0.15)
  }

  @Test("a model that ranks no better than the points table is a warning")
  func rules() throws {
    let level = cohort(2000, seed: 1, points: { $0 })
    #expect(try finding(.rules, level)?.tonight == .warn)
    let better = cohort(2000, seed: 1, points: { ($0 / 2).rounded() })
    #expect(try finding(.rules, better)?.verdict == .ok)
    #expect(try finding(.rules, cohort(2000, seed: 1)) == nil)
  }

  @Test("a lead counts once, by its first score, and only when its window is over")
  func mature() {
    let day = { (days: Int) in PerformanceChecksTests.start + TimeSpan(days: days) }
    let scores = [
      StoredScore(lead: "A", asOf: day(3), probability: 0.9),
      StoredScore(lead: "A", asOf: day(1), probability: 0.2),
      StoredScore(lead: "B", asOf: day(1), probability: 0.3),
      StoredScore(lead: "C", asOf: day(20), probability: 0.4),
      StoredScore(lead: "D", asOf: day(1), probability: 0.5),
      StoredScore(lead: "E", asOf: day(5), probability: 0.6),
    ]
    let cohort = ScoredCohort(
      scores,
      conversions: ["A": day(50), "B": day(95), "C": nil, "E": day(4)], window: TimeSpan(days: 90),
      asOf: day(100))
    // B converted after its window, C is too young, D is unknown, E converted before its score.
    #expect(cohort.probabilities == [0.2, 0.3])
    #expect(cohort.outcomes == [true, false])
    #expect(cohort.unknown == 1)
  }

  @Test("young leads that convert more slowly than earlier ones are a first sign")
  func early() throws {
    // Half of the leads are scored late: at the end their window is half over.
    func young(_ pace: Double) throws -> Finding? {
      var random = SeededGenerator(seed: 4)
      var scores: [StoredScore<String>] = []
      var conversions: [String: Timestamp?] = [:]
      for lead in 0..<3000 {
        let isYoung = lead.isMultiple(of: 2)
        let scored = PerformanceChecksTests.start + TimeSpan(days: isYoung ? 100 : 1)
        let converts = random.happens(isYoung ? 0.3 * pace : 0.3)
        let day = 1 + Int(random.next() % 89)
        conversions["L\(lead)"] = .some(converts ? scored + TimeSpan(days: day) : nil)
        scores.append(StoredScore(lead: "L\(lead)", asOf: scored, probability: 0.3))
      }
      return try finding(
        .early,
        ScoredCohort(
          scores, conversions: conversions, window: PerformanceChecksTests.window,
          asOf: PerformanceChecksTests.start + TimeSpan(days: 145)))
    }
    #expect(try young(1)?.tonight == .ok)
    #expect(try young(0.5)?.tonight == .warn)
  }
}

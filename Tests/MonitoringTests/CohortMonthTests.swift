import Evaluation
import Foundation
import Monitoring
import Tables
import TestSupport
import Testing

@Suite("Cohorts month by month")
struct CohortMonthTests {
  private static let start = Timestamp(year: 2026, month: 1, day: 1)

  /// A hundred leads a day for 60 days; in the second month scores say nothing.
  private func cohort(late: Double = 0, forgotten: Int = 0) -> ScoredCohort {
    var random = SeededGenerator(seed: 11)
    var scores: [StoredScore<String>] = []
    var conversions: [String: Timestamp?] = [:]
    for lead in 0..<6000 {
      let asOf = CohortMonthTests.start + TimeSpan(days: lead / 100)
      let logOdds = -1.5 + random.normal()
      let probability = 1 / (1 + exp(-logOdds))
      let truth = lead < 3100 ? probability : 0.2
      let day = random.happens(late) ? 40 : 1 + Int(random.next() % 29)
      let name = "L\(lead)"
      if !(3100..<3100 + forgotten).contains(lead) {
        conversions[name] = .some(random.happens(truth) ? asOf + TimeSpan(days: day) : nil)
      }
      scores.append(
        StoredScore(lead: name, asOf: asOf, probability: probability, points: -logOdds))
    }
    return ScoredCohort(
      scores, conversions: conversions, window: TimeSpan(days: 30),
      asOf: CohortMonthTests.start + TimeSpan(days: 120))
  }

  @Test("show a model that lost its skill, and the rules beside it")
  func decline() throws {
    let months = cohort().months
    #expect(months.map(\.month) == ["2026-01", "2026-02", "2026-03"])
    #expect(months.map(\.leads).reduce(0, +) == 6000)
    let january = try #require(months[0].difference)
    // Points that fall with the score: the model wins while it knows something.
    #expect(january.lower > 0)
    let february = try #require(months[1].auc)
    #expect(february.contains(0.5) && !(months[0].auc?.contains(0.5) ?? true))
    let points = try #require(months[0].rulesAUC)
    let model = try #require(months[0].auc)
    #expect(abs((model.lower + model.upper) / 2 + points - 1) < 0.01)
  }

  @Test("too few conversions have no AUC, but still their counts")
  func few() {
    let scores = (0..<20).map {
      StoredScore(lead: "\($0)", asOf: CohortMonthTests.start, probability: 0.5)
    }
    let conversions = Dictionary(
      uniqueKeysWithValues: (0..<20).map { number -> (String, Timestamp?) in
        ("\(number)", number < 10 ? CohortMonthTests.start + TimeSpan(days: 1) : nil)
      })
    let months = ScoredCohort(
      scores, conversions: conversions, window: TimeSpan(days: 30),
      asOf: CohortMonthTests.start + TimeSpan(days: 60)
    ).months
    #expect(months.count == 1)
    #expect(months.first?.conversions == 10 && months.first?.expected == 10)
    #expect(months.first?.auc == nil && months.first?.difference == nil)
  }

  @Test("outcomes that are not known, or that come too late, are warned of")
  func known() throws {
    let model = try MonitoredModel().model
    func find(_ check: Finding.Check, _ cohort: ScoredCohort) -> Finding? {
      PerformanceChecks(cohort, model: model).findings.first { $0.check == check }
    }
    #expect(find(.coverage, cohort())?.tonight == .ok)
    let gone = find(.coverage, cohort(forgotten: 900))
    #expect(gone?.tonight == .warn && gone?.value == 5100 / 6000)
    #expect(find(.late, cohort())?.tonight == .ok)
    #expect(find(.late, cohort(late: 0.2))?.tonight == .warn)
  }

  @Test("a score counts within a week after the lead's snapshot")
  func prompt() {
    let snapshot = CohortMonthTests.start
    func isPrompt(_ days: Int) -> Bool {
      StoredScore(lead: "A", asOf: snapshot + TimeSpan(days: days), probability: 0.1)
        .isPrompt(snapshot: snapshot)
    }
    #expect(!isPrompt(-1) && isPrompt(0) && isPrompt(6) && !isPrompt(7))
    #expect(!StoredScore(lead: "A", asOf: snapshot, probability: 0.1).isPrompt(snapshot: nil))
  }

  /// The stated rate of false alarms of calibration and ranking, on leads whose probabilities are true.
  @Test(
    "of true probabilities at most 3 in 100 sound an alarm or a warning")
  func quiet() throws {
    let count = 600
    let model = try MonitoredModel().model
    var said = 0
    for seed in 0..<100 {
      var random = SeededGenerator(seed: UInt64(seed))
      var scores: [StoredScore<String>] = []
      var conversions: [String: Timestamp?] = [:]
      for lead in 0..<count {
        let probability = 1 / (1 + exp(1.5 - random.normal()))
        scores.append(
          StoredScore(lead: "\(lead)", asOf: CohortMonthTests.start, probability: probability))
        conversions["\(lead)"] = .some(
          random.happens(probability) ? CohortMonthTests.start + TimeSpan(days: 3) : nil)
      }
      let cohort = ScoredCohort(
        scores, conversions: conversions, window: TimeSpan(days: 30),
        asOf: CohortMonthTests.start + TimeSpan(days: 31))
      let findings = PerformanceChecks(cohort, model: model).findings
      said += findings.contains { $0.tonight > .ok } ? 1 : 0
    }
    #expect(said <= 3, "\(said) of 100")
  }
}

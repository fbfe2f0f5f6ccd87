import Testing

@testable import Simulation

@Suite("Outcomes")
struct OutcomeTests {
  /// Leads whose outcome is known, with their truth.
  private func judged(
    _ history: SaaSHistory
  ) -> [(lead: SaaSHistory.Lead, truth: SaaSHistory.Truth, isConverted: Bool)] {
    zip(history.leads, history.truths).filter { SnapshotExport.isLabelled($0.0) }.map {
      (lead: $0, truth: $1, isConverted: SnapshotExport.isConvertedInTime($0))
    }
  }

  @Test(
    "the true log odds rank conversions with an AUC of 0.82 to 0.86, form and company with 0.69",
    arguments: [20_260_701, 1, 2] as [UInt64])
  func attainableArea(seed: UInt64) {
    let cases = judged(SaaSHistory(leads: 12_000, seed: seed))
    let outcomes = cases.map(\.isConverted)
    let all = areaUnderCurve(scores: cases.map(\.truth.logOdds), outcomes: outcomes)
    let profile = areaUnderCurve(scores: cases.map(\.truth.profileLogOdds), outcomes: outcomes)
    let drawn = areaUnderCurve(scores: cases.map(\.truth.probability), outcomes: outcomes)
    #expect((0.82...0.86).contains(all))
    #expect((0.66...0.73).contains(profile))
    #expect(drawn > all)
  }

  @Test("8 to 12 % of mature leads convert, as many as the probabilities say")
  func baseRate() {
    let cases = judged(Histories.standard)
    let expected = cases.reduce(0) { $0 + $1.truth.probability }
    let variance = cases.reduce(0) { $0 + $1.truth.probability * (1 - $1.truth.probability) }
    let converted = Double(cases.count(where: \.isConverted))
    #expect((0.08...0.12).contains(converted / Double(cases.count)))
    #expect(abs(converted - expected) < 4 * variance.squareRoot())
  }

  @Test("in each tenth of probability as many convert as it says")
  func probabilitiesAreTrue() {
    let cases = judged(Histories.standard).sorted { $0.truth.probability < $1.truth.probability }
    for tenth in 0..<10 {
      let part = cases[(tenth * cases.count / 10)..<((tenth + 1) * cases.count / 10)]
      let expected = part.reduce(0) { $0 + $1.truth.probability }
      let variance = part.reduce(0) { $0 + $1.truth.probability * (1 - $1.truth.probability) }
      let converted = Double(part.count(where: \.isConverted))
      #expect(abs(converted - expected) < 4 * variance.squareRoot())
    }
  }

  @Test("conversions take a month in the median; a few come early, some late, none on the edge")
  func delays() {
    let history = Histories.standard
    let delays = history.leads.compactMap { lead in
      lead.sale.map { $0.closedAt - lead.snapshot }
    }.sorted()
    let median = Double(delays[delays.count / 2]) / Double(WorldCalendar.day)
    let count = Double(delays.count)
    #expect((22...34).contains(median))
    #expect((0.005...0.06).contains(Double(delays.count { $0 < 0 }) / count))
    #expect((0.04...0.13).contains(Double(delays.count { $0 > WorldCalendar.horizon }) / count))
    #expect(!delays.contains(0) && !delays.contains(WorldCalendar.horizon))
  }

  @Test("the delay keeps the side of the horizon it was asked for", arguments: [true, false])
  func delaySides(isWithin: Bool) {
    var stream = RandomStream(seed: 1, purpose: .outcome, index: 0)
    let delay = ConversionDelay()
    for _ in 0..<2_000 {
      let seconds = delay.seconds(isWithinHorizon: isWithin, from: &stream)
      #expect(seconds > 0 && (seconds < WorldCalendar.horizon) == isWithin)
    }
  }
}

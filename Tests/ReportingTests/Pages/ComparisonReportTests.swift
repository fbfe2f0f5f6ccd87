import Evaluation
import Testing

@testable import Reporting

struct ComparisonReportTests {
  private static let outcomes = (0..<60).map { $0 % 3 == 0 }
  private static let good = outcomes.enumerated().map { row, outcome in
    Double(row % 7) + (outcome ? 4 : 0)
  }
  private static let poor = outcomes.enumerated().map { row, outcome in
    Double(row % 5) + (outcome ? 1 : 0)
  }

  private func report(
    challenger: [Double] = good, reference: [Double] = poor,
    names: (String, String) = ("Model", "Rules"),
    draws: Bool = true
  ) throws -> ComparisonReport {
    let comparison = try RankingComparison(
      reference: reference, challenger: challenger, outcomes: Self.outcomes,
      keys: Self.outcomes.indices.map { UInt64($0) }, capacity: 12, replicates: 200)
    func curve(_ name: String, _ scores: [Double]) throws -> GainsCurve {
      let ranking = try RankedOutcomes(scores: scores, outcomes: Self.outcomes)
      return GainsCurve(name: name, points: draws ? ranking.gainsCurve() : [])
    }
    return ComparisonReport(
      comparison, of: try curve(names.0, challenger), with: try curve(names.1, reference),
      ruleBook: names.1, verdict: "\(names.0) wins.", facts: SampleRun.facts)
  }

  @Test("Nothing in names becomes markup", arguments: Hostile.texts)
  func hostile(text: String) throws {
    let html = try report(names: (text, text + "2")).html()
    let reader = MarkupReader(html)
    #expect(reader.flaws.isEmpty)
    let elements = Set(reader.elements.map(\.name))
    #expect(elements.isDisjoint(with: ["script", "img", "b", "iframe", "object"]))
    let attributes = reader.elements.flatMap { $0.attributes.map(\.name) }
    #expect(!attributes.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" })
    if text.utf8.contains(0x3C) { #expect(html.utf8.firstRange(of: text.utf8) == nil) }
  }

  @Test("The verdict, both AUCs, the difference, every cut and the swap set are on the page")
  func contents() throws {
    let report = try report()
    let html = report.html()
    let auc = report.comparison.auc
    for text in [
      "Model wins.", auc.challenger.value.decimals(3), auc.reference.value.decimals(3),
      auc.value.signedDecimals(3), auc.interval.signedText(3), "6 (best 10 %)",
      "12 (best 20 %, capacity)", "18 (best 30 %)", "Only Model",
      "Only Rules", "Rank correlation",
      "id=\"gains-chart-title\"", "id=\"swap-chart-title\"", "Rule book",
      report.comparison.swapSet.challengerOnly.outcomeText,
    ] {
      #expect(html.contains(text), "\(text)")
    }
    #expect(MarkupReader(html).flaws.isEmpty)
  }

  @Test(
    "The verdict decides the tone",
    arguments: zip(RankingVerdict.allCases, ["good", "check", "check", "stop"]))
  func tone(verdict: RankingVerdict, expected: String) {
    #expect(verdict.tone.rawValue == expected)
  }

  @Test("The swap set adds up in words")
  func swap() throws {
    let report = try report()
    let swap = report.comparison.swapSet
    let gained = swap.challengerOnly.successes
    let lost = swap.referenceOnly.successes
    #expect(gained > lost + 1)
    #expect(
      report.html().contains(
        "swaps the other \(swap.challengerOnly.trials): \(lost) "
          + (lost == 1 ? "conversion goes" : "conversions go") + ", \(gained) come, "
          + "\(gained - lost) conversions more."))
  }

  @Test("Rankings that agree disagree on nobody")
  func agreement() throws {
    let html = try report(challenger: Self.good, reference: Self.good).html()
    #expect(html.contains("On nobody") && !html.contains("swap-chart"))
  }

  @Test("Without points no gains chart is drawn, and the table stays")
  func withoutCurves() throws {
    let html = try report(draws: false).html()
    #expect(!html.contains("gains-chart") && html.contains("Conversions found"))
  }
}

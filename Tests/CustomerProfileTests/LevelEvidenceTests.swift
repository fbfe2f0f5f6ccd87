import Evaluation
import FeatureExtraction
import Tables
import TestSupport
import Testing

@testable import CustomerProfile

@Suite("What converted leads share")
struct LevelEvidenceTests {
  /// Leads in two industries, of which so many convert.
  private func leads(_ counts: [(name: String, leads: Int, converted: Int)]) throws -> ProfileLeads
  {
    let names = counts.flatMap { [String](repeating: $0.name, count: $0.leads) }
    let outcomes = counts.flatMap { count in (0..<count.leads).map { $0 < count.converted } }
    let table = Table(
      source: "leads.csv",
      columns: [Column(name: "industry", values: .categories(Categories(names)))])
    return try ProfileLeads(
      table,
      declarations: [
        FeatureDeclaration(
          column: "industry", kind: .implicit, encoding: .categorical(minimumCount: 1))
      ], outcomes: outcomes, keys: outcomes.indices.map { UInt64($0) })
  }

  @Test("Shares, rates, lift and χ² of a two by two table are those worked out by hand")
  func byHand() throws {
    let evidence = LevelEvidence.all(
      in: try leads([("Software", 40, 20), ("Retail", 60, 10)]))
    let software = try #require(evidence.first)
    #expect(software.level == "Software" && evidence.count == 2)
    #expect(software.rate.successes == 20 && software.rate.trials == 40)
    #expect(abs(software.shareOfConverted - 20.0 / 30) < 1e-15)
    #expect(abs(software.shareOfOthers - 20.0 / 70) < 1e-15)
    #expect(abs(software.lift - 0.5 / 0.3) < 1e-14)
    // (20·50 − 20·10)²·100 / (40·60·30·70) = 12.698…, whose upper tail on one degree is 3.66e-4.
    #expect(abs(software.pValue - 0.000366) < 1e-6)
    // The odds ratio (20.5 · 50.5) / (20.5 · 10.5) = 4.81 is 2.27 doublings: 22.7 points, rounded.
    #expect(software.isShown && software.points == 25)
  }

  @Test("Levels of too few leads are neither told nor counted")
  func support() throws {
    let evidence = LevelEvidence.all(
      in: try leads([("Software", 40, 20), ("Retail", 60, 10), ("Mining", 9, 9)]))
    #expect(evidence.map(\.level).sorted() == ["Retail", "Software"])
  }

  @Test("Corrected p-values are those of R’s p.adjust(method = \"BH\")")
  func benjaminiHochberg() {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "BH") in R 4.2
    let corrected = falseDiscoveryRates([0.01, 0.04, 0.03, 0.005, 0.5])
    for (value, expected) in zip(corrected, [0.025, 0.05, 0.05, 0.025, 0.5]) {
      #expect(abs(value - expected) < 1e-15)
    }
    #expect(falseDiscoveryRates([]).isEmpty)
  }

  @Test("Where nothing goes with conversion, one run in twenty finds something", arguments: [1, 2])
  func noise(seed: UInt64) throws {
    let runs = try (0..<40).map { run in
      try LevelEvidence.all(in: noiseLeads(seed: seed * 1000 + run)).contains { $0.isShown }
    }
    // Of 40 runs two are to be expected; more than six have a chance of 0.3 %.
    #expect(runs.count { $0 } <= 6)
  }

  private func noiseLeads(seed: UInt64) throws -> ProfileLeads {
    var random = SeededGenerator(seed: seed)
    let count = 400
    let columns = (0..<15).map { index in
      Column(
        name: "c\(index)",
        values: .categories(Categories((0..<count).map { _ in random.happens(0.5) ? "a" : "b" })))
    }
    let outcomes = (0..<count).map { _ in random.happens(0.2) }
    return try ProfileLeads(
      Table(source: "leads.csv", columns: columns),
      declarations: columns.map {
        FeatureDeclaration(
          column: $0.name, kind: .explicit, encoding: .categorical(minimumCount: 1))
      }, outcomes: outcomes, keys: (0..<count).map { UInt64($0) })
  }
}

import Evaluation
import FeatureExtraction
import Foundation
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("The leak gate")
struct LeakGateTests {
  private static let count = 1000

  private static func outcomes(_ random: inout SeededGenerator, rate: Double = 0.3) -> [Bool] {
    (0..<count).map { _ in random.happens(rate) }
  }

  private func reasons(_ columns: [Column], _ won: [Bool]) -> [LeakFinding.Reason] {
    LeakGate().findings(in: LeadsMaker.leads(columns, won: won)).map(\.reason)
  }

  @Test(
    "refuses a column that is filled for one outcome only, whatever it holds",
    arguments: [true, false], 1...3 as ClosedRange<UInt64>)
  func filledOnlyWhen(_ converted: Bool, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let won = Self.outcomes(&random)
    let filled = won.map { $0 == converted && random.happens(0.5) }
    let expected = LeakFinding.Reason.filledOnlyWhen(
      converted: converted, filled: filled.count { $0 })
    let columns: [Column] = [
      .numbers("amount", filled.map { $0 ? (100 * random.uniform()).rounded() : .nan }),
      .categories("reason", filled.map { $0 ? random.pick([("a", 1), ("b", 1)]) : nil }),
      .text("note", filled.enumerated().map { $1 ? "note \($0)" : "" }),
      Column(
        name: "closed_at",
        values: .timestamps(
          filled.map { $0 ? Timestamp(seconds: Int64(random.next() >> 35)) : nil })),
    ]
    #expect(reasons(columns, won) == Array(repeating: expected, count: 4))
  }

  @Test("does not mind a column that is filled for next to nobody")
  func hardlyFilled() {
    var random = SeededGenerator(seed: 4)
    let won = Self.outcomes(&random)
    var numbers = [Double](repeating: .nan, count: Self.count)
    for row in won.indices.filter({ won[$0] }).prefix(8) { numbers[row] = Double(row) }
    #expect(reasons([.numbers("rare", numbers)], won).isEmpty)
  }

  @Test("refuses a level of real size that holds only conversions")
  func pureLevel() {
    var random = SeededGenerator(seed: 5)
    let won = Self.outcomes(&random)
    let stages = won.map {
      $0 && random.happens(0.2) ? "Invoice sent" : random.pick([("a", 2), ("b", 1)])
    }
    let size = stages.count { $0 == "Invoice sent" }
    #expect(
      reasons([.categories("stage", stages)], won) == [
        .pureLevel(level: "Invoice sent", converted: Proportion(successes: size, trials: size))
      ])
  }

  @Test("lets a pure level pass that is small")
  func smallPureLevel() {
    var random = SeededGenerator(seed: 6)
    let won = Self.outcomes(&random)
    var stages = won.map { _ in random.pick([("a", 2), ("b", 1)]) }
    for row in won.indices.filter({ won[$0] }).prefix(29) { stages[row] = "small" }
    #expect(reasons([.categories("stage", stages)], won).isEmpty)
  }

  @Test(
    "does not call levels pure where nearly all leads convert", arguments: [0.985, 0.99, 0.995])
  func highBaseRate(_ rate: Double) {
    var random = SeededGenerator(seed: 7)
    let won = Self.outcomes(&random, rate: rate)
    let columns: [Column] = [
      .categories("a", won.map { _ in random.pick([("x", 3), ("y", 1)]) }),
      .categories("b", won.map { _ in "same" }),
    ]
    #expect(reasons(columns, won).isEmpty)
  }

  @Test(
    "refuses a number that alone ranks leads nearly perfectly, in either direction",
    arguments: [4, -4] as [Double])
  func nearlyPerfectNumber(_ shift: Double) throws {
    var random = SeededGenerator(seed: 8)
    let won = Self.outcomes(&random)
    let numbers = won.map { ($0 ? shift : 0) + random.normal() }
    let found = reasons([.numbers("days_to_close", numbers)], won)
    guard case .ranksAlone(let auc)? = found.first else {
      Issue.record("found \(found)")
      return
    }
    #expect(auc > 0.99)
  }

  @Test("refuses a category that alone ranks leads nearly perfectly")
  func nearlyPerfectCategory() {
    var random = SeededGenerator(seed: 9)
    let won = Self.outcomes(&random)
    let texts = won.map { random.happens(0.03) != $0 ? "late stage" : "early stage" }
    guard case .ranksAlone? = reasons([.categories("stage", texts)], won).first else {
      Issue.record("found nothing")
      return
    }
  }

  @Test("suspects a column that is filled much more often for one outcome")
  func fillGap() {
    var random = SeededGenerator(seed: 10)
    let won = Self.outcomes(&random)
    let numbers = won.map { random.happens($0 ? 0.9 : 0.5) ? random.normal() : Double.nan }
    let findings = LeakGate().findings(in: LeadsMaker.leads([.numbers("phone", numbers)], won: won))
    #expect(findings.map(\.severity) == [.suspect])
    #expect(findings.map(\.reason.code) == ["fill_gap"])
    #expect(abs((findings.first?.reason.value ?? 0) - 0.4) < 0.1)
  }

  @Test(
    "suspects a column that every conversion has filled and a fifth of the others has not",
    arguments: [(0.8, 1), (0.95, 0)])
  func alwaysFilled(others: (fill: Double, findings: Int)) {
    var random = SeededGenerator(seed: 15)
    let won = Self.outcomes(&random)
    let texts = won.map { outcome -> String? in
      outcome || random.happens(others.fill) ? "north" : nil
    }
    let findings = LeakGate().findings(in: LeadsMaker.leads([.categories("area", texts)], won: won))
    #expect(findings.map(\.severity) == Array(repeating: .suspect, count: others.findings))
    #expect(findings.allSatisfy { $0.reason.code == "fill_gap" })
  }

  /// How often a field is filled, and what is found.
  struct Filled: CustomTestStringConvertible, Sendable {
    let name: String
    let converted, other: Double
    let code: String?
    let severity: LeakFinding.Severity?
    /// The share of leads that convert.
    var base = 0.15

    var testDescription: String { name }
  }

  @Test(
    "refuses fields that are entered with the outcome but for a slip, and no honest ones",
    arguments: [
      Filled(
        name: "account manager", converted: 0.9, other: 0.0005, code: "filled_only_when_converted",
        severity: .refused),
      Filled(
        name: "account manager with slips", converted: 0.9, other: 0.01,
        code: "entered_when_converted", severity: .refused),
      Filled(
        name: "account manager of a part", converted: 0.2, other: 0.003,
        code: "pure_when_filled", severity: .refused, base: 0.6),
      Filled(
        name: "lost reason of some customers", converted: 0.02, other: 0.8,
        code: "entered_when_not_converted", severity: .refused),
      Filled(
        name: "cleared on conversion", converted: 0.6, other: 1, code: "pure_when_empty",
        severity: .refused),
      Filled(
        name: "field of a demo form", converted: 0.4, other: 0.05, code: "fill_gap",
        severity: .suspect),
      Filled(
        name: "a trial that customers take", converted: 0.95, other: 0.2, code: "fill_gap",
        severity: .suspect),
      Filled(name: "title", converted: 0.8, other: 0.6, code: nil, severity: nil),
      Filled(name: "unsubscribed", converted: 0.01, other: 0.25, code: nil, severity: nil),
    ], [1, 2, 3] as [UInt64])
  func presence(_ field: Filled, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let won = (0..<6000).map { _ in random.happens(field.base) }
    // Numbers that say nothing, so that no level is pure where having a value is.
    let numbers = won.map { outcome in
      random.happens(outcome ? field.converted : field.other) ? random.normal() : .nan
    }
    let findings = LeakGate().findings(in: LeadsMaker.leads([.numbers("field", numbers)], won: won))
    #expect(findings.map(\.severity) == [field.severity].compactMap { $0 }, "\(findings)")
    // By chance slips may be so few that another kind of evidence is harder still.
    let codes = [field.code, "filled_only_when_converted", "ranks_alone"]
    #expect(findings.allSatisfy { codes.contains($0.reason.code) }, "\(findings)")
  }

  @Test("enrichment that knows larger companies better, which buy more often, passes")
  func enrichment() {
    var random = SeededGenerator(seed: 21)
    let sizes = (0..<6000).map { _ in random.normal() }
    let won = sizes.map { random.happens(1 / (1 + Foundation.exp(2 - 1.2 * $0))) }
    let known = sizes.map { size -> String? in
      random.happens(min(0.98, max(0.1, 0.55 + 0.25 * size))) ? "industry" : nil
    }
    let findings = LeakGate().findings(
      in: LeadsMaker.leads([.categories("industry", known)], won: won))
    #expect(findings.allSatisfy { $0.severity == .suspect }, "\(findings)")
  }

  @Test(
    "refuses nothing that few conversions may rank by chance", arguments: [1, 2, 3, 5, 8, 12],
    1...25 as ClosedRange<UInt64>)
  func fewConversions(_ conversions: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let won = (0..<250).map { $0 < conversions }
    // Honest columns of an AUC of about 0.8, and others that know nothing.
    let columns = (0..<12).map { index -> Column in
      let shift = index < 4 ? 1.19 : 0
      return .numbers("n\(index)", won.map { ($0 ? shift : 0) + random.normal() })
    }
    let findings = LeakGate().findings(in: LeadsMaker.leads(columns, won: won))
    #expect(!findings.contains { $0.severity == .refused }, "\(findings)")
  }

  @Test("finds nothing in three leads")
  func threeLeads() {
    #expect(reasons([.numbers("n", [3, 2, 1])], [true, false, false]).isEmpty)
    #expect(reasons([.categories("c", ["a", "b", "b"])], [true, false, false]).isEmpty)
  }

  @Test(
    "a perfect column is refused from 22 conversions on, and a suspect before",
    arguments: [(5, nil), (10, .suspect), (21, .suspect), (22, .refused), (60, .refused)]
      as [(Int, LeakFinding.Severity?)])
  func certainty(_ conversions: Int, severity: LeakFinding.Severity?) {
    let won = (0..<400).map { $0 < conversions }
    // Values of their own, so that none is a level of real size.
    let findings = LeakGate().findings(
      in: LeadsMaker.leads(
        [.numbers("n", won.enumerated().map { Double($0) / 1000 + ($1 ? 0 : 1) })], won: won))
    #expect(findings.map(\.severity) == [severity].compactMap { $0 }, "\(findings)")
  }

  @Test("what a points table makes of leads is a suspect at most")
  func points() {
    var random = SeededGenerator(seed: 22)
    let won = Self.outcomes(&random)
    let points = won.map { ($0 ? 5 : 0) + random.normal() }
    for (name, severity) in [
      ("rules: behavioural points", LeakFinding.Severity.suspect), ("points", .refused),
    ] {
      let findings = LeakGate().findings(in: LeadsMaker.leads([.numbers(name, points)], won: won))
      #expect(findings.map(\.severity) == [severity])
    }
  }

  @Test("does not suspect behaviour that is missing where nothing was done")
  func sparseBehaviour() {
    var random = SeededGenerator(seed: 14)
    let won = Self.outcomes(&random)
    let days = won.map { random.happens($0 ? 0.9 : 0.5) ? random.normal() : Double.nan }
    let made = LeadsMaker.leads([.numbers("days since demo", days)], won: won)
    let behaviour = LabelledLeads(
      subject: made.subject, table: made.table,
      declarations: [
        FeatureDeclaration(
          column: "days since demo", kind: .behavioural, encoding: .numeric(.none))
      ], dropped: [], outcomes: won, keys: made.keys)
    #expect(LeakGate().findings(in: made).count == 1)
    #expect(LeakGate().findings(in: behaviour).isEmpty)
  }

  @Test("lets an honest strong feature pass", arguments: 1...10 as ClosedRange<UInt64>)
  func strongFeature(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let won = Self.outcomes(&random)
    // Two normal distributions 1.19 apart have an AUC of 0.80.
    let numbers = won.map { ($0 ? 1.19 : 0) + random.normal() }
    #expect(abs(AUC(try RankedOutcomes(scores: numbers, outcomes: won)).value - 0.8) < 0.05)
    let bands = numbers.map { "band \(Int(($0 * 2).rounded(.down)))" }
    #expect(reasons([.numbers("strong", numbers), .categories("band", bands)], won).isEmpty)
  }

  @Test("raises a false alarm in fewer than one of a hundred clean sets")
  func falseAlarms() {
    let alarms = (1...200).filter { seed in
      var random = SeededGenerator(seed: UInt64(seed))
      let count = 200 + Int(300 * random.uniform())
      let rate = 0.05 + 0.5 * random.uniform()
      let won = (0..<count).map { _ in random.happens(rate) }
      let columns = (0..<6).map { index -> Column in
        let fill = random.uniform()
        let levels = [2, 5, 20, 80][Int(4 * random.uniform())]
        if index < 3 {
          return .numbers(
            "n\(index)", won.map { _ in random.happens(fill) ? random.normal() : .nan })
        }
        return .categories(
          "c\(index)",
          won.map { _ in
            random.happens(fill) ? "level \(Int(Double(levels) * random.uniform()))" : nil
          })
      }
      return !reasons(columns, won).isEmpty
    }
    #expect(alarms.count < 2, "seeds \(alarms)")
  }

  @Test("marks allowed columns, puts hard evidence first and looks at no excluded column")
  func allowed() {
    var random = SeededGenerator(seed: 12)
    let won = Self.outcomes(&random)
    let gap = won.map { random.happens($0 ? 0.9 : 0.5) ? random.normal() : Double.nan }
    let perfect = won.map { $0 ? 1.0 : 0 }
    let made = LeadsMaker.leads(
      [.numbers("gap", gap), .numbers("perfect", perfect), .numbers("left_out", perfect)], won: won)
    let leads = LabelledLeads(
      subject: made.subject, table: made.table, declarations: made.declarations,
      dropped: [DroppedColumn(column: "left_out", reason: .excluded)], outcomes: won,
      keys: made.keys)
    let findings = LeakGate(allowed: ["perfect"]).findings(in: leads)
    #expect(findings.map(\.column) == ["perfect", "gap"])
    #expect(findings.map(\.isAllowed) == [true, false])
    #expect(findings.map(\.severity) == [.refused, .suspect])
  }

  @Test("looks at columns that are no features, such as dates and identifiers")
  func droppedColumns() {
    var random = SeededGenerator(seed: 13)
    let won = Self.outcomes(&random)
    let invoice = won.enumerated().map { $1 ? "INV-\($0)" : "" }
    let leads = LeadsMaker.leads([.text("invoice", invoice)], won: won)
    #expect(leads.declarations.isEmpty)
    #expect(LeakGate().findings(in: leads).map(\.column) == ["invoice"])
  }
}

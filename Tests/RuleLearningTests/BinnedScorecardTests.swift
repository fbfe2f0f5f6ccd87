import FeatureExtraction
import RuleScoring
import Tables
import TestLeads
import TestSupport
import Testing
import YAMLDocuments

@testable import RuleLearning

@Suite("a scorecard of optimal bins")
struct BinnedScorecardTests {
  /// Leads whose rate rises with visits, differs by trade, and does not know a column of noise.
  private static func leads(_ count: Int, seed: UInt64) -> (table: Table, outcomes: [Bool]) {
    var random = SeededGenerator(seed: seed)
    var (visits, trades, noise, outcomes): ([Double], [String?], [Double], [Bool]) =
      ([], [], [], [])
    for _ in 0..<count {
      let code = random.happens(0.1)
      let visit = code ? -1 : random.happens(0.1) ? .nan : (random.uniform() * 20).rounded(.down)
      let trade = random.pick([
        ("Software", weight: 0.3), ("Retail", weight: 0.3), ("Health", weight: 0.4),
      ])
      let rate =
        (visit.isNaN ? 0.05 : visit < 0 ? 0.3 : visit < 8 ? 0.05 : 0.25)
        * (trade == "Software" ? 2 : 1)
      visits.append(visit)
      trades.append(random.happens(0.05) ? nil : trade)
      noise.append(random.uniform())
      outcomes.append(random.happens(rate))
    }
    return (
      Table([
        .numbers("visits", visits), .categories("trade", trades), .numbers("noise", noise),
      ]), outcomes
    )
  }

  private static func characteristics(
    _ table: Table, _ outcomes: [Bool]
  ) throws -> [BinnedCharacteristic] {
    try table.columns.compactMap {
      try BinnedCharacteristic(
        name: $0.name, kind: .explicit, column: $0, outcomes: outcomes,
        specials: $0.name == "visits" ? [-1] : [], rules: BinningRules(maximumBins: 4))
    }
  }

  // ln(0.75 / 0.4375) and ln(0.25 / 0.5625), by hand: 30 and 10 of the 40 conversions, 70 and 90 of
  // the 160 others.
  @Test("weight of evidence and information value are those of a hand-made table")
  func byHand() throws {
    let levels = [String](repeating: "A", count: 100) + [String](repeating: "B", count: 100)
    let outcomes = (0..<200).map { $0 < 30 || (100..<110).contains($0) }
    let trade = try #require(
      try BinnedCharacteristic(
        name: "trade", kind: .implicit, column: .categories("trade", levels), outcomes: outcomes,
        rules: BinningRules()))
    #expect(trade.bins.map(\.label) == ["B", "A"] && trade.trend == nil)
    let weights = trade.bins.map(\.evidence.weightOfEvidence)
    #expect(abs(weights[0] + 0.810_930_216) < 1e-9 && abs(weights[1] - 0.538_996_501) < 1e-9)
    #expect(abs(trade.informationValue - 0.421_852_098) < 1e-8)
  }

  @Test("alone, a characteristic has coefficient 1 and points as its odds", arguments: [10.0, 50])
  func alone(pointsToDoubleOdds: Double) throws {
    let levels = [String](repeating: "A", count: 1000) + [String](repeating: "B", count: 1000)
    // Odds of 1 to 4 and 4 to 4: two doublings.
    let outcomes = (0..<2000).map { $0 < 1000 ? $0 % 5 == 0 : $0 % 2 == 0 }
    let trade = try #require(
      try BinnedCharacteristic(
        name: "trade", kind: .implicit, column: .categories("trade", levels), outcomes: outcomes,
        rules: BinningRules()))
    let card = try BinnedScorecard(
      name: "c", [trade], outcomes: outcomes, pointsToDoubleOdds: pointsToDoubleOdds)
    #expect(abs(card.rows[0].coefficient - 1) < 1e-3)
    #expect(card.rows[0].points == [0, 2 * pointsToDoubleOdds])
    // 0 points are the odds of A: 1 to 4.
    #expect(abs(card.logOddsAtZero + 1.386_294_361) < 1e-3)
  }

  @Test("codes and missing values have bins of their own; noise has no points", arguments: 1...3)
  func bins(seed: UInt64) throws {
    let (table, outcomes) = Self.leads(6000, seed: seed)
    let card = try BinnedScorecard(
      name: "c", Self.characteristics(table, outcomes), outcomes: outcomes)
    let visits = try #require(card.rows.first { $0.characteristic.name == "visits" })
    let labels = visits.characteristic.bins.map(\.label)
    #expect(labels.contains("= -1") && labels.contains("(missing)"))
    #expect(labels.contains { $0.contains("below 8") } && labels.contains { $0.hasPrefix("8 ") })
    #expect(card.omitted.map(\.characteristic.name) == ["noise"])
    #expect(card.rows.allSatisfy { $0.coefficient > 0 && $0.points.contains(0) })
  }

  @Test("edges have as few digits as part the same leads")
  func edges() throws {
    let values = (0..<400).map { Double($0) * 0.7317 + 0.0123 }
    let outcomes = values.indices.map { $0 < 200 ? $0 % 20 == 0 : $0 % 2 == 0 }
    let column = try #require(
      try BinnedCharacteristic(
        name: "x", kind: .explicit, column: .numbers("x", values), outcomes: outcomes,
        rules: BinningRules(maximumBins: 2)))
    let edges = column.tests.compactMap { test -> Double? in
      if case .number(let from?) = test { from } else { nil }
    }
    let edge = try #require(edges.first)
    // Tenths do where leads are 0.7 apart.
    #expect(column.bins.count == 2 && (edge * 10).rounded() == edge * 10)
    #expect(zip(values, column.codes).allSatisfy { ($0 >= edge) == ($1 == 1) })
  }

  @Test("the rule engine gives every lead the points of its bins, after a round trip too")
  func engine() throws {
    let (table, outcomes) = Self.leads(3000, seed: 4)
    let card = try BinnedScorecard(
      name: "c", Self.characteristics(table, outcomes), outcomes: outcomes,
      tiers: [("hot", -1), ("cold", nil)])
    let expected = (0..<3000).map { row in
      card.rows.reduce(0) { $0 + $1.points[Int($1.characteristic.codes[row])] }
    }
    #expect(try card.book.score(LeadSnapshot(table: table)).totals == expected)
    let text = card.book.yaml(comments: ["a card"])
    let again = try RuleBook(document: YAMLDocument(text: text, file: "card.yaml"))
    #expect(try again.score(LeadSnapshot(table: table)).totals == expected)
    #expect(text.hasSuffix(again.yaml()) && again.tiers.map(\.name) == ["hot", "cold"])
  }

  @Test("a level never seen is worth what leads have on average, not the worst")
  func unseen() throws {
    let (table, outcomes) = Self.leads(3000, seed: 5)
    let card = try BinnedScorecard(
      name: "c", Self.characteristics(table, outcomes), outcomes: outcomes)
    let points = card.rows.first { $0.characteristic.name == "trade" }?.points ?? []
    let odd = Table([
      .numbers("visits", [3]), .categories("trade", ["Mining"]), .numbers("noise", [0]),
    ])
    let given =
      try card.book.score(LeadSnapshot(table: odd)).contributions(0)
      .first { $0.group == "trade" }?.points ?? 0
    #expect(given > 0 && given < points.max() ?? 0)
  }

  @Test("the order of the leads changes nothing")
  func order() throws {
    let (table, outcomes) = Self.leads(2000, seed: 6)
    var random = SeededGenerator(seed: 1)
    let order = (0..<2000).shuffled(using: &random)
    let one = try BinnedScorecard(
      name: "c", Self.characteristics(table, outcomes), outcomes: outcomes)
    let shuffled = order.map { outcomes[$0] }
    let other = try BinnedScorecard(
      name: "c", Self.characteristics(table.rows(order), shuffled), outcomes: shuffled)
    #expect(one.book.yaml() == other.book.yaml())
  }

  @Test("columns that tell nothing make no scorecard")
  func nothing() throws {
    let outcomes = (0..<400).map { $0 % 4 == 0 }
    let column = Column.categories("c", (0..<400).map { $0 % 8 < 4 ? "x" : "y" })
    let flat = try BinnedCharacteristic(
      name: "c", kind: .explicit, column: column, outcomes: outcomes, rules: BinningRules())
    #expect(throws: RuleLearningError.nothingToExport(model: "c")) {
      try BinnedScorecard(name: "c", flat.map { [$0] } ?? [], outcomes: outcomes)
    }
  }
}

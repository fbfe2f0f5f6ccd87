import Evaluation
import FeatureExtraction
import Tables
import TestSupport
import Testing

@testable import CustomerProfile

@Suite("Groups of converted leads")
struct PersonasTests {
  /// Converted leads of two kinds, which differ in four of five columns, and leads at random.
  private func leads(seed: UInt64, reversed: Bool = false) throws -> ProfileLeads {
    var random = SeededGenerator(seed: seed)
    var rows: [(values: [String], converted: Bool)] = []
    for row in 0..<600 {
      let kind = row % 3
      let values = (0..<5).map { column -> String in
        let isTypical = random.happens(0.9)
        if kind == 2 || column == 4 { return random.happens(0.5) ? "x" : "y" }
        return (kind == 0) == isTypical ? "x" : "y"
      }
      rows.append((values, kind != 2))
    }
    var order = Array(rows.indices)
    if reversed { order.reverse() }
    let columns = (0..<5).map { column in
      Column(
        name: "c\(column)",
        values: .categories(Categories(order.map { rows[$0].values[column] })))
    }
    return try ProfileLeads(
      Table(source: "leads.csv", columns: columns),
      declarations: columns.map {
        FeatureDeclaration(
          column: $0.name, kind: .explicit, encoding: .categorical(minimumCount: 1))
      }, outcomes: order.map { rows[$0].converted }, keys: order.map { UInt64($0) },
      revenues: order.map { rows[$0].converted ? 100 : .nan },
      daysToClose: order.map { Double($0 % 30) })
  }

  @Test("Two planted groups are found, named by what sets them apart", arguments: 1...4)
  func planted(seed: UInt64) throws {
    let personas = try #require(Personas(of: leads(seed: seed), seed: seed))
    #expect(personas.groups.count == 2)
    #expect(personas.groups.allSatisfy { (160...240).contains($0.converted) })
    #expect(personas.groups.reduce(0) { $0 + $1.converted } == 400)
    #expect(personas.groups.reduce(0) { $0 + $1.winRate.trials } == 600)
    for group in personas.groups {
      #expect(Set(group.traits.map(\.feature)).isSubset(of: ["c0", "c1", "c2", "c3"]))
      #expect(group.traits.allSatisfy { $0.share > 0.7 && $0.shareElsewhere < 0.3 })
      #expect(group.meanRevenue == 100 && group.revenue == Double(group.converted) * 100)
    }
  }

  @Test("The order of the rows does not matter, nor does asking twice")
  func invariance() throws {
    let first = try #require(Personas(of: leads(seed: 1)))
    #expect(try Personas(of: leads(seed: 1)) == first)
    #expect(try Personas(of: leads(seed: 1, reversed: true)) == first)
  }

  @Test("Too few conversions make no groups")
  func tooFew() throws {
    let table = Table(
      source: "leads.csv",
      columns: [Column(name: "a", values: .categories(Categories((0..<60).map { "l\($0 % 2)" })))])
    let leads = try ProfileLeads(
      table,
      declarations: [
        FeatureDeclaration(column: "a", kind: .explicit, encoding: .categorical(minimumCount: 1))
      ], outcomes: (0..<60).map { $0 < 39 }, keys: (0..<60).map { UInt64($0) })
    #expect(Personas(of: leads) == nil)
  }

  @Test(
    "Numbers are cut at quartiles, counts with many zeros at the first number above",
    arguments: [
      ((0..<100).map { Double($0) }, [24.0, 49, 74]),
      ([Double](repeating: 0, count: 60) + (1...40).map { Double($0) }, [1, 20, 32]),
      ([0, 0, 0, 1], [1]), ([3, 3, 3], []), ([.nan, .nan], []),
    ])
  func edges(numbers: [Double], expected: [Double]) {
    #expect(ProfileLeads.edges(of: numbers) == expected)
  }
}

import FeatureExtraction
import ScoringModel
import Tables
import TestLeads
import Testing

@testable import Training

@Suite("The labelled leads of a flat table")
struct FlatFileTests {
  private static let day = 86_400 as Int64
  private static let days: [Int64?] = [3, 1, nil, 13, 5]
  private static let table = Table(
    source: "leads.csv",
    columns: [
      .text("id", ["a", "b", "c", "d", "e"]), .numbers("visits", [1, 2, 3, 4, 4]),
      .categories("source", ["web", "tv", "web", nil, "tv"]),
      .categories("company", ["x", "x", nil, "y", nil]), .numbers("weight", [1, 2, 0.5, 0, 1]),
      Column(
        name: "created",
        values: .timestamps(days.map { $0.map { Timestamp(seconds: $0 * day) } })),
      .categories("won", ["yes", "no", nil, "no", "yes"]),
    ], lines: [2, 3, 4, 6, 7])

  private func leads(_ change: (inout FlatFileOptions) -> Void = { _ in }) throws -> LabelledLeads {
    var options = FlatFileOptions(target: "won", identifier: "id")
    change(&options)
    return try LabelledLeads(flat: Self.table, options: options)
  }

  private func problems(_ error: (any Error)?) -> [DataProblem] {
    (error as? DataProblems)?.problems ?? []
  }

  @Test("leave out rows without an outcome and remember where the others stood")
  func missingOutcome() throws {
    let leads = try leads()
    #expect(leads.outcomes == [true, false, false, true])
    #expect(leads.sourceRows == [0, 1, 3, 4])
    #expect(leads.positiveCount == 2)
    #expect(leads.subject.target == "won")
    #expect(leads.subject.positive == "yes")
    #expect(leads.subject.identifier == "id")
  }

  @Test("have no feature of a column that plays another part or was excluded")
  func parts() throws {
    let all = try leads()
    #expect(
      all.declarations.map(\.column) == ["visits", "source", "company", "weight"])
    #expect(all.dropped == [DroppedColumn(column: "created", reason: .date)])
    let some = try leads {
      $0.group = "company"
      $0.weights = "weight"
      $0.exclude = ["source"]
    }
    #expect(some.declarations.map(\.column) == ["visits"])
    #expect(some.dropped.map(\.reason) == [.date, .excluded])
    let one = try leads { $0.only = ["source"] }
    #expect(one.declarations.map(\.column) == ["source"])
    #expect(one.dropped.map(\.column) == ["visits", "company", "weight", "created"])
  }

  @Test("have keys that depend on the identifier alone")
  func keys() throws {
    let leads = try leads()
    #expect(Set(leads.keys).count == 4)
    let shuffled = try LabelledLeads(
      flat: Self.table.rows([4, 2, 0, 3, 1]),
      options: FlatFileOptions(target: "won", identifier: "id"))
    #expect(shuffled.keys == [3, 0, 2, 1].map { leads.keys[$0] })
  }

  @Test("without an identifier have different keys, also for equal rows")
  func keysOfEqualRows() throws {
    let table = Table([
      .numbers("x", [1, 1, 2, 1]), .categories("won", ["yes", "yes", "no", "no"]),
    ])
    let options = FlatFileOptions(target: "won")
    let leads = try LabelledLeads(flat: table, options: options)
    #expect(Set(leads.keys).count == 4)
    let shuffled = try LabelledLeads(flat: table.rows([3, 1, 2, 0]), options: options)
    #expect(Set(shuffled.keys) == Set(leads.keys))
    #expect(shuffled.leadFingerprint == leads.leadFingerprint)
  }

  @Test("are refused with every missing, repeated and overlong identifier in its place")
  func identifiers() {
    let table = Table(
      source: "leads.csv",
      columns: [
        .text("id", ["a", "", "b", "a", String(repeating: "é", count: 128)]),
        .categories("won", ["yes", "no", "no", "no", "yes"]),
      ], lines: [2, 3, 5, 6, 9])
    let error = #expect(throws: DataProblems.self) {
      try LabelledLeads(flat: table, options: FlatFileOptions(target: "won", identifier: "id"))
    }
    #expect(
      problems(error).map(\.kind) == [
        .missingIdentifier, .duplicateIdentifier(id: "a", firstLine: 2),
        .identifierTooLong(bytes: 256),
      ])
    #expect(problems(error).map(\.place.line) == [3, 6, 9])
  }

  @Test(
    "name the nearest column when one is missing", arguments: ["target", "id", "group", "time"])
  func missingColumn(_ part: String) {
    let error = #expect(throws: DataProblems.self) {
      var options = FlatFileOptions(target: "won", identifier: "id")
      switch part {
      case "target": options.target = "one"
      case "id": options.identifier = "one"
      case "group": options.group = "one"
      default: options.time = "one"
      }
      _ = try LabelledLeads(flat: Self.table, options: options)
    }
    let names = Self.table.columns.map(\.name)
    #expect(
      problems(error).map(\.kind) == [
        .missingColumn(name: "one", available: names, delimiterHint: nil)
      ])
  }

  @Test("share a group's key; a lead without a group is one of its own")
  func groups() throws {
    let leads = try leads { $0.group = "company" }
    let groups = leads.groups ?? []
    #expect(groups.count == 4)
    #expect(groups[0] == groups[1])
    #expect(Set(groups).count == 3)
    #expect(groups[3] == leads.keys[3])
  }

  @Test("are ordered by dates, those without one first")
  func timestamps() throws {
    let order = try #require(try leads { $0.time = "created" }.order)
    #expect(order == [3, 1, 13, 5].map { $0 * Self.day * 1_000_000 })
    var options = FlatFileOptions(target: "source", positive: "web", identifier: "id")
    options.time = "created"
    #expect(try LabelledLeads(flat: Self.table, options: options).order?[2] == .min)
  }

  @Test("are ordered by numbers of any size, to the last digit")
  func numericTimes() throws {
    let times = [1.6e18, -0.0, 1.6e18.nextUp, -1e300, .nan, 0.1, 1e-300, -1e-300]
    let table = Table([
      .numbers("t", times), .categories("won", times.indices.map { $0 < 4 ? "yes" : "no" }),
    ])
    var options = FlatFileOptions(target: "won")
    options.time = "t"
    let order = try #require(try LabelledLeads(flat: table, options: options).order)
    #expect(times.indices.sorted { order[$0] < order[$1] } == [4, 3, 7, 1, 6, 5, 0, 2])
  }

  @Test("are ordered by their lines when the rows stand in time order")
  func inTimeOrder() throws {
    #expect(try leads { $0.isInTimeOrder = true }.order == [2, 3, 6, 7])
  }

  @Test("are refused with the value that is no time")
  func notATime() {
    let table = Table([
      .categories("t", [nil, "2026-01-31", "7", "soon", "later"]),
      .categories("won", ["yes", "no", "no", "no", "yes"]),
    ])
    let error = #expect(throws: TrainingError.self) {
      var options = FlatFileOptions(target: "won")
      options.time = "t"
      _ = try LabelledLeads(flat: table, options: options)
    }
    #expect(
      error?.description
        == "column \"t\" cannot order leads in time: \"soon\" is neither an ISO 8601 date nor a number"
    )
  }

  @Test("weigh less by their age, times their given weight")
  func weights() throws {
    let given = try leads { $0.weights = "weight" }
    #expect(given.weights == [1, 2, 0, 1])
    let aged = try leads {
      $0.time = "created"
      $0.halfLife = TimeSpan(days: 2)
    }
    #expect(aged.weights == [0.03125, 0.015625, 1, 0.0625])
    let both = try leads {
      $0.weights = "weight"
      $0.time = "created"
      $0.halfLife = TimeSpan(days: 2)
    }
    #expect(both.weights == [0.03125, 0.03125, 0, 0.0625])
  }

  @Test(
    "are refused with a weight that is none, in its place",
    arguments: [-1, .nan, .infinity] as [Double])
  func badWeight(_ weight: Double) {
    let table = Table([
      .numbers("w", [1, weight, 1]), .categories("won", ["yes", "no", "no"]),
    ])
    let error = #expect(throws: DataProblems.self) {
      var options = FlatFileOptions(target: "won")
      options.weights = "w"
      _ = try LabelledLeads(flat: table, options: options)
    }
    #expect(problems(error).map(\.place.line) == [3])
    #expect(problems(error).map(\.column) == ["w"])
  }

  @Test("are refused with weights that are texts, and with a half-life but no dates")
  func misusedColumns() {
    let weights = #expect(throws: TrainingError.self) { try leads { $0.weights = "source" } }
    #expect(weights?.description == "column \"source\" does not hold numbers")
    let halfLife = #expect(throws: TrainingError.self) {
      try leads {
        $0.time = "visits"
        $0.halfLife = TimeSpan(days: 2)
      }
    }
    #expect(halfLife?.description == "--half-life needs --time with a column of dates")
  }
}

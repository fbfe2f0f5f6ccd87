import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

@Suite("Warnings about the leads of a fit")
struct DesignWarningTests {
  /// Warnings about a fit to the first leads of the columns.
  private func warnings(
    _ columns: [Column], won: [Bool], lambda: Double = 0.01
  ) throws -> [DesignWarning] {
    var settings = TrainingSettings(
      name: "test", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.lambda = lambda
    settings.allowsSmall = true
    settings.allowedLeaks = Set(columns.map(\.name))
    return try Trainer(settings: settings).train(LeadsMaker.leads(columns, won: won)).warnings
  }

  /// Leads whose outcome depends on `visits`, with a `plan` that does not matter.
  private func leads(
    _ count: Int, seed: UInt64
  ) -> (visits: [Double], plan: [String], won: [Bool]) {
    var random = SeededGenerator(seed: seed)
    let visits = (0..<count).map { _ in (10 * random.uniform()).rounded() }
    let plan = (0..<count).map { _ in random.pick([("free", 2), ("basic", 1), ("pro", 1)]) }
    return (visits, plan, visits.map { random.happens(0.1 + 0.05 * $0) })
  }

  @Test("have none where there is nothing to warn about", arguments: [1, 2, 3] as [UInt64])
  func nothing(seed: UInt64) throws {
    let leads = leads(2000, seed: seed)
    let columns = [Column.numbers("visits", leads.visits), .categories("plan", leads.plan)]
    #expect(try warnings(columns, won: leads.won) == [])
  }

  @Test("H10 name a level that never converts, and how many leads it has")
  func level() throws {
    let leads = leads(2000, seed: 4)
    let won = zip(leads.won, leads.plan).map { $0 && $1 != "pro" }
    let count = leads.plan.count { $0 == "pro" }
    let columns = [Column.numbers("visits", leads.visits), .categories("plan", leads.plan)]
    let found = try warnings(columns, won: won)
    #expect(found.count == 1)
    #expect(
      found.first?.description.hasPrefix(
        "Separated: none of the \(count) leads with \"plan = pro\" converted.") ?? false)
  }

  @Test("name an effect that goes against the raw rates, as another feature explains them")
  func againstRawRates() throws {
    var random = SeededGenerator(seed: 31)
    // Large companies convert more often; calls go to them, and put each of them off.
    let size = (0..<4000).map { _ in random.normal() }
    let calls = size.map { $0 + 0.5 * random.normal() }
    let won = zip(size, calls).map { random.happens(1 / (1 + exp(1 - 2.5 * $0 + $1))) }
    let found = try warnings([.numbers("size", size), .numbers("calls", calls)], won: won)
    #expect(
      found.map(\.description) == [
        "Against the raw rates: \"calls\" lowers the score, though alone it goes the other way; other"
          + " features say what it stands for."
      ])
  }

  @Test("H09 name a number that divides the outcomes")
  func number() throws {
    let leads = leads(2000, seed: 5)
    let columns = [Column.numbers("visits", leads.visits), .categories("plan", leads.plan)]
    let found = try warnings(columns, won: leads.visits.map { $0 > 6 })
    #expect(
      found.map(\.description).contains {
        $0.hasPrefix("Separated: \"visits\" alone divides converted leads from the others.")
      })
  }

  @Test("name the later of two columns that say the same, and none that only miss together")
  func repeated() throws {
    let leads = leads(2000, seed: 6)
    var random = SeededGenerator(seed: 7)
    let known = (0..<2000).map { _ in random.happens(0.7) }
    func gappy() -> [Double] { known.map { $0 ? random.normal() : .nan } }
    let columns: [Column] = [
      .numbers("visits", leads.visits), .numbers("visits twice", leads.visits.map { 2 * $0 + 1 }),
      .numbers("employees", gappy()), .numbers("revenue", gappy()),
    ]
    #expect(try warnings(columns, won: leads.won) == [.dependent(["visits twice"])])
  }

  @Test("H05 count conversions against free parameters")
  func few() throws {
    let leads = leads(300, seed: 8)
    let won = leads.won.enumerated().map { $1 && $0 % 3 == 0 }
    let columns = [Column.numbers("visits", leads.visits), .categories("plan", leads.plan)]
    let found = try warnings(columns, won: won)
    guard case .fewConversions(let count, let parameters)? = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(count == won.count { $0 })
    #expect((2.0...5).contains(parameters))
  }

  @Test("tell that there are fewer than a thousand leads", arguments: [(999, true), (1000, false)])
  func fewLeads(count: Int, isFew: Bool) throws {
    let leads = leads(count, seed: 12)
    let found = try warnings([.numbers("visits", leads.visits)], won: leads.won)
    #expect(found == (isFew ? [.fewLeads(999)] : []))
    #expect(found.allSatisfy { $0.description.hasPrefix("Few leads: 999, those that judge") })
  }

  @Test("F03 name values of a category that differ in case or spaces only, in any locale")
  func spelledAlike() throws {
    let leads = leads(2000, seed: 2)
    let plan = leads.plan.enumerated().map { $0 % 3 == 0 ? $1.uppercased() : $1 }
    let warnings = try warnings(
      [.numbers("visits", leads.visits), .categories("plan", plan)], won: leads.won)
    let expected = [["BASIC", "basic"], ["FREE", "free"], ["PRO", "pro"]]
    #expect(warnings == [.spelledAlike(column: "plan", expected)])
    #expect(
      warnings.first?.description
        == "Spelled alike: 3 values of \"plan\" differ in case or spaces only, such as \"BASIC\" and"
        + " \"basic\", or \"FREE\" and \"free\"; each spelling has an effect of its own (the training"
        + " report lists all).")
  }

  @Test("F08 fold letters as Unicode does, the same in every locale")
  func folding() throws {
    let leads = leads(2000, seed: 4)
    let places = ["\u{130}zmir", "i\u{307}zmir", "STRASSE", "straße"]
    let city = (0..<2000).map { places[$0 % 4] }
    let warnings = try warnings(
      [.numbers("visits", leads.visits), .categories("city", city)], won: leads.won)
    let alike = warnings.compactMap { warning -> [[String]]? in
      if case .spelledAlike("city", let levels) = warning { levels } else { nil }
    }
    #expect(alike == [[["i\u{307}zmir", "\u{130}zmir"]]])
  }

  @Test("F04 say how many of very many values have an effect of their own")
  func manyLevels() throws {
    let leads = leads(3000, seed: 3)
    let city = (0..<3000).map { "city \($0 % 150)" }
    let warnings = try warnings(
      [.numbers("visits", leads.visits), .categories("city", city)], won: leads.won)
    #expect(warnings.contains(.manyLevels(column: "city", levels: 150, kept: 100)))
  }

  @Test("H23 doubt a rate of conversions above a half")
  func rate() throws {
    let leads = leads(2000, seed: 9)
    let columns = [Column.numbers("visits", leads.visits)]
    let found = try warnings(columns, won: leads.won.map { !$0 })
    #expect(found.map(\.description).contains { $0.hasPrefix("Unusual rate: ") })
  }

  @Test("H06 tell when there are more parameters than leads")
  func wide() throws {
    var random = SeededGenerator(seed: 10)
    let columns = (0..<150).map { index in
      Column.numbers("x\(index)", (0..<120).map { _ in random.normal() })
    }
    let won = (0..<120).map { $0 % 2 == 0 }
    let found = try warnings(columns, won: won, lambda: 0.1)
    #expect(found.contains(.moreParametersThanLeads(parameters: 151, leads: 120)))
  }
}

import Evaluation
import FeatureExtraction
import RuleScoring
import Tables
import TestLeads
import Testing
import TestSupport
import YAMLDocuments

@testable import RuleLearning

@Suite("what history says of rules")
struct RuleSuggestionsTests {
  /// Leads whose log odds are points by a true book at 20 points to double the odds.
  private static func leads(
    _ count: Int, seed: UInt64
  ) -> (table: Table, outcomes: [Bool]) {
    var random = SeededGenerator(seed: seed)
    var (roles, sizes, hot, budgets): ([String], [Double], [String], [Double]) = ([], [], [], [])
    var outcomes: [Bool] = []
    for _ in 0..<count {
      let role = random.pick([
        ("boss", weight: 0.3), ("clerk", weight: 0.4), ("intern", weight: 0.3),
      ])
      let size = random.pick([(20.0, weight: 0.5), (200.0, weight: 0.5)])
      let asked = random.happens(0.3)
      let budget = random.happens(0.5) ? 1000.0 : 9000
      var points = role == "boss" ? 20.0 : role == "intern" ? -20 : 0
      points += size == 200 ? 15 : 0
      points += asked ? 30 : 0
      points += budget == 9000 ? 20 : 0
      let logOdds = -2.5 + points * 0.693_147_180_559_945_3 / 20
      outcomes.append(random.happens(1 / (1 + exponential(-logOdds))))
      roles.append(role)
      sizes.append(size)
      hot.append(asked ? "yes" : "no")
      budgets.append(budget)
    }
    return (
      Table([
        .categories("role", roles), .numbers("size", sizes), .categories("asked", hot),
        .numbers("budget", budgets),
      ]), outcomes
    )
  }

  private static func book(
    role: Double, asked: Double, askedCap: Double? = nil, extra: String = ""
  ) throws -> RuleBook {
    let cap = askedCap.map { ", cap: \($0)" } ?? ""
    let text = """
      name: b
      groups:
        - name: Role
          kind: explicit
          first_match: true
          rules: [{when: {role: boss}, points: \(role)}, {when: {role: intern}, points: -20}]
        - {name: Size, kind: implicit, column: size, bands: {1-99: 0, 100+: 15}}
        - {name: Asked, kind: behavioural\(cap), rules: [{when: {asked: "yes"}, points: \(asked)}\(extra)]}
      tiers: {hot: 40, cold: rest}
      """
    return try RuleBook(document: YAMLDocument(text: text, file: "rules.yaml"))
  }

  private static func suggestions(
    _ book: RuleBook, seed: UInt64, candidates: Bool = true
  ) throws -> RuleSuggestions {
    let (table, outcomes) = leads(6000, seed: seed)
    let unread = CandidateFeature.unread(by: book, among: table, project: nil, model: nil)
    return try RuleSuggestions(
      book.score(LeadSnapshot(table: table)), outcomes: outcomes,
      candidates: candidates ? unread : [])
  }

  @Test("nothing is said of a book that is right but for what it lacks", arguments: 1...6)
  func right(seed: UInt64) throws {
    let suggestions = try RuleSuggestionsTests.suggestions(
      RuleSuggestionsTests.book(role: 20, asked: 30), seed: seed)
    #expect(suggestions.changes.map(\.rule) == [])
    #expect(suggestions.missing.map(\.feature) == ["budget"])
    #expect(abs(suggestions.pointsToDoubleOdds - 20) < 4)
  }

  @Test("points that are wrong are found with what they should be", arguments: 1...4)
  func wrong(seed: UInt64) throws {
    let book = try RuleSuggestionsTests.book(
      role: -15, asked: 30, extra: ", {when: {role: [boss, intern, clerk]}, points: 5}")
    let suggestions = try RuleSuggestionsTests.suggestions(book, seed: seed)
    #expect(suggestions.changes.map(\.rule) == ["role is boss"])
    #expect(suggestions.changes.first?.verdict == .wrongSign)
    #expect(suggestions.evidence.last?.verdict == .neverTested)
    let deserved = try #require(suggestions.changes.first?.deserved)
    #expect(abs(deserved.points - 20) < 10 && deserved.interval.lower > -15)
  }

  @Test("the revised book ranks better, reads back, and asks for no further change")
  func revised() throws {
    let book = try RuleSuggestionsTests.book(role: -15, asked: 60)
    let first = try RuleSuggestionsTests.suggestions(book, seed: 3)
    let text = first.revised.yaml(comments: ["better"])
    let revised = try RuleBook(document: YAMLDocument(text: text, file: "better.yaml"))
    let second = try RuleSuggestionsTests.suggestions(revised, seed: 4)
    #expect(second.changes.isEmpty && second.missing.isEmpty)
  }

  @Test("rules that do nothing do not set the scale, however many they are", arguments: 1...4)
  func scaleOfWhatWorks(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var columns: [[String]] = [[], [], [], [], [], []]
    var outcomes: [Bool] = []
    for _ in 0..<6000 {
      for index in columns.indices { columns[index].append(random.happens(0.4) ? "1" : "0") }
      let works = columns[0].last == "1"
      outcomes.append(random.happens(works ? 0.4 : 0.08))
    }
    let table = Table(columns.enumerated().map { .categories("c\($0.offset)", $0.element) })
    let rules = columns.indices.map { "{when: {c\($0): 1}, points: \($0 == 0 ? 40 : 20)}" }
    let book = try RuleBook(
      document: YAMLDocument(
        text: "name: b\ngroups: [{name: g, kind: explicit, rules: ["
          + rules.joined(separator: ", ") + "]}]\n", file: "rules.yaml"))
    let suggestions = try RuleSuggestions(
      book.score(LeadSnapshot(table: table)), outcomes: outcomes)
    #expect(suggestions.evidence[0].verdict == .fits)
    #expect(
      suggestions.evidence.dropFirst().allSatisfy {
        ($0.suggestion ?? $0.points).magnitude <= 5
      })
  }

  @Test("a cap that would cut the new points off is raised with them")
  func caps() throws {
    let book = try RuleSuggestionsTests.book(role: 20, asked: 5, askedCap: 8)
    let suggestions = try RuleSuggestionsTests.suggestions(book, seed: 5)
    let asked = try #require(
      suggestions.changes.first { $0.rule == "asked is yes" }?.suggestion)
    #expect(asked > 8)
    let cap = try #require(suggestions.caps.first)
    #expect(suggestions.caps.count == 1 && cap.group == "Asked" && cap.current == 8)
    #expect(cap.proposed >= asked * 1.6 && cap.proposed < asked * 1.6 + 5)
    #expect(suggestions.revised.groups[2].cap == cap.proposed)
    let kept = try RuleSuggestionsTests.suggestions(
      RuleSuggestionsTests.book(role: 20, asked: 30, askedCap: 30), seed: 5)
    #expect(kept.caps.isEmpty && kept.revised.groups[2].cap == 30)
  }

  @Test("the order of the leads changes no verdict")
  func order() throws {
    let book = try RuleSuggestionsTests.book(role: -15, asked: 30)
    let (table, outcomes) = RuleSuggestionsTests.leads(3000, seed: 8)
    var random = SeededGenerator(seed: 1)
    let order = (0..<3000).shuffled(using: &random)
    let one = try RuleSuggestions(book.score(LeadSnapshot(table: table)), outcomes: outcomes)
    let other = try RuleSuggestions(
      book.score(LeadSnapshot(table: table.rows(order))), outcomes: order.map { outcomes[$0] })
    #expect(one.evidence.map(\.verdict) == other.evidence.map(\.verdict))
    #expect(one.evidence.map(\.suggestion) == other.evidence.map(\.suggestion))
  }

  @Test("a book whose points speak against converting has no scale")
  func noScale() throws {
    let text =
      "name: upside down\ngroups:\n- {name: g, kind: explicit, rules: [{when: {role: intern}, points: 10}]}\n"
    let book = try RuleBook(document: YAMLDocument(text: text, file: "rules.yaml"))
    #expect(throws: RuleLearningError.noScale(book: "upside down")) {
      try RuleSuggestionsTests.suggestions(book, seed: 1, candidates: false)
    }
  }

  @Test(
    "a threshold serves its aim, and its effect on the list is counted",
    arguments: [0, 1, 3, 5, 10, 100])
  func thresholds(capacity: Int) throws {
    let book = try RuleSuggestionsTests.book(role: 20, asked: 30)
    let now: [Double] = [50, 45, 40, 40, 30, 30, 10, 0, -5, -20]
    let proposal = ThresholdProposal(
      .capacity(capacity), book: book, tonight: (now, now), history: now,
      outcomes: now.map { $0 >= 40 })
    let made = try #require(proposal)
    #expect(made.leadsNow == 4)
    #expect(made.leadsThen <= max(capacity, 0) && made.leadsBoth == min(4, made.leadsThen))
    #expect(made.leadsThen == [0: 0, 1: 1, 3: 2, 5: 4, 10: 10, 100: 10][capacity])
    #expect(made.history.trials == made.leadsThen)
  }

  @Test("the lowest threshold that reaches a rate of conversion on enough leads is proposed")
  func conversion() throws {
    let book = try RuleSuggestionsTests.book(role: 20, asked: 30)
    let points = (0..<200).map { Double($0) }
    let outcomes = points.map { $0 >= 150 }
    let proposal = ThresholdProposal(
      .conversion(0.5), book: book, tonight: (points, points), history: points, outcomes: outcomes)
    #expect(proposal?.proposed == 100)
    #expect(
      ThresholdProposal(
        .conversion(0.5), book: book, tonight: (points, points), history: points,
        outcomes: points.map { $0 < 50 }) == nil)
  }
}

/// The exponential function by its series, so that the tests need no other module.
private func exponential(_ x: Double) -> Double {
  var (sum, term) = (1.0, 1.0)
  for index in 1..<60 {
    term *= x / Double(index)
    sum += term
  }
  return sum
}

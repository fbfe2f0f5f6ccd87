import FeatureExtraction
import Foundation
import ScoringModel
import Tables
import TestSupport
import Testing

@testable import Training

@Suite("the label contract")
struct LabelContractTests {
  static func moment(_ text: String) throws -> Timestamp {
    try #require(TimestampFormat.iso8601.timestamp(text))
  }

  static func tables(_ project: String, leads: String, events: String? = nil) throws
    -> ProjectTables
  {
    try withTemporaryFolder { folder in
      let path = folder + "/leadscore.yaml"
      var text = "leads: {from: leads.csv, id: id, created: created, account: company}\n"
      if events != nil { text += "events: {from: events.csv, lead: lead, time: at, name: what}\n" }
      try (text + project).write(toFile: path, atomically: true, encoding: .utf8)
      try leads.write(toFile: folder + "/leads.csv", atomically: true, encoding: .utf8)
      try events?.write(toFile: folder + "/events.csv", atomically: true, encoding: .utf8)
      return try Project(path: path).load(threads: 1)
    }
  }

  private static let leads = """
    id,created,company,won,reason,touched
    quick,2026-01-01,a,2026-01-09,,2026-01-02
    slow,2026-01-01,a,2026-02-20,,2026-01-02
    never,2026-01-01,b,,,2026-01-02
    test,2026-01-01,b,,test,2026-01-02
    silent,2026-01-01,,,,
    young,2026-03-01,,,,2026-03-02
    late,2026-04-02,,,,

    """
  private static let repeated = """
    outcome: {won_at: won, horizon: 30d, unworked: touched,
      disqualified: {column: reason, values: [test]}}
    snapshot: {every: 14d, for: 60d}

    """

  @Test("a lead is a row at every moment while it is open, each with its own outcome")
  func repeated() throws {
    let tables = try Self.tables(Self.repeated, leads: Self.leads)
    let made = try ProjectLeads(
      project: tables.project, tables: tables, asOf: try Self.moment("2026-04-01"))
    let rows = zip(made.rows, made.snapshot.moments).map { row, moment in
      "\(tables.identifiers[row]) \(Int((moment - tables.created[row]).days))"
    }
    // Days 0, 14, 28, 42 and 56 of those that live so long and whose 30 days are over on April 1.
    #expect(
      rows == [
        "quick 0", "slow 0", "slow 14", "slow 28", "slow 42", "never 0", "never 14", "never 28",
        "never 42", "never 56", "young 0",
      ])
    #expect(
      zip(rows, made.labelled.outcomes).filter(\.1).map(\.0)
        == ["quick 0", "slow 28", "slow 42"])
    #expect(made.funnel.total == 7)
    #expect(made.funnel.kept == 4)
    #expect(made.funnel[.disqualified] == 1)
    #expect(made.funnel[.unworked] == 1)
    #expect(made.funnel[.createdLater] == 1)
    let moments = try #require(made.momentFunnel)
    #expect(moments.kept == 11 && moments.total == 13)
    #expect(moments[.immature] == 2)
    #expect(Set(made.labelled.keys).count == 11)
  }

  @Test("all rows of a lead, and of an account, share a group")
  func groups() throws {
    for (yaml, isGrouped) in [
      ("", true), ("group_by: lead\n", false), ("group_by: account\n", true),
    ] {
      let tables = try Self.tables(Self.repeated + yaml, leads: Self.leads)
      let made = try ProjectLeads(
        project: tables.project, tables: tables, asOf: try Self.moment("2026-04-01"))
      let groups = try #require(made.labelled.groups)
      let ofLead = zip(made.rows, groups).reduce(into: [Int: Set<UInt64>]()) {
        $0[$1.0, default: []].insert($1.1)
      }
      #expect(ofLead.values.allSatisfy { $0.count == 1 })
      // quick and slow are of one company
      #expect((ofLead[0] == ofLead[1]) == isGrouped)
    }
  }

  @Test(
    "H13 no lead and no account is on both sides of a split or in two folds",
    arguments: HoldoutSplit.Kind.allCases, [1, 2, 3] as [UInt64])
  func sides(kind: HoldoutSplit.Kind, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text = "id,created,company,won\n"
    for lead in 0..<60 {
      let created =
        Timestamp(year: 2025, month: 1, day: 1) + TimeSpan(days: Int(random.next() % 300))
      let won = random.happens(0.4) ? "\(created + TimeSpan(days: Int(random.next() % 90)))" : ""
      text += "L\(lead),\(created),\(random.happens(0.3) ? "c\(random.next() % 9)" : ""),\(won)\n"
    }
    let tables = try Self.tables(
      "outcome: {won_at: won, horizon: 30d}\nsnapshot: {every: 10d, for: 90d}\ngroup_by: account\n",
      leads: text)
    let made = try ProjectLeads(project: tables.project, tables: tables).labelled
    let groups = try #require(made.groups)
    let split = HoldoutSplit(kind: kind, share: 0.25, seed: seed)
    let sides = split.rows(of: made)
    #expect(Set(sides.fit.map { groups[$0] }).isDisjoint(with: sides.held.map { groups[$0] }))
    let folds = split.folds(made, rows: sides.fit, count: 5)
    var foldOfGroup: [UInt64: UInt8] = [:]
    for (row, fold) in zip(sides.fit, folds) {
      #expect(foldOfGroup[groups[row]] ?? fold == fold)
      foldOfGroup[groups[row]] = fold
    }
    for trial in ShapeTrial(made, rows: sides.fit, split: split).splits {
      #expect(Set(trial.fit.map { groups[$0] }).isDisjoint(with: trial.judged.map { groups[$0] }))
    }
  }

  @Test(
    "the funnel adds up, whatever the project leaves out",
    arguments: ["{after: 14d}", "{every: 14d}", "{at: touched}"],
    ["2025-12-01", "2026-01-10", "2026-02-15", "2026-04-01", "2027-01-01"])
  func funnel(snapshot: String, now: String) throws {
    let tables = try Self.tables(
      Self.repeated.replacing("{every: 14d, for: 60d}", with: snapshot)
        + "duplicates: {by: [account]}\n", leads: Self.leads)
    let made = try ProjectLeads(
      project: tables.project, tables: tables, asOf: try Self.moment(now))
    #expect(made.funnel.total == 7)
    #expect(made.funnel[.duplicate] == 2)
    let left = ExclusionFunnel.Reason.allCases.map { made.funnel[$0] }.reduce(0, +)
    let kept = Set(made.rows).count
    #expect(kept + left == 7)
    #expect(kept == made.funnel.kept)
    if let moments = made.momentFunnel {
      #expect(moments.kept == made.labelled.count)
    }
  }

  @Test("suppressed, undated and rejected leads are in the funnel too")
  func leftOutBefore() throws {
    try withTemporaryFolder { folder in
      func write(_ text: String, to name: String) throws {
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
      }
      let text =
        "leads: {from: leads.csv, id: id, created: created, undated: leave_out}\n" + Self.repeated
        + "suppress: gone.csv\nmax_rejects: 5\n"
      let more = "undated,,a,,,\nodd,tomorrow,a,,,\nearly,2026-01-05,a,2026-01-04,,\n"
      try write(text, to: "leadscore.yaml")
      try write(Self.leads + more, to: "leads.csv")
      try write("id\nslow\nyoung\n", to: "gone.csv")
      let project = try Project(path: folder + "/leadscore.yaml")
      let tables = try project.loadRejectingRows(threads: 1, open: DataSource.openFile).tables
      let funnel = try ProjectLeads(
        project: project, tables: tables, asOf: try Self.moment("2026-04-01")
      ).funnel
      #expect(funnel.total == 10)
      #expect(funnel[.suppressed] == 2)
      #expect(funnel[.withoutCreation] == 1)
      #expect(funnel[.rejected] == 2)
      #expect(funnel.kept == 2)
    }
  }

  @Test("shuffled rows give the same rows with the same keys, and so the same model")
  func shuffled() throws {
    let lines = Self.leads.split(separator: "\n")
    let turned = lines.prefix(1) + lines.dropFirst().reversed()
    let all = try [lines.joined(separator: "\n"), turned.joined(separator: "\n")].map { text in
      let tables = try Self.tables(Self.repeated, leads: text + "\n")
      return try ProjectLeads(
        project: tables.project, tables: tables, asOf: try Self.moment("2026-04-01")
      ).labelled
    }
    #expect(all[0].leadFingerprint == all[1].leadFingerprint)
    #expect(all[0].dataFingerprint == all[1].dataFingerprint)
    #expect(Set(all[0].keys) == Set(all[1].keys))
  }

  @Test("says how long conversions take, and how many come too late to count")
  func delays() throws {
    let tables = try Self.tables(Self.repeated, leads: Self.leads)
    let made = try ProjectLeads(
      project: tables.project, tables: tables, asOf: try Self.moment("2026-04-01"))
    let delays = try #require(made.delays)
    #expect(delays.count == 2 && delays.lateCount == 1 && delays.areOftenLate)
    #expect(delays.within95 == 50 && delays.advisedHorizon == 50)
    let early = try ProjectLeads(
      project: tables.project, tables: tables, asOf: try Self.moment("2026-01-05"))
    #expect(early.delays == nil)
  }

  @Test("one lead of great weight is no training set")
  func effective() throws {
    var random = SeededGenerator(seed: 3)
    let count = 400
    let table = Table(
      source: "w",
      columns: [
        Column(name: "x", values: .numbers((0..<count).map { _ in random.normal() }))
      ])
    func leads(_ weight: Double) -> LabelledLeads {
      LabelledLeads(
        subject: ModelSubject(target: "won", positive: nil, identifier: nil), table: table,
        declarations: [
          FeatureDeclaration(column: "x", kind: .explicit, encoding: .numeric(.none))
        ], dropped: [], outcomes: (0..<count).map { $0 % 2 == 0 },
        keys: (0..<count).map { UInt64($0 + 1).mixed },
        weights: (0..<count).map { $0 == 0 ? weight : 1 })
    }
    var settings = TrainingSettings(name: "w")
    settings.nonlinear = Nonlinear.none
    settings.lambda = 0.01
    let error = #expect(throws: TrainingError.self) {
      try Trainer(settings: settings).train(leads(10_000))
    }
    #expect(error?.description.contains("as much as 1 conversions and 200 other leads") ?? false)
    settings.allowsSmall = true
    #expect(throws: Never.self) { try Trainer(settings: settings).train(leads(10_000)) }
    settings.allowsSmall = false
    #expect(throws: Never.self) { try Trainer(settings: settings).train(leads(2)) }
  }
}

import FeatureExtraction
import ScoringModel
import Tables
import TestSupport
import Testing

@testable import Training

@Suite("leads that may still convert")
struct CensoredLeadsTests {
  private static let leads = """
    id,created,company,won
    a,2026-01-01,,2026-01-11
    b,2026-01-01,,
    c,2026-01-11,,
    d,2026-01-21,,2026-01-23
    e,2026-01-21,,

    """

  private static func made(
    _ treatment: String, asOf now: String, leads: String = leads
  ) throws -> ProjectLeads {
    let tables = try LabelContractTests.tables(
      """
      outcome: {won_at: won, horizon: 20d, censored: \(treatment)}
      snapshot: {at: created}

      """, leads: leads)
    return try ProjectLeads(
      project: tables.project, tables: tables, asOf: try LabelContractTests.moment(now))
  }

  @Test("are left out of the labelled leads whatever the treatment")
  func labelled() throws {
    for treatment in CensoringTreatment.allCases {
      let made = try Self.made(treatment.rawValue, asOf: "2026-01-31")
      #expect(made.labelled.outcomes == [true, false, false])
      #expect(made.funnel[.immature] == 2)
      #expect(made.censored?.waitingCount == (treatment == .drop ? nil : 2))
    }
  }

  @Test("weigh by the inverse of the share watched for as long as their outcome took")
  func weights() throws {
    let made = try Self.made("ipcw", asOf: "2026-01-31")
    let censored = try #require(made.censored)
    var settings = TrainingSettings(name: "x", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.threads = 1
    settings.allowsSmall = true
    let fitting = try censored.fitting((fit: [0, 1, 2], held: []), settings: settings)
    // Watched for 30, 30, 20, 10 and 10 days: G(10) = 1, G(20) = 3/5, G(2) = 1.
    #expect(fitting.rows.sorted() == [0, 1, 2, 3])
    let weights: [Double] = Array((fitting.leads.weights ?? []).prefix(4))
    let inverse: Double = 5.0 / 3
    #expect(weights == [1, inverse, inverse, 1])
    #expect(fitting.leads.fitOutcomes([0, 1, 2, 3]) == [1, 0, 0, 1])
    #expect(fitting.leads.judgeable(fitting.rows).sorted() == [0, 1, 2])
  }

  @Test(
    "are taken as known on the day that the first held-out lead came, when the newest are held out")
  func forward() throws {
    let made = try Self.made("ipcw", asOf: "2026-03-01")
    let censored = try #require(made.censored)
    var settings = TrainingSettings(
      name: "x", split: HoldoutSplit(kind: .newest, share: 0.4, seed: 1))
    settings.allowsSmall = true
    // Held out: d and e, from January 21. On that day c had been watched for 10 of 20 days.
    let fitting = try censored.fitting((fit: [0, 1, 2], held: [3, 4]), settings: settings)
    #expect(fitting.rows.sorted() == [0, 1])
    #expect(fitting.leads.weights?[0] == 1)
    #expect(fitting.leads.weights?[1] == 3.0 / 2)
  }

  @Test("are watched for at least so long by a share that falls in steps")
  func curve() {
    let curve = CensoringCurve(ages: [5, 1, 3, 3])
    let shares = [0, 1, 1.5, 3, 4, 5].map(curve.share(watchedFor:))
    #expect(shares == [1, 1, 0.75, 0.75, 0.25, 0.25])
  }

  @Test(
    "spread over the delays ahead of them, as a slow reckoning says",
    arguments: [1, 2, 3] as [UInt64])
  func delays(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var standings: [CensoredLeads.Standing] = []
    var shares: [Double] = []
    for _ in 0..<60 {
      let days = Double(random.next() % 20)
      switch random.next() % 3 {
      case 0: standings.append(.converted(days))
      case 1: standings.append(.open(days))
      default: standings.append(.settled(20))
      }
      shares.append(random.uniform())
    }
    let first = DelayCurve(standings)
    let updated = first.updated(standings, shares: shares)
    func mass(_ curve: DelayCurve, _ delay: Double) -> Double {
      zip(curve.delays, curve.masses).first { $0.0 == delay }?.1 ?? 0
    }
    var expected = first.delays.map { delay -> Double in
      zip(standings, shares).reduce(0) { sum, row in
        switch row.0 {
        case .converted(let days): return sum + (days == delay ? 1 : 0)
        case .open(let age):
          let ahead = first.delays.filter { $0 > age }.reduce(0) { $0 + mass(first, $1) }
          return sum + (delay > age && ahead > 0 ? row.1 * mass(first, delay) / ahead : 0)
        case .settled: return sum
        }
      }
    }
    let total = expected.reduce(0, +)
    expected = expected.map { $0 / total }
    for (found, wanted) in zip(updated.masses, expected) { #expect(abs(found - wanted) < 1e-12) }
    #expect(abs(updated.survival(after: -1) - 1) < 1e-12)
    #expect(updated.survival(after: 20) == 0)
  }

  @Test(
    "without a lead that may still convert all treatments fit the same", arguments: ["ipcw", "em"])
  func nothingWaiting(treatment: String) throws {
    let world = CensoredWorld(leads: 600, days: 200, seed: 4)
    let old = world.censored(CensoringTreatment(rawValue: treatment) ?? .em, now: 2000)
    #expect(old.waitingCount == 0)
    let labelled = world.labelled(now: 2000)
    var settings = TrainingSettings(
      name: "x", split: HoldoutSplit(kind: .random, share: 0.2, seed: 1))
    settings.nonlinear = Nonlinear.none
    settings.lambda = 0.001
    let dropped = try Trainer(settings: settings).train(labelled)
    let treated = try Trainer(settings: settings).train(labelled, censored: old)
    for (one, two) in zip(dropped.model.parameters, treated.model.parameters) {
      #expect(abs(one - two) < 1e-9)
    }
    #expect(treated.model.training.censored == treatment)
    #expect(dropped.model.training.censored == nil)
  }
}

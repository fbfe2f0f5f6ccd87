import FeatureExtraction
import LinearAlgebra
import Monitoring
import ScoringModel
import Tables
import TestSupport
import Testing

/// A model made by hand whose leads are drawn from known distributions.
struct MonitoredModel {
  /// What can be wrong with a night.
  enum Fault: String, CaseIterable, CustomTestStringConvertible {
    case none, shifted, blanked, thousandfold, swapped, halfMissing, newLevels, texts, gone

    var testDescription: String { rawValue }
  }

  static let numbers = ["age", "visits", "budget", "days", "opens", "clicks"]
  static let declarations =
    numbers.map { FeatureDeclaration(column: $0, kind: .explicit, encoding: .numeric(.none)) }
    + ["industry", "source"].map {
      FeatureDeclaration(column: $0, kind: .implicit, encoding: .categorical(minimumCount: 5))
    }

  let model: ScoringModel
  let reference: ReferencePopulation
  var monitor: Monitor { Monitor(model: model, digest: "d", reference: reference) }

  init(training count: Int = 5000, seed: UInt64 = 99) throws {
    let table = MonitoredModel.leads(count, seed: seed)
    let extractor = try FeatureExtractor(fitting: MonitoredModel.declarations, to: table)
    let parameters = 1 + extractor.terms(coding: .full).count { $0.parameter != nil }
    func model(_ population: [Double]) -> ScoringModel {
      ScoringModel(
        name: "test",
        subject: ModelSubject(target: "won", positive: "yes", identifier: nil),
        extractor: extractor, coding: .full,
        parameters: (0..<parameters).map { $0 == 0 ? -2 : 0.4 - 0.05 * Double($0) },
        covariance: SymmetricMatrix(order: parameters),
        population: ScorePopulation(logOdds: population),
        tiers: [
          Tier(name: "hot", lowestLogOdds: -1), Tier(name: "cold", lowestLogOdds: nil),
        ],
        training: TrainingRecord(
          rows: count, positives: count / 8, dataFingerprint: "", leadFingerprint: "",
          split: HoldoutSplit(kind: .newest, share: 0.2, seed: 1), penalty: "ridge", lambda: 0.01,
          standardized: true, holdout: nil, allowedLeaks: [], allowedSmall: false,
          software: "test"))
    }
    self.model = model([0])
    reference = try ReferencePopulation(of: self.model, fittedTo: table, baseRate: 0.125)
  }

  /// Leads of a night: normal, skewed and counted numbers, one with a tenth missing, two categories.
  static func leads(_ count: Int, seed: UInt64, fault: Fault = .none) -> Table {
    var random = SeededGenerator(seed: seed)
    var columns: [String: [Double]] = [:]
    var (industry, source): ([String?], [String?]) = ([], [])
    let industries = ["software", "retail", "health", "finance", "energy"]
    for _ in 0..<count {
      columns["age", default: []].append(40 + 10 * random.normal())
      columns["visits", default: []].append((2 * random.normal().magnitude).rounded(.down))
      let budget = 1000 * (1 + random.normal() * random.normal()).magnitude
      columns["budget", default: []].append(random.happens(0.1) ? .nan : budget)
      columns["days", default: []].append(random.happens(0.4) ? 0 : 30 * random.normal().magnitude)
      columns["opens", default: []].append((10 * random.normal().magnitude).rounded())
      columns["clicks", default: []].append(random.normal())
      let lot = Int(random.next() % 15)
      industry.append(industries[[0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4][lot]])
      source.append(random.happens(0.05) ? nil : random.happens(0.3) ? "web" : "event")
    }
    switch fault {
    case .none, .gone: break
    case .shifted: columns["age"] = columns["age"]?.map { $0 + 5 }
    case .blanked: columns["opens"] = columns["opens"]?.map { _ in .nan }
    case .thousandfold: columns["budget"] = columns["budget"]?.map { $0 * 1000 }
    case .swapped: (columns["age"], columns["opens"]) = (columns["opens"], columns["age"])
    case .halfMissing:
      columns["age"] = columns["age"]?.enumerated().map { $0 % 2 == 0 ? .nan : $1 }
    case .newLevels: industry = industry.enumerated().map { $0 % 3 == 0 ? "quantum" : $1 }
    case .texts: break
    }
    var list = numbers.filter { fault != .gone || $0 != "age" }.map { name in
      Column(name: name, values: .numbers(columns[name] ?? []))
    }
    if fault == .texts {
      list[0] = Column(
        name: "age", values: .categories(Categories((0..<count).map { _ in "forty" })))
    }
    return Table(
      source: "night.csv",
      columns: list + [
        Column(name: "industry", values: .categories(Categories(industry))),
        Column(name: "source", values: .categories(Categories(source))),
      ])
  }

  /// A night some days after the first of July 2026.
  func night(
    _ number: Int, leads count: Int, seed: UInt64, fault: Fault = .none,
    newestEvent: Timestamp? = nil, newestLead: Timestamp? = nil
  ) throws -> Night {
    try Night(
      asOf: Timestamp(year: 2026, month: 7, day: 1) + TimeSpan(days: number + 1)
        - TimeSpan(days: 1),
      table: MonitoredModel.leads(count, seed: seed, fault: fault), model: model,
      newestEvent: newestEvent, newestLead: newestLead)
  }
}

import FeatureExtraction
import Foundation
import LinearAlgebra
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing
import Training

@Suite("A scoring model")
struct ScoringModelTests {
  @Test(
    "reads back from JSON as it was", arguments: FactorCoding.allCases)
  func roundTrip(_ coding: FactorCoding) throws {
    let model = try ModelMaker.model(coding: coding, population: [-1.5, 0.1, 1 / 3.0])
    let read = try JSONDecoder().decode(ScoringModel.self, from: JSONEncoder().encode(model))
    #expect(read == model)
  }

  @Test("reads back to the last bit after training", arguments: [1, 2, 3] as [UInt64])
  func trained(_ seed: UInt64) throws {
    let model = try SyntheticLeads(800, seed: seed).trained().model
    let read = try JSONDecoder().decode(ScoringModel.self, from: JSONEncoder().encode(model))
    #expect(read == model)
    #expect(read.parameters.map(\.bitPattern) == model.parameters.map(\.bitPattern))
    #expect(
      read.covariance.elements.map(\.bitPattern) == model.covariance.elements.map(\.bitPattern))
  }

  @Test("names every coefficient in its file")
  func coefficientNames() throws {
    let model = try ModelMaker.model(coding: .reference)
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(model)) as? [String: Any]
    let coefficients = json?["coefficients"] as? [[String: Any]] ?? []
    #expect(
      coefficients.map { $0["feature"] as? String } == [
        nil, "age", "age", "accounts.size", "accounts.size", "source", "source",
      ])
    #expect(
      coefficients.map { $0["term"] as? String } == [
        "intercept", "per standard deviation", "(missing)", "50 to 99", "100 and more",
        "web", "(missing)",
      ])
    #expect(coefficients.map { $0["standard_error"] as? Double } == Array(repeating: 0.5, count: 7))
  }

  @Test("holds no identifier and no value that fewer than five leads share")
  func noRowData() throws {
    let count = 600
    var random = SeededGenerator(seed: 11)
    let won = (0..<count).map { _ in random.happens(0.3) }
    let rare = (0..<count).map { $0 % 150 == 0 ? "CANARY-RARE-\($0 / 300)" : "common" }
    let ages = (0..<count).map { _ in (20 + 40 * random.uniform()).rounded() }
    let phones = (0..<count).map { 4_917_000_000 + 13 * Double($0) }
    let table = Table([
      .text("id", (0..<count).map { "CANARY-ID-\($0)" }),
      .text("mail", (0..<count).map { "canary\($0)@example.org" }),
      .categories("title", rare), .numbers("phone", phones), .numbers("age", ages),
      .categories("won", won.map { $0 ? "yes" : "no" }),
    ])
    var settings = TrainingSettings(name: "canary")
    settings.lambda = 0.01
    let result = try Trainer(settings: settings).train(
      LabelledLeads(flat: table, options: FlatFileOptions(target: "won", identifier: "id")))
    try withTemporaryFolder { folder in
      let stored = try ModelRegistry(root: folder).store(
        result.model, createdAt: ModelMaker.moment)
      for file in [stored.modelFile, stored.manifestFile] {
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(!text.localizedCaseInsensitiveContains("canary-"))
        #expect(!text.contains("canary1"))
        #expect(!text.contains("49170"))
      }
      #expect(try String(contentsOf: stored.modelFile, encoding: .utf8).contains("common"))
    }
  }
}

@Suite("Tiers")
struct TierTests {
  private static let tiers = [
    Tier(name: "hot", lowestLogOdds: 1), Tier(name: "warm", lowestLogOdds: -1),
    Tier(name: "cold", lowestLogOdds: nil),
  ]

  @Test(
    "take a lead from their lowest log odds upwards, the last takes the rest",
    arguments: [
      (.infinity, 0), (1, 0), (1.0.nextDown, 1), (-1, 1), ((-1.0).nextDown, 2), (-.infinity, 2),
    ] as [(Double, Int)])
  func index(_ logOdds: Double, index: Int) {
    #expect(Self.tiers.index(logOdds: logOdds) == index)
  }

  @Test("put a lead below all bounds into the last")
  func withoutRest() {
    #expect(Array(Self.tiers.dropLast()).index(logOdds: -5) == 1)
  }
}

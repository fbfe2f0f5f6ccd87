import FeatureExtraction
import Foundation
import Prediction
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing
import Training

@Suite("A predictor of a model with shapes and pairs")
struct PairPredictorTests {
  /// Leads whose outcome depends on whether two columns agree, some values missing.
  private static func table(_ count: Int, seed: UInt64) -> (table: Table, won: [Bool]) {
    var random = SeededGenerator(seed: seed)
    var (x, a): ([Double], [String?]) = ([], [])
    var won: [Bool] = []
    for _ in 0..<count {
      let value = random.happens(0.1) ? Double.nan : (10 * random.normal()).rounded()
      let side = random.happens(0.1) ? nil : random.happens(0.5) ? "p" : "q"
      x.append(value)
      a.append(side)
      won.append(random.happens((value > 0) == (side == "p") ? 0.7 : 0.2))
    }
    return (Table([.numbers("x", x), .categories("a", a)]), won)
  }

  private static func model(seed: UInt64) throws -> ScoringModel {
    let (table, won) = table(3000, seed: seed)
    let leads = LabelledLeads(
      subject: ModelSubject(target: "won", positive: "yes", identifier: nil), table: table,
      declarations: FlatFileFeatures(of: table).declarations, dropped: [], outcomes: won,
      keys: (0..<UInt64(won.count)).map { ($0 + 1) &* 0x9e37_79b9_7f4a_7c15 })
    var settings = TrainingSettings(
      name: "test", split: HoldoutSplit(kind: .none, share: 0, seed: seed))
    settings.nonlinear = .smooth
    return try Trainer(settings: settings).train(leads).model
  }

  @Test("explains every score, a pair as one contribution", arguments: [1, 2] as [UInt64])
  func contributions(seed: UInt64) throws {
    let model = try Self.model(seed: seed)
    let leads = try Predictor(model: model).score(Self.table(500, seed: seed + 10).table)
    let pair = try #require(
      model.extractor.features.firstIndex { Set($0.columns) == ["x", "a"] })
    for row in 0..<leads.count {
      let lead = leads[row]
      let sum = lead.contributions.reduce(lead.base) { $0 + $1.logOdds }
      #expect(abs(sum - lead.logOdds) < 1e-9)
      #expect(lead.contributions.count == model.extractor.features.count)
      #expect(lead.contributions[pair].value.contains(" × "))
      #expect(lead.standardError.isFinite && lead.standardError > 0)
    }
  }

  @Test("stands for the average lead where a pair was never seen")
  func unseen() throws {
    let model = try Self.model(seed: 1)
    let pair = try #require(
      model.extractor.features.firstIndex { Set($0.columns) == ["x", "a"] })
    let leads = try Predictor(model: model).score(
      Table([.numbers("x", [3]), .categories("a", ["z"])]))
    #expect(leads[0].contributions[pair].logOdds == 0)
    #expect(leads[0].standardError.isFinite)
  }

  @Test("survives the way to JSON and back")
  func roundTrip() throws {
    let model = try Self.model(seed: 1)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(ScoringModel.self, from: data) == model)
  }
}

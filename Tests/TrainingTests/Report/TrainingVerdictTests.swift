import Evaluation
import Foundation
import ScoringModel
import Tables
import TestLeads
import Testing

@testable import Training

@Suite("What to take away from training")
struct TrainingVerdictTests {
  private static func auc(_ scores: [Double], _ outcomes: [Bool]) -> AUC? {
    (try? RankedOutcomes(scores: scores, outcomes: outcomes)).map(AUC.init)
  }

  @Test("is one sentence with the numbers in it")
  func sentences() throws {
    let outcomes = (0..<200).map { $0 % 2 == 0 }
    let rising = (0..<200).map { row -> Double in Double(row % 2 == 0 ? row + 100 : row) }
    let pairs = (0..<200).map { row -> Double in Double(row / 2 % 7) }
    let high = try #require(Self.auc(rising, outcomes))
    let even = try #require(Self.auc(pairs, outcomes))
    #expect(even.value == 0.5)
    let leak = LeakFinding(column: "stage", reason: .ranksAlone(auc: 0.99), isAllowed: true)
    let cases: [(TrainingVerdict, String)] = [
      (.leak(leak), "Suspected leak: \"stage\": alone it ranks leads with AUC 0.990 (allowed)"),
      (
        .noPower(even),
        "No predictive power shown: AUC \(even.text) is not above 0.5. Use the rules, not this model."
      ),
      (
        .agesFast(forward: even, random: high),
        "It ages: on the newest leads the AUC is 0.500, on a random split it would have been"
          + " \(high.text.prefix(5)). Expect the lower number tonight, and retrain often."
      ),
      (
        .works(auc: high, share: 0.1, captured: 0.312, lift: 3.12),
        "It ranks unseen leads with AUC \(high.text): the best 10 % hold 31 % of conversions, 3.1"
          + " times as many as chance."
      ),
      (
        .miscalibrated(observed: 0.123, expected: 0.3),
        "Rates have moved: 12.3 % of the held-out leads converted, the model expected 30.0 %. Trust"
          + " the ranking more than the probabilities."
      ),
      (
        .notJudged,
        "Not judged: no leads were set apart (--holdout 0). Judge it on new leads before use."
      ),
    ]
    for (verdict, sentence) in cases { #expect(verdict.description == sentence) }
  }

  @Test("shows an area with its interval")
  func aucText() throws {
    let auc = try #require(
      Self.auc([4, 3, 2, 1, 2.5, 0], [true, true, false, false, true, false]))
    #expect(auc.text.wholeMatch(of: /1\.000 \(0\.\d{3}–1\.000\)/) != nil)
  }

  @Test("says that the model works when it does", arguments: [1, 2] as [UInt64])
  func works(_ seed: UInt64) throws {
    let verdicts = TrainingVerdict.verdicts(of: try SyntheticLeads(2000, seed: seed).trained())
    #expect(verdicts.count == 1)
    guard case .works(_, let share, let captured, let lift)? = verdicts.first else {
      Issue.record("\(verdicts)")
      return
    }
    #expect(share == 0.1)
    #expect(abs(lift - captured / share) < 0.05)
    #expect(lift > 1.5)
  }

  @Test("says when there was nothing to judge by")
  func notJudged() throws {
    var settings = TrainingSettings(
      name: "x", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.lambda = 0.01
    let result = try Trainer(settings: settings).train(SyntheticLeads(2000, seed: 1).labelled())
    #expect(TrainingVerdict.verdicts(of: result) == [.notJudged])
  }

  @Test("says when the newest leads convert at another rate")
  func miscalibrated() throws {
    let old = SyntheticLeads(1600, seed: 3).table
    let new = SyntheticLeads(400, seed: 4, intercept: 0.6).table
    let names = old.columns.map(\.name)
    let columns = names.map { name -> Column in
      let texts = [old, new].flatMap { table in
        (0..<table.rowCount).map { table[name]?.text($0) }
      }
      guard ["visits", "revenue"].contains(name) else { return .categories(name, texts) }
      return .numbers(name, texts.map { $0.flatMap(Double.init) ?? .nan })
    }
    var options = SyntheticLeads.options
    options.isInTimeOrder = true
    var settings = TrainingSettings(
      name: "x", split: HoldoutSplit(kind: .newest, share: 0.2, seed: 1))
    settings.lambda = 0.001
    let result = try Trainer(settings: settings).train(
      LabelledLeads(flat: Table(columns), options: options))
    let verdicts = TrainingVerdict.verdicts(of: result)
    guard case .miscalibrated(let observed, let expected)? = verdicts.last else {
      Issue.record("\(verdicts)")
      return
    }
    #expect(observed > expected + 0.2)
  }
}

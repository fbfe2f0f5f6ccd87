@testable import Evaluation
import Testing

struct RankingVerdictTests {
  /// Outcomes drawn from a truth that one ranking knows, or neither.
  private struct Leads {
    var truth: [Double] = []
    var noise: [Double] = []
    var outcomes: [Bool] = []

    init(seed: UInt64, rows: Int = 600) {
      var random = SplitMix64(seed: seed)
      for _ in 0..<rows {
        let points = normalDraw(&random)
        truth.append(points)
        noise.append(normalDraw(&random))
        outcomes.append(points + normalDraw(&random) > 1)
      }
    }
  }

  @Test("The ranking that knows the truth wins on either side", arguments: 0..<10 as Range<UInt64>)
  func truthWins(seed: UInt64) throws {
    let leads = Leads(seed: seed)
    // A weak ranking, not noise: the truth under three times as much noise.
    let weak = zip(leads.truth, leads.noise).map { $0 + 3 * $1 }
    let modelWins = try AUCDifference(
      reference: weak, challenger: leads.truth, outcomes: leads.outcomes)
    let rulesWin = try AUCDifference(
      reference: leads.truth, challenger: weak, outcomes: leads.outcomes)
    #expect(RankingVerdict(modelWins) == .challengerWins)
    let hasPower = PredictivePower(rulesWin.challenger) == .shown
    #expect(RankingVerdict(rulesWin) == (hasPower ? .referenceWins : .challengerHasNoPower))
  }

  @Test("The reference wins over a challenger with some power")
  func referenceWins() throws {
    let leads = Leads(seed: 3, rows: 2000)
    let weak = zip(leads.truth, leads.noise).map { $0 + 2 * $1 }
    let difference = try AUCDifference(
      reference: leads.truth, challenger: weak, outcomes: leads.outcomes)
    #expect(PredictivePower(difference.challenger) == .shown)
    #expect(RankingVerdict(difference) == .referenceWins)
  }

  @Test("A challenger that is noise has no power, whatever it is compared with")
  func noise() throws {
    let leads = Leads(seed: 5)
    for reference in [leads.truth, leads.noise, leads.truth.map { -$0 }] {
      let difference = try AUCDifference(
        reference: reference, challenger: leads.noise, outcomes: leads.outcomes)
      #expect(difference.challenger.interval.contains(0.5))
      #expect(RankingVerdict(difference) == .challengerHasNoPower)
    }
  }

  @Test("A challenger below chance has no power even beside a reference that is worse")
  func reversed() throws {
    let leads = Leads(seed: 5)
    let difference = try AUCDifference(
      reference: leads.outcomes.map { $0 ? 0 : 1 }, challenger: leads.truth.map { -$0 },
      outcomes: leads.outcomes)
    #expect(difference.interval.lower > 0)
    #expect(RankingVerdict(difference) == .challengerHasNoPower)
  }

  @Test("Identical rankings with power show no difference", arguments: 0..<5 as Range<UInt64>)
  func identical(seed: UInt64) throws {
    let leads = Leads(seed: seed)
    let difference = try AUCDifference(
      reference: leads.truth, challenger: leads.truth, outcomes: leads.outcomes)
    #expect(difference.value == 0)
    #expect(RankingVerdict(difference) == .noDifferenceShown)
  }
}

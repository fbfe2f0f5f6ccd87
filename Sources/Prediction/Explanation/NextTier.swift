import ScoringModel
import Tables

/// What would move a lead to the next better tier, found by scoring the changed lead.
///
/// Only what can change is changed: things the lead may still do, and columns declared changeable.
/// Every change goes through the features and the model as any lead does, so that the result is the
/// one the lead would have.
public struct NextTier: Sendable, Equatable {
  /// The name of the next tier.
  public let name: String
  /// The log odds from which the next tier starts, and those the lead lacks.
  public let lowestLogOdds, missing: Double
  /// The changes that reach it with the fewest steps, none of them containing another.
  public let smallest: [WhatIf]
  /// The effect of every single step that was looked at, the largest first.
  public let oneStep: [WhatIf]
  /// Whether what happens from now on still counts for the lead's score.
  public let isOpen: Bool

  /// The most changes that are told.
  private static let longest = 6

  /// Scores changed copies of a lead and sorts them; nil when the lead is in the best tier, or nothing
  /// can change.
  ///
  /// - Parameters:
  ///   - scenarios: The changes, one per row of the table after the first.
  ///   - table: The features of the lead as it is, then of the lead after each change.
  ///   - predictor: The model.
  ///   - isOpen: Whether what happens from now on still counts.
  /// - Throws: `FeatureProblem` when the table lacks a column of the model.
  init?(_ scenarios: [Scenario], table: Table, predictor: Predictor, isOpen: Bool) throws {
    let scored = try predictor.score(table)
    let lead = scored[0]
    let tiers = predictor.model.tiers
    let current = tiers.index(logOdds: lead.logOdds)
    guard current > 0, let threshold = tiers[current - 1].lowestLogOdds, !scenarios.isEmpty else {
      return nil
    }
    let changes = scenarios.enumerated().map { index, scenario in
      let changed = scored[index + 1]
      return (
        parts: scenario.parts,
        whatIf: WhatIf(
          change: scenario.text, steps: scenario.steps, logOdds: changed.logOdds,
          gain: changed.logOdds - lead.logOdds, probability: changed.probability,
          score: changed.score, tier: changed.tier)
      )
    }
    name = tiers[current - 1].name
    lowestLogOdds = threshold
    missing = threshold - lead.logOdds
    self.isOpen = isOpen
    let reaching = changes.enumerated().filter { $0.element.whatIf.logOdds >= threshold }
      .sorted {
        ($0.element.whatIf.steps, -$0.element.whatIf.gain, $0.offset)
          < ($1.element.whatIf.steps, -$1.element.whatIf.gain, $1.offset)
      }.map(\.element)
    var kept: [(parts: [Scenario.Part], whatIf: WhatIf)] = []
    for change in reaching where !kept.contains(where: { $0.parts.isContained(in: change.parts) }) {
      kept.append(change)
    }
    smallest = kept.prefix(NextTier.longest).map(\.whatIf)
    oneStep = changes.filter { $0.whatIf.steps == 1 }.map(\.whatIf).enumerated()
      .sorted { (-$0.element.gain, $0.offset) < (-$1.element.gain, $1.offset) }
      .map(\.element)
  }
}

/// A change to a lead, made of parts.
struct Scenario {
  /// Something that happens some times, or a column that gets a value.
  struct Part: Equatable {
    let name: String
    let count: Int
    let text: String
  }

  let parts: [Part]

  var steps: Int { parts.reduce(0) { $0 + $1.count } }
  var text: String { parts.map(\.text).joined(separator: " and ") }
}

extension [Scenario.Part] {
  /// Whether every part is in the other list at least as often.
  fileprivate func isContained(in other: [Scenario.Part]) -> Bool {
    allSatisfy { part in other.contains { $0.name == part.name && $0.count >= part.count } }
  }
}

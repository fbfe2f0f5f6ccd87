import FeatureExtraction
import Prediction
import Reporting
import RuleScoring
import ScoringModel

/// One lead for scripts.
struct LeadJSON: Encodable {
  let lead, model, tier: String
  let version, score: Int
  let probability, probabilityLow, probabilityHigh, percentile, logOdds, standardError, base: Double
  let probabilityBeforeCalibration: Double
  let baseline: Baseline
  let contributions: [Contribution]
  let bySource, byKind, byFactor: [Total]
  let rulePoints: Double?
  let rules: Rules?
  let nextTier: Next?
  let move: Move?
  let warnings: [String]

  /// The lead that contributions count from.
  struct Baseline: Encodable {
    let name: String
    let logOdds, probability: Double
  }

  struct Contribution: Encodable {
    let feature, kind, value, sentence: String
    let logOdds: Double
  }

  struct Total: Encodable {
    let name: String
    let logOdds: Double
    /// How many of 100 past leads the lead leaves behind; factors only.
    let score: Int?

    init(_ total: ContributionTotal) {
      (name, logOdds, score) = (total.name, total.logOdds, nil)
    }

    init(_ factor: FactorScore) {
      (name, logOdds, score) = (factor.factor.rawValue, factor.logOdds, factor.score)
    }
  }

  struct Rules: Encodable {
    let name: String
    let points: Double
    let tier: String?
    let given: [Points]

    struct Points: Encodable {
      let group, rule: String
      let kind: String?
      let points: Double
    }

    init(_ scores: RuleScores) {
      name = scores.book.name
      points = scores.totals[0]
      tier = scores.tier(0)?.name
      given = scores.contributions(0).map {
        Points(group: $0.group, rule: $0.rule, kind: $0.kind?.rawValue, points: $0.points)
      }
    }
  }

  struct Next: Encodable {
    let tier: String
    let lowestLogOdds, missing: Double
    let isOpen: Bool
    let smallest, oneStep: [Change]

    struct Change: Encodable {
      let change, tier: String
      let steps, score: Int
      let logOdds, gain, probability: Double

      init(_ change: WhatIf) {
        self.change = change.change
        tier = change.tier
        steps = change.steps
        score = change.score
        logOdds = change.logOdds
        gain = change.gain
        probability = change.probability
      }
    }

    init(_ next: NextTier) {
      tier = next.name
      lowestLogOdds = next.lowestLogOdds
      missing = next.missing
      isOpen = next.isOpen
      smallest = next.smallest.map(Change.init)
      oneStep = next.oneStep.map(Change.init)
    }
  }

  struct Move: Encodable {
    let from, to: String
    let first, second: State
    let steps: [Step]

    struct State: Encodable {
      let logOdds, probability, percentile: Double
      let tier: String

      init(_ state: ScoreMove.State) {
        logOdds = state.logOdds
        probability = state.probability
        percentile = state.percentile
        tier = state.tier
      }
    }

    struct Step: Encodable {
      let cause, tier: String
      let logOdds, probability, percentile: Double
      let features: [Change]
    }

    struct Change: Encodable {
      let feature, before, after: String
      let logOdds: Double
    }

    init(_ told: LeadReport.LeadMove) {
      from = told.from
      to = told.to
      first = State(told.move.first)
      second = State(told.move.second)
      steps = told.move.steps.map { step in
        Step(
          cause: step.cause.rawValue, tier: step.tier, logOdds: step.logOdds,
          probability: step.probability, percentile: step.percentile,
          features: step.features.map {
            Change(
              feature: $0.after.feature, before: $0.before.value, after: $0.after.value,
              logOdds: $0.logOdds)
          })
      }
    }
  }

  init(_ explained: ExplainedLead, warnings: [String]) {
    self.warnings = warnings
    let (lead, report) = (explained.lead, explained.report)
    self.lead = lead.id
    model = explained.stored.model.name
    version = explained.stored.version
    tier = lead.tier
    score = lead.score
    probability = lead.probability
    probabilityLow = lead.probabilityLow
    probabilityHigh = lead.probabilityHigh
    probabilityBeforeCalibration = lead.probabilityBeforeCalibration
    percentile = lead.percentile
    logOdds = lead.logOdds
    standardError = lead.standardError
    base = lead.base
    baseline = Baseline(
      name: report.baseline, logOdds: lead.base, probability: report.baseProbability)
    let sentences = LeadSentences(of: explained.stored.model, meanings: report.meanings)
    contributions = lead.contributions.map {
      Contribution(
        feature: $0.feature, kind: $0.kind.rawValue, value: $0.value,
        sentence: sentences.sentence(for: $0), logOdds: $0.logOdds)
    }
    bySource = lead.totals(bySource: report.meanings).map(Total.init)
    byKind = lead.totalsByKind.map(Total.init)
    byFactor = report.factorScores.map(Total.init)
    rulePoints = explained.points?.totals[0]
    rules = explained.points.map(Rules.init)
    nextTier = report.nextTier.map(Next.init)
    move = report.move.map(Move.init)
  }
}

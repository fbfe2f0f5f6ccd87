import Monitoring
import Nightly
import Reporting
import ScoringModel
import Tables

extension HeldNight {
  /// The page that says why the scores were held back and what to do.
  func page(model: String, config: String) -> String {
    HeldNightPage(
      reasons: findings.map { .init(finding: $0.description, advice: $0.advice) },
      kept: before?.asOf, comparisons: comparisons, monitoring: monitoring,
      command: "leadscore nightly -c \(config.displayed(limit: 200))"
        + " --model \(manifest.model.name)@\(manifest.model.version) --as-of \(manifest.asOf) --force",
      facts: ReportFacts(
        title: "Scores of \(model) were held back",
        modelName: "\(manifest.model.name) version \(manifest.model.version)",
        purpose: manifest.purpose,
        source: config.split(separator: "/").suffix(2)
          .joined(separator: "/"), asOf: manifest.asOf, software: "leadscore \(leadscoreVersion)")
    ).html()
  }

  private var comparisons: [HeldNightPage.Comparison] {
    func row(_ name: String, _ value: (RunManifest) -> String?) -> HeldNightPage.Comparison {
      .init(name: name, tonight: value(manifest) ?? "–", before: before.flatMap(value) ?? "–")
    }
    let tiers = Set(manifest.facts.tiers.keys).union(before?.facts.tiers.keys.map { $0 } ?? [])
    return [
      row("As of") { $0.asOf }, row("Model") { "\($0.model.name)@\($0.model.version)" },
      row("Leads scored") { String($0.facts.leads) },
    ]
      + tiers.sorted().map { tier in
        row("Tier \(tier.displayed())") { $0.facts.tiers[tier].map(String.init) }
      }
      + emptied.map { feature in
        row("\(feature.displayed()): filled") { night in
          night.facts.filled[feature].map { "\(($0 * 100).fixed(1)) %" }
        }
      }
  }

  /// The features whose fill has changed by five points or more, those that changed most first.
  private var emptied: [String] {
    guard let before else { return [] }
    let changes = manifest.facts.filled.compactMap { feature, now in
      before.facts.filled[feature].map { (feature: feature, size: (now - $0).magnitude) }
    }
    return changes.filter { $0.size >= 0.05 }
      .sorted { ($1.size, $0.feature) < ($0.size, $1.feature) }.map(\.feature)
  }
}

extension GateFinding {
  /// What to look at first.
  fileprivate var advice: String {
    switch self {
    case .noLeads:
      "Is the leads' source the right one, and is the moment of the run within its history?"
    case .nonFinite:
      "models verify says whether the model is whole; check says which numbers are out of all bounds."
    case .allEqual:
      "A join that found nothing, or a column that lost its values, makes all leads alike: look at the"
        + " fill below."
    case .tooFew: "Did the export end early? Compare its number of rows with the source's."
    case .distribution, .churn:
      "A column in other units, swapped with another or filled otherwise moves all scores: the digest"
        + " below is sorted by that."
    case .feedDead(let feature, _, _):
      "Start the feed of \(feature.displayed()) again, or leave the feature out and train without it."
    }
  }
}

import Evaluation
import FeatureExtraction
import Foundation
import RuleScoring
import ScoringModel
import Tables
import TestSupport
import Testing

@testable import Training

/// Rules, model and both together on the newest leads of the demo, by conversions to learn from.
///
/// The newest 15 % judge: so 562 conversions are left to learn from. `LEADSCORE_STUDY=1` prints the table.
@Suite("Rules as a prior on the bundled data")
struct PriorCurveTests {
  /// The demo's leads, without and with points as features, and the points.
  private struct Demo {
    let plain, combined: LabelledLeads
    let points: [Double]
    let fit, judged: [Int]

    init() throws {
      let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../datasets/saas-demo").standardizedFileURL
      let project = try Project(path: folder.appending(path: "leadscore.yaml").path)
      let tables = try project.load(threads: 2)
      let made = try ProjectLeads(project: project, tables: tables)
      let scores = try RuleBook(path: folder.appending(path: "rules.yaml").path)
        .score(made.snapshot)
      plain = made.labelled
      combined = plain.adding(RuleFeatures(scores))
      points = scores.totals
      let sides = HoldoutSplit(kind: .newest, share: 0.15, seed: 1).rows(of: plain)
      judged = sides.held
      fit = sides.fit
    }

    /// Older leads drawn by their keys until so many have converted; 300 that did not for none.
    func known(_ conversions: Int) -> [Int] {
      let drawn = fit.sorted { plain.keys[$0].mixed < plain.keys[$1].mixed }
      guard conversions > 0 else { return Array(drawn.filter { !plain.outcomes[$0] }.prefix(300)) }
      var left = conversions
      return Array(
        drawn.prefix { row in
          if plain.outcomes[row] { left -= 1 }
          return left >= 0
        })
    }

    func scores(_ leads: LabelledLeads, rows: [Int], startsFromRules: Bool) throws -> [Double] {
      var settings = TrainingSettings(name: "demo")
      settings.nonlinear = Nonlinear.none
      settings.startsFromRules = startsFromRules
      settings.allowsSmall = true
      settings.threads = 2
      return try FittedFeatures(
        leads.declarations, leads: leads, rows: rows, settings: settings, lambda: nil
      ).logOdds(leads.table.rows(judged))
    }
  }

  @Test(
    "at any number of conversions both together are not worse than the better by more than chance")
  func curve() throws {
    let demo = try Demo()
    let ended = demo.judged.map { demo.plain.outcomes[$0] }
    let rules = demo.judged.map { demo.points[$0] }
    let prints = ProcessInfo.processInfo.environment["LEADSCORE_STUDY"] != nil
    for conversions in [0, 20, 50, 100, 200, 500] {
      let rows = demo.known(conversions)
      #expect(rows.count { demo.plain.outcomes[$0] } == conversions)
      let combined = try demo.scores(demo.combined, rows: rows, startsFromRules: true)
      let model =
        conversions == 0 ? nil : try demo.scores(demo.plain, rows: rows, startsFromRules: false)
      let differences = try [rules, model].compactMap { $0 }.map {
        try AUCDifference(reference: $0, challenger: combined, outcomes: ended)
      }
      let better = try #require(differences.max { $0.reference.value < $1.reference.value })
      if prints {
        let modelled = differences.count > 1 ? differences[1].reference.text : "–"
        print(
          "| \(conversions) | \(rows.count) | \(differences[0].reference.text) | \(modelled)"
            + " | \(better.challenger.text) | \(better.value.fixed(3)) (\(better.interval.lower.fixed(3)) …"
            + " \(better.interval.upper.fixed(3))) |")
      }
      #expect(better.interval.upper >= 0, "\(conversions): \(better.challenger.text)")
    }
  }
}

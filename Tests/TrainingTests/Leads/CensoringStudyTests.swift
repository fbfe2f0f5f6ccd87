import Evaluation
import FeatureExtraction
import Foundation
import ScoringModel
import Tables
import TestSupport
import Testing

@testable import Training

/// The treatments of leads that may still convert, against the truth of an invented world.
///
/// `LEADSCORE_STUDY=200` repeats it so often and prints the table of `Benchmarks/README.md`.
@Suite("treatments of leads that may still convert, against the truth")
struct CensoringStudyTests {
  /// What a treatment makes of one history.
  private struct Fit {
    var coefficients: [Double]
    /// The mean probability of new leads, less the true mean.
    var bias: Double
    /// The AUC on new leads.
    var auc: Double
    /// The mean log loss on new leads, less that of the truth.
    var excess: Double
  }

  private enum Method: String, CaseIterable { case ignore, drop, ipcw, em }

  private static func fit(
    _ method: Method, _ world: CensoredWorld, days: Double, new: CensoredWorld
  ) throws -> Fit {
    var settings = TrainingSettings(
      name: "x", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.nonlinear = Nonlinear.none
    settings.lambda = 1e-6
    settings.calibration = .none
    settings.allowsSmall = true
    let treatment = CensoringTreatment(rawValue: method.rawValue)
    let leads = method == .ignore ? world.ignoring(now: days) : world.labelled(now: days)
    let result = try Trainer(settings: settings).train(
      leads,
      censored: treatment.flatMap { $0 == .drop ? nil : world.censored($0, now: days) })
    let rows = result.coefficients
    let judged = new.leads
    let logOdds = judged.map {
      rows[0].estimate + rows[1].estimate * $0.x + rows[2].estimate * $0.z
    }
    let truth = judged.map {
      new.intercept + CensoredWorld.slopes[0] * $0.x + CensoredWorld.slopes[1] * $0.z
    }
    func loss(_ logOdds: [Double]) -> Double {
      zip(logOdds, truth).reduce(0) { sum, pair in
        let (p, t) = (1 / (1 + exp(-pair.0)), 1 / (1 + exp(-pair.1)))
        return sum - t * log(p) - (1 - t) * log(1 - p)
      } / Double(judged.count)
    }
    func mean(_ logOdds: [Double]) -> Double {
      logOdds.reduce(0) { $0 + 1 / (1 + exp(-$1)) } / Double(logOdds.count)
    }
    return Fit(
      coefficients: rows.map(\.estimate), bias: mean(logOdds) - mean(truth),
      auc: AUC(try RankedOutcomes(scores: logOdds, outcomes: judged.map(\.converts))).value,
      excess: loss(logOdds) - loss(truth))
  }

  private struct Setting: CustomTestStringConvertible {
    let name: String
    let leads: Int
    let days: Double
    let drift: Double
    var testDescription: String { name }

    static let all = [
      Setting(name: "a year, steady", leads: 4000, days: 360, drift: 0),
      Setting(name: "five months, steady", leads: 4000, days: 150, drift: 0),
      Setting(name: "five months, rising", leads: 4000, days: 150, drift: 1),
    ]
  }

  @Test(
    "expectation and weights come closer to it than leaving out or ignoring", arguments: Setting.all
  )
  private func study(setting: Setting) throws {
    let wished = ProcessInfo.processInfo.environment["LEADSCORE_STUDY"].flatMap(Int.init)
    let count = wished ?? 8
    var fits: [Method: [Fit]] = [:]
    for seed in 1...UInt64(count) {
      let world = CensoredWorld(
        leads: setting.leads, days: setting.days, seed: seed, drift: setting.drift)
      let new = CensoredWorld(leads: 4000, days: 1, seed: seed + 1_000_000)
      for method in Method.allCases {
        fits[method, default: []].append(
          try Self.fit(method, world, days: setting.days, new: new))
      }
    }
    let truth = [-1.5] + CensoredWorld.slopes
    func mean(_ method: Method, _ value: (Fit) -> Double) -> Double {
      (fits[method] ?? []).reduce(0) { $0 + value($1) } / Double(count)
    }
    func error(_ method: Method) -> Double {
      mean(method) { fit -> Double in
        let errors = zip(fit.coefficients, truth).map { pair in pair.0 - pair.1 }
        return errors.reduce(0.0) { sum, error in sum + error * error } / 3
      }.squareRoot()
    }
    if wished != nil {
      for method in Method.allCases {
        func text(_ value: Double, _ digits: Int) -> String {
          String(format: "%.\(digits)f", value)
        }
        let biases = truth.indices.map { index in
          text(mean(method) { $0.coefficients[index] - truth[index] }, 3)
        }
        print(
          "| \(setting.name) | \(method.rawValue) | \(biases.joined(separator: " / "))"
            + " | \(text(error(method), 3)) | \(text(mean(method) { $0.bias * 100 }, 2))"
            + " | \(text(mean(method) { $0.auc }, 4)) | \(text(mean(method) { $0.excess * 1000 }, 2)) |"
        )
      }
    }
    for method in [Method.ipcw, .em] {
      #expect(error(method) < error(.ignore))
      #expect(mean(method) { $0.excess } < mean(.ignore) { $0.excess })
    }
    // With a year of history nearly all leads are old enough, and little is left to gain.
    guard setting.days < 200 || wished != nil else { return }
    for method in [Method.ipcw, .em] {
      #expect(error(method) < error(.drop))
      #expect(mean(method) { $0.excess } < mean(.drop) { $0.excess })
    }
  }
}

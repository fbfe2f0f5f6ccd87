import Evaluation
import Foundation
import LinearAlgebra
import ScoringModel
import Tables

@testable import FeatureExtraction

/// A model made by hand, as small as it can be with every kind of feature.
enum ModelMaker {
  static let features = [
    FeatureDeclaration(column: "age", kind: .explicit, encoding: .numeric(.none)),
    FeatureDeclaration(
      column: "accounts.size", kind: .implicit, encoding: .binned(edges: [50, 100])),
    FeatureDeclaration(
      column: "source", kind: .behavioural, encoding: .categorical(minimumCount: 1)),
  ]

  static let table = Table(
    source: "leads.csv",
    columns: [
      Column(name: "age", values: .numbers([20, .nan, 40, 60])),
      Column(name: "accounts.size", values: .numbers([10, 60, 60, 200])),
      Column(name: "source", values: .categories(Categories(["web", "tv", "web", nil]))),
    ])

  static func model(
    name: String = "small", coding: FactorCoding = .full, population: [Double] = [0],
    calibration: ProbabilityCalibration? = nil, training: TrainingRecord = record
  ) throws -> ScoringModel {
    let extractor = try FeatureExtractor(fitting: features, to: table)
    let count = 1 + extractor.terms(coding: coding).count { $0.parameter != nil }
    var covariance = SymmetricMatrix(order: count)
    for row in 0..<count {
      for column in 0...row { covariance[row, column] = row == column ? 0.25 : 1 / 128.0 }
    }
    return ScoringModel(
      name: name,
      subject: ModelSubject(
        target: "won", positive: "yes", negatives: ["no"], identifier: "id"),
      extractor: extractor, coding: coding,
      parameters: (0..<count).map { Double($0) / 3 - 1 }, covariance: covariance,
      calibration: calibration,
      population: ScorePopulation(logOdds: population),
      tiers: [
        Tier(name: "hot", lowestLogOdds: 1.5), Tier(name: "warm", lowestLogOdds: -0.1),
        Tier(name: "cold", lowestLogOdds: nil),
      ], training: training)
  }

  static let record = TrainingRecord(
    rows: 4, positives: 2, dataFingerprint: "d1", leadFingerprint: "f2",
    split: HoldoutSplit(kind: .newest, share: 0.2, seed: 7, group: "company", time: nil),
    penalty: "ridge", lambda: 1e-3, standardized: true,
    holdout: HoldoutMetrics(
      kind: .newest, rows: 10, positives: 3, auc: 0.8, aucLower: 0.7, aucUpper: 0.9,
      averagePrecision: 1 / 3.0, logLoss: 0.1, brier: 0.05, calibrationSlope: nil,
      calibrationIntercept: 0.02, gains: [.init(share: 0.1, captured: 0.3, lift: 3)]),
    allowedLeaks: ["stage"], allowedSmall: true, software: "leadscore")

  static let moment = Timestamp(seconds: 1_700_000_000)
}

extension ModelRegistry.StoredModel {
  var modelFile: URL { URL(filePath: path).appending(path: "model.json") }
  var manifestFile: URL { URL(filePath: path).appending(path: "manifest.json") }

  /// Replaces the model's file and the digest that vouches for it.
  func forge(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: modelFile)
    let manifest = try String(contentsOf: manifestFile, encoding: .utf8)
    let recorded = manifest.firstMatch(of: /"model\.json" : "([0-9a-f]{64})"/)?.output.1 ?? ""
    // Manifests of early versions do not vouch for themselves.
    try manifest.replacing(recorded, with: Digest.sha256(bytes))
      .replacing(/[ ]*"digest" : "[0-9a-f]{64}",\n/, with: "")
      .write(to: manifestFile, atomically: true, encoding: .utf8)
  }
}

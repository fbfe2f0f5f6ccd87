import FeatureExtraction
import Foundation
import LinearAlgebra
import ScoringModel
import Tables
import TestSupport
import Testing

/// Files of every version of the format, as the program that introduced it wrote them.
///
/// `UPDATE_GOLDEN=1` writes those that are not there; a file that is there is never rewritten.
@Suite("A model file of an older version")
struct GoldenModelTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  /// The model in each file, made anew.
  private static func model(ofFormat version: Int) throws -> ScoringModel {
    version == 1 ? try ModelMaker.model() : try pairModel()
  }

  /// A model with a feature of two columns.
  private static func pairModel() throws -> ScoringModel {
    let single = try ModelMaker.model(name: "pair")
    let parts = try single.extractor.features.suffix(2).map { feature in
      switch feature.encoding {
      case .binned(let binned):
        CrossedEncoding.Part(column: feature.columns[0], encoding: .binned(binned))
      case .categorical(let categorical):
        CrossedEncoding.Part(column: feature.columns[0], encoding: .categorical(categorical))
      case .numeric, .crossed: throw CocoaError(.coderInvalidValue)
      }
    }
    let cells = parts[0].codeCount * parts[1].codeCount
    let crossed = CrossedEncoding(
      parts[0], parts[1], levels: (0..<cells).map { $0 % 2 },
      shares: [Double](repeating: 1 / Double(cells), count: cells))
    let extractor = FeatureExtractor(features: [
      Feature(name: "size × source", kind: .implicit, crossing: crossed)
    ])
    return ScoringModel(
      name: "pair", subject: single.subject, extractor: extractor, coding: .full,
      parameters: [-1, 0.5, -0.5], covariance: SymmetricMatrix(order: 3),
      population: single.population, tiers: single.tiers, training: single.training)
  }

  private static func stored(format version: Int) throws -> Data {
    let file = folder.appending(path: "format-\(version).json")
    if !FileManager.default.fileExists(atPath: file.path),
      ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
    {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(try model(ofFormat: version)).write(to: file)
    }
    return try Data(contentsOf: file)
  }

  @Test("is read as what it was, and says its version", arguments: [1, 2])
  func reads(_ version: Int) throws {
    let data = try GoldenModelTests.stored(format: version)
    let model = try JSONDecoder().decode(ScoringModel.self, from: data)
    #expect(try GoldenModelTests.model(ofFormat: version) == model)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    #expect(object?["format_version"] as? Int == version)
  }

  @Test("scores leads as it did when it was written")
  func scores() throws {
    let model = try JSONDecoder().decode(
      ScoringModel.self, from: GoldenModelTests.stored(format: 1))
    let logOdds = FeatureEffects(of: model).logOdds(
      try model.extractor.encode(ModelMaker.table), rowCount: 4)
    // Added up from the file by a few lines of Python: intercept, value or level of each feature.
    let expected: [Double] = [1.1498299142610597, 0, 0.6666666666666667, 0.516836752405607]
    for (found, expected) in zip(logOdds, expected) { #expect(abs(found - expected) < 1e-12) }
  }

  @Test("is written again with the lowest version that says all", arguments: [1, 2])
  func writes(_ version: Int) throws {
    let data = try JSONEncoder().encode(try GoldenModelTests.model(ofFormat: version))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    #expect(object?["format_version"] as? Int == version)
    #expect(ScoringModel.formatVersion == 2)
  }
}

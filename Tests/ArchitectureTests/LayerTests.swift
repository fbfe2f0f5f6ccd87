import Foundation
import Testing

/// The layers of the package, lowest first; a target may import only targets of lower layers.
private let layers: [[String]] = [
  ["COpenBLAS", "CPostgreSQL", "CRowKernels"],
  ["LinearAlgebra", "Tables", "Evaluation", "Simulation"],
  ["YAMLDocuments", "SQLiteStore", "PostgreSQLStore"],
  ["FeatureExtraction"],
  ["Databases", "ScoringModel", "RuleScoring", "CustomerProfile"],
  ["Training", "Prediction", "Monitoring"],
  ["RuleLearning", "Reporting"],
  ["Nightly"],
  ["leadscore"],
]

/// Modules from outside that only some targets may know, so that nobody carries them for nothing.
private let confined: [String: Set<String>] = [
  "COpenBLAS": ["LinearAlgebra"],
  "CRowKernels": ["LinearAlgebra", "Tables"],
  "CPostgreSQL": ["PostgreSQLStore"],
  "GRDB": ["SQLiteStore"],
  "Crypto": ["ScoringModel"],
  "Yams": ["YAMLDocuments", "SQLiteStore", "PostgreSQLStore"],
  "Mustache": ["Reporting"],
  "ArgumentParser": ["leadscore"],
]

@Suite("The layers of the package")
struct LayerTests {
  private let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources").standardizedFileURL

  private func layer(of target: String) -> Int? {
    layers.firstIndex { $0.contains(target) }
  }

  private func swiftFiles(in target: String) throws -> [URL] {
    let folder = sources.appending(path: target)
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
  }

  private func imports(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place <= 2, place + 1 < words.count,
        words[..<place].allSatisfy({ ["public", "internal", "@testable"].contains($0) })
      else { return nil }
      return String(words[place + 1])
    }
  }

  @Test("Every target has a layer, and every layer's targets exist")
  func everyTargetHasALayer() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { !$0.hasPrefix(".") }
    #expect(Set(folders) == Set(layers.joined()))
  }

  @Test("No import points upwards or sideways", arguments: layers.joined())
  func noImportPointsUpwards(target: String) throws {
    let own = try #require(layer(of: target))
    for file in try swiftFiles(in: target) {
      for module in try imports(of: file) {
        guard let other = layer(of: module) else { continue }
        #expect(other < own, "\(file.lastPathComponent) of \(target) imports \(module)")
      }
    }
  }

  @Test("Libraries from outside stay where they belong", arguments: layers.joined())
  func outsideLibrariesAreConfined(target: String) throws {
    for file in try swiftFiles(in: target) {
      for module in try imports(of: file) {
        guard let allowed = confined[module] else { continue }
        #expect(allowed.contains(target), "\(file.lastPathComponent) imports \(module)")
      }
    }
  }

  @Test("Prediction never sees Training: a scoring host ships without a solver")
  func predictionIsFreeOfTraining() throws {
    for file in try swiftFiles(in: "Prediction") {
      #expect(try !imports(of: file).contains("Training"))
    }
  }

  @Test("No file is longer than 400 lines")
  func filesAreShort() throws {
    for target in layers.joined() {
      for file in try swiftFiles(in: target) {
        let count = try String(contentsOf: file, encoding: .utf8).split(
          separator: "\n", omittingEmptySubsequences: false
        ).count
        #expect(count <= 401, "\(file.lastPathComponent): \(count) lines")
      }
    }
  }
}

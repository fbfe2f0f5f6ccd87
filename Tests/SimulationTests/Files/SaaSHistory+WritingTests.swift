import Foundation
import Testing

@testable import Simulation

@Suite("Writing a history")
struct SaaSHistoryWritingTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "simulation-\(UUID().uuidString)/nested")
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    try body(folder.path)
  }

  private static let names = [
    "README.md", "accounts.csv", "events.csv", "export-rules.yaml", "export.csv", "leads.csv",
    "leadscore.yaml", "new.csv", "rules.yaml", "truth.json",
  ]

  @Test("it makes the folder and writes every file, the truth only when asked")
  func writesAllFiles() throws {
    try withFolder { folder in
      try Histories.small.write(to: folder)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(files == Self.names)
      try Histories.small.write(to: folder, includeTruth: true)
      let more = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(more == (Self.names + ["truth.csv"]).sorted())
      for (name, bytes) in try Histories.small.files(includeTruth: true) {
        let written = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
        #expect([UInt8](written) == bytes)
      }
    }
  }

  @Test("a path under a file is an error, and nothing is written")
  func refusesAFile() throws {
    try withFolder { folder in
      try Histories.small.write(to: folder)
      #expect(throws: (any Error).self) {
        try Histories.small.write(to: "\(folder)/leads.csv/below")
      }
    }
  }

  @Test("12,000 leads take no more than 5.6 MB")
  func isSmall() throws {
    let size = try Histories.standardFiles.get().reduce(0) { sum, file in
      file.name == "truth.csv" ? sum : sum + file.bytes.count
    }
    #expect(size <= 5_600_000)
  }
}

import Foundation
import Testing

@Suite("The README's Swift example")
struct ReadmeTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  @Test("What the README shows is the program that is built, word for word")
  func exampleIsInReadme() throws {
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let program = try String(
      contentsOf: root.appending(path: "Tests/ReadmeExample/main.swift"), encoding: .utf8)
    #expect(readme.contains("```swift\n" + program + "```"))
    #expect(program.split(separator: "\n").count <= 20)
  }

  @Test("It runs on the bundled data: a verdict, five leads, reasons for each")
  func exampleRuns() throws {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "ReadmeExample")
    process.currentDirectoryURL = root
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let lines = output.split(separator: "\n")
    #expect(lines.first?.contains("AUC") == true)
    #expect(lines.count { $0.hasPrefix("L0") } == 5)
    #expect(lines.count { $0.contains(" odds)") } >= 5)
  }
}

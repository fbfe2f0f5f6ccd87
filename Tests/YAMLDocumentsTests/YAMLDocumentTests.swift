import Foundation
import Tables
import Testing

@testable import YAMLDocuments

@Suite("YAML documents")
struct YAMLDocumentTests {
  private static let noAliases =
    "anchors (&name) and aliases (*name) are not allowed: write the value out"

  @Test(
    "what is refused is reported where it stands",
    arguments: [
      (
        "a: 1\nb: [1,\nc: 2\n📍",
        "not YAML: did not find expected ',' or ']' while parsing a flow sequence (from line 2)"
      ),
      (
        "a: 1\n📍\tb: 2\n",
        "not YAML: found a tab character that violates indentation while scanning a plain scalar"
          + " (from line 1)"
      ),
      ("a: 1\n📍---\nb: 2\n", "not YAML: a second document"),
      ("📍points: 1\nother: 2\npoints: 3\n", "key \"points\" is given more than once"),
      ("when: {📍yes: 1, \"yes\": 2}", "key \"yes\" is given more than once"),
      ("a: 📍&x [1]\nb: *x\n", noAliases),
      ("📍&k key: 1\n", noAliases),
      ("a: 📍*x\n", noAliases),
      ("? 📍[a, b]\n: 1\n", "a key has to be a text"),
      ("a: {📍\"\": 1}", "a key has to be a text"),
      ("\u{FEFF}a: 1\nname: é📍\u{1}\n", "character \\u{1} is not allowed in YAML"),
    ])
  func refusals(marked: String, words: String) throws {
    let marked = MarkedText(marked)
    let problem = try #require(throws: ConfigurationProblem.self) {
      try YAMLDocument(text: marked.text, file: "rules.yaml")
    }
    #expect(problem.description == "\(marked.place): \(words)")
  }

  @Test("bytes that are not UTF-8 are reported at the first of them")
  func invalidUTF8() throws {
    let bytes = Array("a: 1\nb: é".utf8) + [0xFF, 0x41]
    let problem = try #require(throws: ConfigurationProblem.self) {
      try YAMLDocument(utf8: bytes, file: "f")
    }
    #expect(problem.description == "f:2:5: not UTF-8 text")
  }

  @Test("an empty file is named without a line", arguments: ["", "\n\n", "# only this\n"])
  func empty(text: String) throws {
    let problem = try #require(throws: ConfigurationProblem.self) {
      try YAMLDocument(text: text, file: "rules.yaml")
    }
    #expect(problem.description == "rules.yaml: is empty")
  }

  @Test("64 levels are read, 65 are refused", arguments: [(64, true), (65, false), (900, false)])
  func depth(levels: Int, isAllowed: Bool) throws {
    let text = String(repeating: "[", count: levels) + "1" + String(repeating: "]", count: levels)
    var words: String?
    do { _ = try YAMLDocument(text: text, file: "f") } catch { words = error.description }
    #expect(words == (isAllowed ? nil : "f:1:66: nested more than 64 levels deep"))
  }

  @Test("deeper nesting than the parser follows is refused as well")
  func hopelessDepth() throws {
    #expect(throws: ConfigurationProblem.self) {
      try YAMLDocument(text: String(repeating: "[", count: 100_000), file: "deep.yaml")
    }
  }

  @Test(
    "aliases that double at every level are refused without being followed",
    arguments: ["bomb: *a29", "? *a29\n: 1", "? [*a29, *a28]\n: 1"])
  func aliasBomb(last: String) throws {
    let levels = (1..<30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
    let text = (["a0: &a0 [x, x]"] + levels + [last]).joined(separator: "\n")
    let problem = try #require(throws: ConfigurationProblem.self) {
      try YAMLDocument(text: text, file: "bomb.yaml")
    }
    #expect(problem.description.hasSuffix(YAMLDocumentTests.noAliases))
  }

  @Test("stars and ampersands in texts and comments are no aliases")
  func harmlessStars() throws {
    let line = "# *emphasis* and &more\n- R&D * 2*3\n- \"*\"\n"
    let text = String(repeating: line, count: 20)
    #expect(try YAMLDocument(text: text, file: "f").root.stringOrList().count == 40)
  }

  @Test("a document of one byte more than a mebibyte is refused")
  func size() throws {
    let full = "a: " + String(repeating: "x", count: YAMLDocument.sizeLimit - 3)
    #expect(throws: Never.self) { try YAMLDocument(text: full, file: "f") }
    let problem = try #require(throws: ConfigurationProblem.self) {
      try YAMLDocument(text: full + "x", file: "f")
    }
    #expect(problem.description == "f: is larger than 1048576 bytes")
  }

  @Test("a file is read, a missing one and a folder are named")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "yaml-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "rules.yaml").path
    try Data("a: {b: 1}\n".utf8).write(to: URL(filePath: path))
    let root = try YAMLDocument(path: path).root
    #expect(root.place == Place(file: path, line: 1, column: 1))
    let missing = try #require(throws: ConfigurationProblem.self) {
      try YAMLDocument(path: path + ".old")
    }
    #expect(missing.description == "\(path).old: cannot be read: No such file or directory")
    let directory = try #require(throws: ConfigurationProblem.self) {
      try YAMLDocument(path: folder.path)
    }
    #expect(directory.description == "\(folder.path): cannot be read: Is a directory")
  }

  @Test("an endless file is refused at the limit")
  func endlessFile() throws {
    let problem = try #require(throws: ConfigurationProblem.self) {
      try YAMLDocument(path: "/dev/zero")
    }
    #expect(problem.description == "/dev/zero: is larger than 1048576 bytes")
  }
}

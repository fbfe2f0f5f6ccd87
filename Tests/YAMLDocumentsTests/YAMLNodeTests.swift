import Tables
import Testing

import YAMLDocuments

@Suite("YAML values")
struct YAMLNodeTests {
  private func value(_ text: String) throws -> YAMLNode {
    let document = try YAMLDocument(text: "key: \(text)\n", file: "f.yaml")
    return try document.root.mapping().required("key")
  }

  private func complaint(_ text: String, _ read: (YAMLNode) throws -> Void) throws -> String {
    let node = try value(text)
    let problem = try #require(throws: ConfigurationProblem.self) { try read(node) }
    #expect(problem.place == Place(file: "f.yaml", line: 1, column: 6))
    return "\(problem.kind)"
  }

  @Test(
    "texts are kept as written",
    arguments: [
      ("007", "007"), ("yes", "yes"), ("1.0", "1.0"), ("\"\"", ""), ("'null'", "null"),
      ("a b # c", "a b"), ("\"a\\nb\"", "a\nb"), ("1000+", "1000+"),
    ])
  func strings(text: String, expected: String) throws {
    #expect(try value(text).string() == expected)
  }

  @Test("whole numbers", arguments: [("12", 12), ("-3", -3), ("+4", 4), ("007", 7)])
  func integers(text: String, expected: Int) throws {
    #expect(try value(text).integer() == expected)
  }

  @Test(
    "numbers", arguments: [("12", 12), ("-0.5", -0.5), (".5", 0.5), ("1e3", 1000), ("+2", 2)])
  func doubles(text: String, expected: Double) throws {
    #expect(try value(text).double() == expected)
  }

  @Test(
    "truth values",
    arguments: [("true", true), ("yes", true), ("Yes", true), ("FALSE", false), ("no", false)])
  func bools(text: String, expected: Bool) throws {
    #expect(try value(text).bool() == expected)
  }

  @Test("one text and a list of texts read alike", arguments: ["a", "[a]"])
  func stringOrList(text: String) throws {
    #expect(try value(text).stringOrList() == ["a"])
  }

  @Test("percentages are fractions", arguments: [("10%", 0.1), ("0%", 0), ("99.5%", 0.995)])
  func percent(text: String, expected: Double) throws {
    #expect(try value(text).percent() == expected)
  }

  @Test("a length of time is a number and a unit")
  func timeSpan() throws {
    #expect(try value("14d").timeSpan() == TimeSpan(days: 14))
  }

  @Test("a text is one of the choices of an enumeration")
  func choice() throws {
    #expect(try value("warm").choice(of: Warmth.self) == .warm)
    #expect(
      try complaint("wram") { _ = try $0.choice(of: Warmth.self) }
        == "\"key\": \"wram\" is not one of hot, warm, cold (did you mean \"warm\"?)")
  }

  private enum Warmth: String, CaseIterable { case hot, warm, cold }

  @Test(
    "a value of the wrong type says what was wanted and found",
    arguments: [
      ("[1]", "\"key\": wanted a text, found a list", .text),
      ("null", "\"key\": wanted a text, found nothing", .text),
      ("~", "\"key\": wanted a text, found nothing", .text),
      ("1.5", "\"key\": wanted a whole number, found \"1.5\"", .wholeNumber),
      ("\"5\"", "\"key\": wanted a number, found the quoted text \"5\"", .number),
      ("0x10", "\"key\": wanted a number, found \"0x10\"", .number),
      ("1,5", "\"key\": wanted a number, found \"1,5\"", .number),
      (".nan", "\"key\": .nan is not a finite number", .number),
      ("-.inf", "\"key\": -.inf is not a finite number", .number),
      ("1e999", "\"key\": 1e999 is not a finite number", .number),
      (
        "\"true\"", "\"key\": wanted true or false, found the quoted text \"true\"",
        .boolean
      ),
      ("1", "\"key\": wanted true or false, found \"1\"", .boolean),
      ("{a: 1}", "\"key\": wanted a list, found a mapping", .list),
      ("[1]", "\"key\": wanted a mapping, found a list", .mapping),
      (
        "{a: 1}", "\"key\": wanted a text or a list of texts, found a mapping",
        .textOrTexts
      ),
      (
        "-14d", "\"key\": wanted a length of time such as 14d, 36h or 2w, found \"-14d\"",
        .timeSpan
      ),
      (
        "101%", "\"key\": wanted a percentage such as 10%, found \"101%\"", .percentage
      ),
      ("0.1", "\"key\": wanted a percentage such as 10%, found \"0.1\"", .percentage),
    ] as [(String, String, ConfigurationProblem.Wanted)])
  func wrongTypes(
    text: String, expected: String, wanted: ConfigurationProblem.Wanted
  ) throws {
    #expect(try complaint(text) { try read($0, as: wanted) } == expected)
  }

  private func read(_ node: YAMLNode, as wanted: ConfigurationProblem.Wanted) throws {
    switch wanted {
    case .text: _ = try node.string()
    case .wholeNumber: _ = try node.integer()
    case .number: _ = try node.double()
    case .boolean: _ = try node.bool()
    case .list: _ = try node.list()
    case .mapping: _ = try node.mapping()
    case .textOrTexts: _ = try node.stringOrList()
    case .timeSpan: _ = try node.timeSpan()
    case .percentage: _ = try node.percent()
    }
  }

  @Test("a wrong element of a list is reported itself, under the key of the list")
  func elementPlace() throws {
    let list = try value("[a, [b]]")
    let problem = try #require(throws: ConfigurationProblem.self) { try list.stringOrList() }
    #expect(problem.description == "f.yaml:1:10: \"key\": wanted a text, found a list")
  }

  @Test("columns are counted in Unicode scalars")
  func scalarColumns() throws {
    let root = try YAMLDocument(text: "{é: 😀, b: 2}", file: "f").root.mapping()
    #expect(try root.required("b").place == Place(file: "f", line: 1, column: 11))
  }
}

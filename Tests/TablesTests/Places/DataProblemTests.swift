import Testing

@testable import Tables

@Suite("Problems in words")
struct DataProblemTests {
  private let place = Place(file: "leads.csv", line: 1042, column: 17)

  @Test("a problem is one line: place, column, what was found, what to do")
  func line() {
    let problem = DataProblem(
      place: place, column: "annual_revenue",
      kind: .notANumber(found: "1.234,56", hint: .decimalComma))
    #expect(
      problem.description
        == "leads.csv:1042:17: column \"annual_revenue\": \"1.234,56\" is not a number"
        + " (decimal comma? use --decimal ,)")
  }

  @Test(
    "every kind has a text of one line, with what was found in it",
    arguments: [
      (.emptyFile, "header line"), (.notText(what: "a PDF document"), "a PDF document"),
      (.nulByte, "NUL"),
      (.invalidUTF8(bytes: "E9 2C", atEnd: false), "E9 2C"),
      (.invalidUTF8(bytes: "E9", atEnd: true), "truncated"),
      (.utf16, "--encoding utf-16"), (.carriageReturnsOnly, "CR only"),
      (.byteOrderMarkInside, "byte order mark"),
      (.unterminatedQuote, "never closed"), (.strayQuote, "quote inside"),
      (.textAfterQuote(backslash: true), "backslash"),
      (
        .fieldCount(expected: 14, found: 9, extra: nil, last: true),
        "expected 14 fields, got 9; the file may be"
      ),
      (.fieldCount(expected: 1, found: 2, extra: "x\ny", last: false), "\"x\\u{a}y\""),
      (.fieldTooLong(limit: 5), "5 bytes"), (.recordTooLong(limit: 6), "6 bytes"),
      (.tooManyColumns(limit: 7), "7 columns"),
      (.commentLine, "#"), (.repeatedHeader, "repeats the header"), (.noRows, "no rows"),
      (.emptyColumnName(index: 3), "column 3"),
      (.duplicateColumn(name: "a", first: 1, second: 2), "positions 1 and 2"),
      (.ambiguousColumns(first: "A", second: "a"), "\"A\" and \"a\""),
      (.unsafeColumnName(shown: "\\u{1b}"), "\\u{1b}"),
      (.missingColumn(name: "x", available: ["xx"], delimiterHint: "hint"), "did you mean \"xx\"?"),
      (.notANumber(found: "x", hint: nil), "\"x\" is not a number"),
      (.numberOutOfRange(found: "1e99"), "1e99"),
      (.mostlyNumbers(found: "x", hint: .percent), "percent"),
      (.mostlyTimestamps(found: "x", hint: .noSuchDay), "no such day"),
      (.notATimestamp(found: "x", format: "epoch_s", hint: .epochOutOfRange), "epoch_s"),
      (.missingIdentifier, "missing"),
      (.duplicateIdentifier(id: "x", firstLine: 4), "line 4"),
      (.identifierTooLong(bytes: 300), "300"),
      (.notAnOutcome(found: "x", accepted: ["yes", "no"]), "yes, no"),
      (.categoryTooLong(bytes: 2000), "2000"),
      (.negativeWeight(found: "-1"), "-1"), (.custom("own words"), "own words"),
    ] as [(DataProblem.Kind, String)])
  func texts(kind: DataProblem.Kind, part: String) {
    let text = DataProblem(place: place, kind: kind).description
    #expect(text.hasPrefix("leads.csv:1042:17: "))
    #expect(text.contains(part))
    #expect(!text.contains("\n"))
  }

  @Test(
    "every hint says something",
    arguments: [
      .decimalComma, .groupedThousands, .currency, .percent, .accounting, .unicodeMinus,
      .foreignDigits, .hexadecimal,
      .spreadsheetError, .notFinite, .spellingOfMissing,
    ] as [NumberHint])
  func numberHints(hint: NumberHint) { #expect(hint.text.count > 5) }

  @Test("data in messages is cut and cannot drive a terminal")
  func untrusted() {
    let problem = DataProblem(
      place: place, column: "a\u{1B}[31m",
      kind: .numberOutOfRange(found: String(repeating: "9", count: 99)))
    #expect(problem.description.contains("a\\u{1b}[31m"))
    #expect(problem.description.contains(String(repeating: "9", count: 40) + "…\""))
  }
}

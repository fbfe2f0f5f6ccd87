extension DataProblem: CustomStringConvertible {
  /// One line: place, column, what was found, what to do.
  public var description: String {
    let subject = column.map { "column \"\($0.displayed())\": " } ?? ""
    return "\(place): \(subject)\(kind.text)"
  }
}

extension DataProblem.Kind {
  /// The message without its place: what was found, and what to do about it.
  var text: String {
    fileText ?? recordText ?? headerText ?? valueText
  }

  private var fileText: String? {
    switch self {
    case .emptyFile: "empty file, a header line is expected"
    case .notText(let what): "this is \(what), not CSV; convert or unpack it first"
    case .nulByte: "NUL byte; the file is binary, UTF-16 or was cut by a crashed writer"
    case .invalidUTF8(let bytes, let atEnd):
      "invalid UTF-8 (bytes \(bytes))"
        + (atEnd
          ? "; the file may be truncated" : "; another encoding? try --encoding windows-1252")
    case .utf16: "UTF-16 text; use --encoding utf-16, or convert with iconv -f UTF-16 -t UTF-8"
    case .carriageReturnsOnly:
      "lines end in CR only (classic Mac); convert with: tr '\\r' '\\n' < FILE"
    case .byteOrderMarkInside: "byte order mark inside the file; were two exports joined?"
    default: nil
    }
  }

  private var recordText: String? {
    switch self {
    case .unterminatedQuote: "this quote is never closed"
    case .strayQuote: "quote inside an unquoted field; quote the whole field and double the quote"
    case .textAfterQuote(let backslash):
      "text after a closing quote"
        + (backslash ? "; quotes are escaped by doubling them (\"\"), not by a backslash" : "")
    case .fieldCount(let expected, let found, let extra, let last):
      "expected \(expected) fields, got \(found)"
        + (extra.map { "; first extra field \"\($0.displayed())\"" } ?? "")
        + (last ? "; the file may be truncated" : "")
    case .fieldTooLong(let limit):
      "field longer than \(limit) bytes; is a quote missing?"
    case .recordTooLong(let limit): "record longer than \(limit) bytes; is a quote missing?"
    case .tooManyColumns(let limit): "more than \(limit) columns"
    case .commentLine: "comment line; CSV has no comments, remove lines that start with #"
    case .repeatedHeader: "this row repeats the header; were two exports joined?"
    default: nil
    }
  }

  private var headerText: String? {
    switch self {
    case .noRows: "the file has a header but no rows"
    case .emptyColumnName(let index):
      "column \(index) has no name; is there a delimiter too many at the end of the line?"
    case .duplicateColumn(let name, let first, let second):
      "column name \"\(name.displayed())\" stands at positions \(first) and \(second)"
    case .ambiguousColumns(let first, let second):
      "column names \"\(first.displayed())\" and \"\(second.displayed())\" differ only in case or blanks"
    case .unsafeColumnName(let shown):
      "column name \"\(shown)\" contains characters that cannot be seen"
    case .missingColumn(let name, let available, let delimiterHint):
      "no column \"\(name.displayed())\""
        + (name.nearest(among: available).map { "; did you mean \"\($0.displayed())\"? There" }
          ?? "; there") + " are: "
        + available.prefix(40).map { $0.displayed() }.joined(separator: ", ")
        + (delimiterHint.map { " (\($0))" } ?? "")
    default: nil
    }
  }

  private var valueText: String {
    switch self {
    case .notANumber(let found, let hint):
      "\"\(found.displayed())\" is not a number" + (hint.map { " (\($0.text))" } ?? "")
    case .numberOutOfRange(let found):
      "\"\(found.displayed())\" is out of range (numbers up to 1e15 in size are accepted)"
    case .mostlyNumbers(let found, let hint):
      "\"\(found.displayed())\" is not a number, though nearly all values of the column are"
        + " (\(hint.map { $0.text + "; " } ?? "")mend the value, or use --missing or --categorical,"
        + " in a project kind: category or parse: money)"
    case .mostlyTimestamps(let found, let hint):
      "\"\(found.displayed())\" is not a moment, though nearly all values of the column are"
        + " (\(hint.map { $0.text + "; " } ?? "")mend the value, or use --missing or --categorical,"
        + " in a project kind: category)"
    case .notATimestamp(let found, let format, let hint):
      "\"\(found.displayed())\" is not a moment of the form \(format)"
        + (hint.map { " (\($0.text))" } ?? "")
    case .missingIdentifier: "the identifier is missing"
    case .duplicateIdentifier(let id, let firstLine):
      "identifier \"\(id.displayed())\" already stands in line \(firstLine)"
    case .identifierTooLong(let bytes):
      "identifier of \(bytes) bytes; at most 255 are accepted"
    case .notAnOutcome(let found, let accepted):
      "\"\(found.displayed())\" is not an outcome; accepted: " + accepted.joined(separator: ", ")
    case .categoryTooLong(let bytes):
      "value of \(bytes) bytes in a category; at most 1024 are accepted"
    case .negativeWeight(let found): "weight \(found.displayed()) is negative or not finite"
    case .custom(let text): text
    default: ""
    }
  }
}

extension NumberHint {
  var text: String {
    switch self {
    case .decimalComma: "decimal comma? use --decimal ,"
    case .groupedThousands: "grouped thousands? remove the separators"
    case .currency: "remove the currency"
    case .percent: "remove the percent sign"
    case .accounting: "write negative numbers with a minus sign"
    case .unicodeMinus: "U+2212 MINUS SIGN; write a plain hyphen"
    case .foreignDigits: "digits outside 0-9"
    case .hexadecimal: "hexadecimal numbers are not accepted"
    case .spreadsheetError: "spreadsheet error"
    case .notFinite: "not a finite number; list it with --missing if it means missing"
    case .spellingOfMissing: "list it with --missing if it means missing"
    }
  }
}

extension TimestampHint {
  var text: String {
    switch self {
    case .noSuchDay: "no such day or time"
    case .twelveOrTwentyFour: "hours run from 00 to 23"
    case .badOffset: "no such offset from UTC"
    case .trailingText: "text after the moment"
    case .ambiguousOrder: "day or month first? declare the format"
    case .serialNumber: "a spreadsheet's serial number? export dates as text"
    case .epochOutOfRange: "outside 1990 to 2099; seconds or milliseconds? epoch_s or epoch_ms"
    case .skippedHour: "this local time was skipped by the change to summer time"
    }
  }
}

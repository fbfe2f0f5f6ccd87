/// One thing that is wrong at one place of an input.
public struct DataProblem: Error, Sendable, Equatable {
  /// Where it is.
  public let place: Place
  /// The name of the column concerned, when there is one.
  public let column: String?
  /// What is wrong.
  public let kind: Kind

  /// A problem at a place.
  public init(place: Place, column: String? = nil, kind: Kind) {
    self.place = place
    self.column = column
    self.kind = kind
  }

  /// What can be wrong with data, with what was found.
  public enum Kind: Sendable, Equatable {
    // The file
    case emptyFile
    case notText(what: String)
    case nulByte
    case invalidUTF8(bytes: String, atEnd: Bool)
    case utf16
    case carriageReturnsOnly
    case byteOrderMarkInside
    // Records
    case unterminatedQuote
    case strayQuote
    case textAfterQuote(backslash: Bool)
    case fieldCount(expected: Int, found: Int, extra: String?, last: Bool)
    case fieldTooLong(limit: Int)
    case recordTooLong(limit: Int)
    case tooManyColumns(limit: Int)
    case commentLine
    case repeatedHeader
    // Header
    case noRows
    case emptyColumnName(index: Int)
    case duplicateColumn(name: String, first: Int, second: Int)
    case ambiguousColumns(first: String, second: String)
    case unsafeColumnName(shown: String)
    case missingColumn(name: String, available: [String], delimiterHint: String?)
    // Values
    case notANumber(found: String, hint: NumberHint?)
    case numberOutOfRange(found: String)
    case mostlyNumbers(found: String, hint: NumberHint?)
    case mostlyTimestamps(found: String, hint: TimestampHint?)
    case notATimestamp(found: String, format: String, hint: TimestampHint?)
    case missingIdentifier
    case duplicateIdentifier(id: String, firstLine: Int)
    case identifierTooLong(bytes: Int)
    case notAnOutcome(found: String, accepted: [String])
    case categoryTooLong(bytes: Int)
    case negativeWeight(found: String)
    case custom(String)
  }
}

/// What a text that is not a number in the declared format probably is.
public enum NumberHint: Sendable, Equatable {
  case decimalComma, groupedThousands, currency, percent, accounting, unicodeMinus
  case foreignDigits, hexadecimal, spreadsheetError, notFinite, spellingOfMissing
}

/// What a text that is not a moment in the declared format probably is.
public enum TimestampHint: Sendable, Equatable {
  case noSuchDay, twelveOrTwentyFour, badOffset, trailingText, ambiguousOrder, serialNumber,
    skippedHour
  case epochOutOfRange
}

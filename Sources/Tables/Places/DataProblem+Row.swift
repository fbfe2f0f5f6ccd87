extension DataProblem {
  /// Whether it is wrong with one row only: without that row the rest can be read as it is.
  ///
  /// A quote without its partner, for one, puts all that follows in doubt.
  public var isOfOneRow: Bool {
    switch kind {
    case .notANumber, .numberOutOfRange, .notATimestamp, .missingIdentifier, .duplicateIdentifier,
      .identifierTooLong, .notAnOutcome, .categoryTooLong, .negativeWeight, .custom:
      true
    case .fieldCount(_, _, _, let isLast): !isLast
    case .invalidUTF8(_, let isAtEnd): !isAtEnd
    case .emptyFile, .notText, .nulByte, .utf16, .carriageReturnsOnly, .byteOrderMarkInside,
      .unterminatedQuote, .strayQuote, .textAfterQuote, .fieldTooLong, .recordTooLong,
      .tooManyColumns, .commentLine, .repeatedHeader, .noRows, .emptyColumnName, .duplicateColumn,
      .ambiguousColumns, .unsafeColumnName, .missingColumn, .mostlyNumbers, .mostlyTimestamps:
      false
    }
  }
}

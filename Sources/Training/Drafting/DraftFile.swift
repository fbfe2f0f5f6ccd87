public import Tables

/// A file that a project may be made of, with what its columns look like.
public struct DraftFile: Sendable {
  /// What a file is to a project.
  public enum Role: Sendable {
    /// A row per lead.
    case leads
    /// A row per account.
    case accounts
    /// A row per thing that a lead did.
    case events
  }

  /// The path as the user named it.
  public let path: String
  /// What the user said that it is; nil to find out.
  public let role: Role?
  /// Its encoding.
  public let encoding: CSVFormat.Encoding
  /// The number of rows.
  public let rows: Int
  /// The columns in the order of the file.
  public let columns: [DraftColumn]

  /// Reads a file; one that is not UTF-8 is taken to be Windows-1252.
  ///
  /// - Throws: `InputError`, or `DataProblems` for a file that is no CSV.
  public init(path: String, as role: Role? = nil, threads: Int) throws {
    self.path = path
    self.role = role
    let read: (table: Table, mixed: Set<String>)
    var encoding = CSVFormat.Encoding.utf8
    do {
      read = try CSVFile(path).readMixed(threads: threads)
    } catch let problems as DataProblems where problems.areOfEncoding {
      let format = CSVFormat(encoding: .windows1252)
      encoding = .windows1252
      read = try CSVFile(path, format: format).readMixed(threads: threads)
    }
    self.encoding = encoding
    rows = read.table.rowCount
    columns = read.table.columns.map { DraftColumn($0, isMixed: read.mixed.contains($0.name)) }
  }

  /// The same file under another path.
  public func moved(to path: String) -> DraftFile {
    DraftFile(path: path, role: role, encoding: encoding, rows: rows, columns: columns)
  }

  private init(
    path: String, role: Role?, encoding: CSVFormat.Encoding, rows: Int, columns: [DraftColumn]
  ) {
    self.path = path
    self.role = role
    self.encoding = encoding
    self.rows = rows
    self.columns = columns
  }

  /// The name of the file without its folders.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  subscript(name: String) -> DraftColumn? { columns.first { $0.name == name } }

  /// The first column with a value of its own in every row, one named as an identifier if possible.
  var identifier: DraftColumn? {
    let unique = columns.filter { $0.isUnique && $0.timeFormat == nil }
    return unique.first { $0.isNamedAsIdentifier } ?? unique.first
  }

  /// Whether a word of the file's name starts as one of some does.
  func isNamed(_ stems: [String]) -> Bool {
    name.lowercased().split { !$0.isLetter }.contains { word in
      stems.contains { word.hasPrefix($0) }
    }
  }

  /// The columns of moments.
  var times: [DraftColumn] { columns.filter { $0.timeFormat != nil } }
}

/// A column as a draft sees it.
public struct DraftColumn: Sendable {
  /// The column.
  public let column: Column
  /// How its moments are written, as a project file names it; nil when it holds none.
  public let timeFormat: String?
  /// How many rows have a value.
  public let filled: Int
  /// Whether nearly all values are numbers, or moments, but not all.
  let isMixed: Bool
  /// The different values.
  let values: Set<String>

  /// The name.
  public var name: String { column.name }

  init(_ column: Column, isMixed: Bool = false) {
    self.column = column
    self.isMixed = isMixed
    let texts = (0..<column.count).compactMap(column.text)
    filled = texts.count
    values = Set(texts)
    timeFormat = DraftColumn.timeFormat(column, texts)
  }

  /// The moments, nil where there is none.
  var moments: [Timestamp?] {
    if case .timestamps(let moments) = column.values { return moments }
    let format = timeFormat.flatMap { TimestampFormat($0) } ?? .iso8601
    return (0..<column.count).map { column.text($0).flatMap(format.timestamp) }
  }

  /// The days from the first of the moments to the last; 0 without any.
  var spanInDays: Double {
    let known = moments.compactMap { $0 }
    guard let first = known.min(), let last = known.max() else { return 0 }
    return (last - first).days
  }

  var isUnique: Bool { filled == column.count && values.count == filled && filled > 0 }

  /// The share of rows that have a value.
  var fill: Double { column.count == 0 ? 0 : Double(filled) / Double(column.count) }

  var isNumeric: Bool {
    if case .numbers = column.values { true } else { false }
  }

  /// Whether all values are whole numbers.
  var isWhole: Bool {
    guard case .numbers(let numbers) = column.values else { return false }
    return numbers.allSatisfy { $0.isNaN || $0 == $0.rounded() }
  }

  /// The words of the name in lower case: `closed`, `won`, `at`.
  var words: [String] {
    var words: [String] = [""]
    for scalar in name.unicodeScalars {
      let letter = Character(scalar)
      if !letter.isLetter && !letter.isNumber {
        words.append("")
      } else if letter.isUppercase, words.last?.last?.isLowercase ?? false {
        words.append(letter.lowercased())
      } else {
        words[words.count - 1] += letter.lowercased()
      }
    }
    return words.filter { !$0.isEmpty }
  }

  var isNamedAsIdentifier: Bool {
    words.last.map { ["id", "number", "key", "uuid", "code"].contains($0) } ?? false
  }

  /// Whether a word of the name starts as one of some does.
  func isNamed(_ stems: [String]) -> Bool {
    words.contains { word in stems.contains { word.hasPrefix($0) } }
  }

  var holdsAddresses: Bool {
    guard !isNumeric, let first = values.min() else { return false }
    return first.contains("@") && values.allSatisfy { $0.contains("@") }
  }

  /// The share of this column's values that are among another's.
  func overlap(with other: DraftColumn) -> Double {
    values.isEmpty ? 0 : Double(values.count { other.values.contains($0) }) / Double(values.count)
  }

  /// The forms of usual exports; the day first where a date can be read either way.
  private static let patterns: [String] = {
    func forms(_ days: [String], _ times: [String]) -> [String] {
      days.flatMap { day in times.map { day + $0 } }
    }
    let padded = ["dd-MM-yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "yyyy/MM/dd"]
    let plain = ["d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy"]
    return forms(padded, ["", " HH:mm", " HH:mm:ss"])
      // A clock of twelve hours is an American one.
      + forms(["M/d/yyyy", "d/M/yyyy"], [" h:mm a", " h:mm:ss a", ", h:mm a", ", h:mm:ss a"])
      + forms(plain, ["", " H:mm", " H:mm:ss"])
  }()

  /// The form in which all values are moments; nil when there is none.
  ///
  /// Whole numbers are seconds since 1970 only in a column that is named as a time.
  private static func timeFormat(_ column: Column, _ texts: [String]) -> String? {
    guard let first = texts.first else { return nil }
    func holds(_ pattern: String) -> Bool {
      guard let format = TimestampFormat(pattern) else { return false }
      return format.timestamp(first) != nil && texts.allSatisfy { format.timestamp($0) != nil }
    }
    switch column.values {
    case .timestamps: return "iso8601"
    case .numbers:
      let name = column.name.lowercased()
      guard ["time", "date", "_at", "created"].contains(where: name.contains) else { return nil }
      return ["epoch_s", "epoch_ms"].first(where: holds)
    default: return patterns.first(where: holds)
    }
  }
}

extension DataProblems {
  /// Whether the text is in another encoding than was thought.
  fileprivate var areOfEncoding: Bool {
    problems.contains { problem in
      if case .invalidUTF8 = problem.kind { true } else { false }
    }
  }
}

public import FeatureExtraction
public import Tables
public import YAMLDocuments

/// A points table as teams keep it: characteristic, value, points, one line each.
public struct TeamTable: Sendable {
  /// One line.
  private struct Line {
    let value: String
    let points: Double
    let place: Place
  }

  /// One characteristic with its lines.
  private struct Characteristic {
    let name: String
    var lines: [Line]
  }

  private let characteristics: [Characteristic]

  /// Reads a table with the columns `characteristic`, `value` and `points`, in any case.
  ///
  /// A line may hold several values and as many points, parted by ` / `; a characteristic left empty
  /// is that of the line above.
  ///
  /// - Throws: all problems of the lines, each with its place.
  public init(_ table: Table) throws(ConfigurationProblems) {
    var problems = ConfigurationProblems()
    let columns = ["characteristic", "value", "points"].map { name in
      table.columns.first { $0.name.folded == name }
    }
    let start = Place(file: table.source, line: 1, column: 1)
    guard let names = columns[0], let values = columns[1], let points = columns[2] else {
      throw ConfigurationProblems([
        ConfigurationProblem(.specific(TeamTableFlaw.columns(table.columns.map(\.name))), at: start)
      ])
    }
    var characteristics: [Characteristic] = []
    for row in 0..<table.rowCount {
      let place = table.place(ofRow: row)
      let name = names.text(row) ?? characteristics.last?.name
      guard let name, let value = values.text(row), let text = points.text(row) else {
        problems.append(ConfigurationProblem(.specific(TeamTableFlaw.emptyCell), at: place))
        continue
      }
      let parts = (value.parts, text.parts)
      guard parts.0.count == parts.1.count else {
        let flaw = TeamTableFlaw.unequal(values: parts.0.count, points: parts.1.count)
        problems.append(ConfigurationProblem(.specific(flaw), at: place))
        continue
      }
      for (value, text) in zip(parts.0, parts.1) {
        guard let number = text.number, number.magnitude <= YAMLNode.pointsLimit else {
          let flaw = TeamTableFlaw.notPoints(text)
          problems.append(ConfigurationProblem(.specific(flaw), at: place))
          continue
        }
        let line = Line(value: value, points: number, place: place)
        if let index = characteristics.firstIndex(where: { $0.name.folded == name.folded }) {
          characteristics[index].lines.append(line)
        } else {
          characteristics.append(Characteristic(name: name, lines: [line]))
        }
      }
    }
    try problems.throwIfAny()
    self.characteristics = characteristics
  }

  /// The table as a book.
  ///
  /// Values that are all ranges of numbers, such as `50-99` or `1,000+`, become bands; all others
  /// texts of which the first that fits gives the points. A characteristic is the column of its name
  /// unless it is told another.
  ///
  /// - Parameters:
  ///   - name: The name of the book.
  ///   - columns: The columns of characteristics that are not called like theirs.
  ///   - kinds: The kinds of data of characteristics that are not explicit.
  /// - Returns: The book, one group per characteristic, without tiers.
  /// - Throws: ranges that overlap and whatever else a book cannot hold, with places in the table.
  public func book(
    name: String, columns: [String: String] = [:], kinds: [String: FeatureKind] = [:]
  ) throws(ConfigurationProblems) -> RuleBook {
    var problems = ConfigurationProblems()
    var groups: [RuleGroupDraft] = []
    for characteristic in characteristics {
      let key = characteristic.name.folded
      let column = columns.first { $0.key.folded == key }?.value ?? characteristic.name
      let kind = kinds.first { $0.key.folded == key }?.value ?? .explicit
      let ranges = characteristic.lines.compactMap { NumberRange(band: $0.value.band) }
      guard ranges.count == characteristic.lines.count else {
        groups.append(
          RuleGroupDraft(
            name: characteristic.name, kind: kind,
            rules: characteristic.lines.map { line in
              (.values(column: column, [line.value]), line.points)
            }))
        continue
      }
      let order = ranges.indices.sorted { ranges[$0].lower < ranges[$1].lower }
      for (one, next) in zip(order, order.dropFirst()) where ranges[next].lower < ranges[one].upper
      {
        let lines = characteristic.lines
        let flaw = RuleBookFlaw.overlap(lines[one].value, lines[next].value)
        problems.append(ConfigurationProblem(.specific(flaw), at: lines[max(one, next)].place))
      }
      groups.append(
        RuleGroupDraft(
          name: characteristic.name, kind: kind, column: column,
          bands: order.map { index in
            (characteristic.lines[index].value.band, characteristic.lines[index].points)
          }))
    }
    try problems.throwIfAny()
    return try RuleBook(name: name, groups: groups)
  }
}

/// What can be wrong with a team's table.
public enum TeamTableFlaw: Sendable, Equatable, CustomStringConvertible {
  /// The columns are not those of such a table.
  case columns([String])
  /// A line without a characteristic, a value or points.
  case emptyCell
  /// A line with another number of values than of points.
  case unequal(values: Int, points: Int)
  /// Something that is no number of points.
  case notPoints(String)

  /// The flaw in words.
  public var description: String {
    switch self {
    case .columns(let names):
      "the columns must be characteristic, value and points; found "
        + names.prefix(8).map { "\"\($0.displayed())\"" }.joined(separator: ", ")
    case .emptyCell: "characteristic, value and points must all be given"
    case .unequal(let values, let points):
      "\(values) values and \(points) points: give one number for each value"
    case .notPoints(let text): "\"\(text.displayed())\" is not a number of points"
    }
  }
}

extension String {
  /// The parts between slashes that have blanks around them.
  fileprivate var parts: [String] {
    var parts: [String] = []
    var rest = self[...]
    while let slash = rest.firstRange(of: " / ") {
      parts.append(String(rest[..<slash.lowerBound]))
      rest = rest[slash.upperBound...]
    }
    return (parts + [String(rest)]).map { text in
      let body = text.drop(while: \.isWhitespace)
      return String(body.reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  /// The text as a band's key: without thousands separators and blanks, with a plain dash.
  fileprivate var band: String {
    filter { $0 != " " && $0 != "," }.replacing("–", with: "-")
  }
}

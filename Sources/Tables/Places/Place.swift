/// A position in a text file, as editors and compilers print it: `leads.csv:1042:17`.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it.
  public let file: String
  /// The physical line, from 1.
  public let line: Int
  /// The position in the line in Unicode scalars, from 1.
  public let column: Int

  /// A place in a file.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The clickable form `file:line:column`.
  public var description: String { "\(file.displayed(limit: 4096)):\(line):\(column)" }
}

extension Place: Comparable {
  /// Whether a place comes before another in the same file.
  public static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

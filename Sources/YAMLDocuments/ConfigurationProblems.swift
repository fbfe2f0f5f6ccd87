internal import Tables

/// All problems of one configuration file, gathered before any is reported.
public struct ConfigurationProblems: Error, Sendable {
  /// How many problems are kept; the rest are only counted.
  public static let limit = 20

  /// The first problems, in the order of the file.
  public private(set) var problems: [ConfigurationProblem] = []
  /// How many problems there are, kept or not.
  public private(set) var total = 0

  /// No problems.
  public init() {}

  /// The given problems.
  public init(_ problems: some Sequence<ConfigurationProblem>) {
    for problem in problems { append(problem) }
  }

  /// Whether nothing is wrong.
  public var isEmpty: Bool { total == 0 }

  /// Adds a problem in its place in the file.
  public mutating func append(_ problem: ConfigurationProblem) {
    total += 1
    let index = problems.firstIndex { problem.isBefore($0) } ?? problems.endIndex
    problems.insert(problem, at: index)
    if problems.count > ConfigurationProblems.limit { problems.removeLast() }
  }

  /// Adds problems, each in its place in the file.
  public mutating func append(_ problems: [ConfigurationProblem]) {
    for problem in problems { append(problem) }
  }

  /// The value of an expression that may throw, or nil with its problem added to the list.
  ///
  /// Written `problems.gather(try node.double())`.
  public mutating func gather<Value>(
    _ value: @autoclosure () throws(ConfigurationProblem) -> Value
  ) -> Value? {
    do {
      return try value()
    } catch {
      append(error)
      return nil
    }
  }

  /// Throws the list unless it is empty.
  ///
  /// - Throws: itself.
  public func throwIfAny() throws(ConfigurationProblems) {
    guard isEmpty else { throw self }
  }
}

extension ConfigurationProblems: CustomStringConvertible {
  /// One line per problem, and a last line with the total when some are not shown.
  public var description: String {
    var lines = problems.map(\.description)
    if total > problems.count {
      lines.append("\(total) problems, the first \(problems.count) shown")
    }
    return lines.joined(separator: "\n")
  }
}

extension ConfigurationProblem {
  fileprivate func isBefore(_ other: ConfigurationProblem) -> Bool {
    (place.line, place.column) < (other.place.line, other.place.column)
  }
}

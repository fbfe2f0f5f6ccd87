/// Problems found together: the first of them, and how many there are in all.
public struct DataProblems: Error, Sendable, Equatable, CustomStringConvertible {
  /// At most 20 problems, in file order.
  public private(set) var problems: [DataProblem] = []
  /// How many there are in all.
  public private(set) var total = 0

  /// The most problems kept with their places.
  public static let shownLimit = 20

  /// A collection of problems, empty unless some are given.
  public init(_ problems: [DataProblem] = []) {
    for problem in problems { append(problem) }
  }

  /// The first of more problems than are known with their places; none when none is given.
  public init(_ problems: [DataProblem], total: Int) {
    self.init(problems)
    if !isEmpty { self.total = max(total, problems.count) }
  }

  /// Whether nothing is wrong.
  public var isEmpty: Bool { total == 0 }

  /// Adds one problem; the place is only worked out when it will be shown.
  mutating func append(_ problem: @autoclosure () -> DataProblem) {
    total += 1
    if problems.count < DataProblems.shownLimit { problems.append(problem()) }
  }

  /// Adds problems of later places.
  mutating func append(_ other: DataProblems) {
    total += other.total
    problems += other.problems.prefix(DataProblems.shownLimit - problems.count)
  }

  /// Adds problems of the same part of a file, each at its place.
  mutating func merge(_ other: DataProblems) {
    guard !other.isEmpty else { return }
    total += other.total
    let all = problems + other.problems
    let order = all.indices.sorted { (all[$0].place, $0) < (all[$1].place, $1) }
    problems = order.prefix(DataProblems.shownLimit).map { all[$0] }
  }

  /// The same problems, each replaced.
  func map(_ replace: (DataProblem) -> DataProblem) -> DataProblems {
    var copy = self
    copy.problems = problems.map(replace)
    return copy
  }

  /// The same problems with their kinds replaced.
  func mapKinds(_ replace: (DataProblem.Kind) -> DataProblem.Kind) -> DataProblems {
    map { DataProblem(place: $0.place, column: $0.column, kind: replace($0.kind)) }
  }

  /// Throws the problems when there are any.
  public func throwIfAny() throws { if !isEmpty { throw self } }

  /// One line per shown problem, and a last line with the total when it is larger.
  public var description: String {
    var lines = problems.map(\.description)
    if total > problems.count { lines.append("\(total) problems in all") }
    return lines.joined(separator: "\n")
  }
}

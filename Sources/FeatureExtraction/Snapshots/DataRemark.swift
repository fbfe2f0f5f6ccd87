internal import Tables

/// Something in a project's data that is hardly meant, though no row of them is wrong.
public enum DataRemark: Sendable, Equatable {
  /// A value and how many rows have it.
  public struct ValueCount: Sendable, Equatable {
    /// The value.
    public let value: String
    /// How many rows have it.
    public let count: Int
  }

  /// The name of an event that no event has.
  public struct UnknownEvent: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The name of an event that it may have been meant to be; nil when none is near.
    public let nearest: String?
  }

  /// Names that features or rules give to events and no event has, each with the nearest.
  case unknownEvents([UnknownEvent])
  /// Statuses that are neither won nor lost and count as open, where nobody says which are open.
  case unknownStatuses(column: String, [ValueCount])
  /// Values of an ordered column that are not in its order.
  case unlistedValues(column: String, [ValueCount])
}

extension DataRemark: CustomStringConvertible {
  /// How many values are shown.
  private static let shownValues = 5

  /// The remark in words.
  public var description: String {
    switch self {
    case .unknownEvents(let events):
      let names = events.map { event in
        event.name.shown + (event.nearest.map { " (did you mean \($0.shown)?)" } ?? "")
      }
      return "no event is called \(names.joined(separator: " or ")): features and rules that look"
        + " for it find none"
    case .unknownStatuses(let column, let values):
      return "column \(column.shown): \(DataRemark.words(values)) neither won nor lost and"
        + " \(values.count == 1 ? "counts" : "count") as open; list the open ones beside them"
        + " (open: […]) to have others refused"
    case .unlistedValues(let column, let values):
      return "column \(column.shown): \(DataRemark.words(values)) not in its order and"
        + " treated as unknown"
    }
  }

  /// The values with their counts and a verb: `"HIGH" (3) and 2 more are`.
  private static func words(_ values: [ValueCount]) -> String {
    let shown = values.prefix(shownValues).map { "\($0.value.shown) (\($0.count))" }
    let rest = values.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
      + (values.count == 1 ? " is" : " are")
  }
}

extension String {
  fileprivate var shown: String { "\"\(displayed())\"" }
}

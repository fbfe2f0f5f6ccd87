public import Tables

/// An alarm that is known: not said again until a day, with the reason why.
public struct Silence: Sendable, Equatable {
  /// The column or other subject, as findings name it.
  public let subject: String
  /// The only check that is meant; nil for all of the subject.
  public let check: Finding.Check?
  /// The moment from which on it is said again.
  public let until: Timestamp
  /// Why nothing needs to be done until then.
  public let reason: String

  /// A silence of a subject.
  public init(subject: String, check: Finding.Check? = nil, until: Timestamp, reason: String) {
    self.subject = subject
    self.check = check
    self.until = until
    self.reason = reason
  }

  /// Whether a finding of a night is meant.
  func includes(_ finding: Finding, asOf moment: Timestamp) -> Bool {
    finding.subject == subject && (check ?? finding.check) == finding.check && moment < until
  }

  /// The reason and the end, in words.
  var text: String { "silenced until \(until): \(reason)" }
}

extension [Silence] {
  /// The silences in a CSV file with the columns `subject`, `check` (may be empty), `until` and
  /// `reason`.
  ///
  /// - Throws: what reading throws, or ``SilenceProblem`` with the place of a line that is none.
  public init(path: String) throws {
    let file = try CSVFile(path)
    let names = ["subject", "check", "until", "reason"]
    try file.require(names)
    let table = try file.read(
      kinds: Dictionary(uniqueKeysWithValues: names.map { ($0, ColumnKind.text) }),
      only: Set(names),
      threads: 1)
    self = try (0..<table.rowCount).map { row in
      func text(_ column: String) -> String? { table[column]?.text(row) }
      let place = table.place(ofRow: row)
      guard let subject = text("subject"), let reason = text("reason") else {
        throw SilenceProblem.incomplete(place)
      }
      guard let until = text("until").flatMap(TimestampFormat.iso8601.timestamp) else {
        throw SilenceProblem.noEnd(place)
      }
      let check = try text("check").map { name in
        guard let check = Finding.Check(rawValue: name) else {
          throw SilenceProblem.unknownCheck(name, place)
        }
        return check
      }
      return Silence(subject: subject, check: check, until: until, reason: reason)
    }
  }
}

/// Why a line says nothing of what is to be silent.
public enum SilenceProblem: Error, Sendable, Equatable {
  /// The subject or the reason is missing.
  case incomplete(Place)
  /// The moment until which it holds is missing or none.
  case noEnd(Place)
  /// There is no check of the name.
  case unknownCheck(String, Place)
}

extension SilenceProblem: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .incomplete(let place): "\(place): a silence needs a subject and a reason"
    case .noEnd(let place):
      "\(place): a silence needs an end as \"until\", such as 2026-08-01: nothing is silent for ever"
    case .unknownCheck(let name, let place):
      "\(place): there is no check \"\(name.displayed())\"; there are: "
        + Finding.Check.allCases.map(\.rawValue).joined(separator: ", ")
    }
  }
}

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
public import Tables

/// Why a night run ended without writing.
public enum NightProblem: Error, Sendable, Equatable {
  /// Another run holds the lock on the folder of runs.
  case locked(path: String)
  /// The lock or the folder of runs cannot be used; the system's error number.
  case noLock(path: String, errno: Int32)
  /// The project says nothing of what its scores are for.
  case noPurpose(project: String)
  /// The project names no place to write to.
  case nothingToWrite(project: String)
  /// The project says nothing of how long scores are kept.
  case noRetention(project: String)
  /// Rows of the data are wrong; where they are is in a file, values are nowhere.
  case rejected(total: Int, first: Place, column: String?, code: String, file: String)
  /// A file of an earlier run is not what it should be.
  case damaged(path: String, reason: String)
}

extension NightProblem: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .locked(let path):
      "\(path.displayed(limit: 4096)): another run is under way; try again when it has ended"
    case .noLock(let path, let code):
      unsafe "\(path.displayed(limit: 4096)): cannot be locked: \(String(cString: strerror(code)))"
    case .noPurpose(let project):
      "\(project.displayed(limit: 4096)): a night run needs \"purpose\": say what the scores are for"
    case .nothingToWrite(let project):
      "\(project.displayed(limit: 4096)): a night run needs \"write\": say where scores go, such as"
        + " {to: sqlite:scores.db#lead_scores} or {to: scores.csv}"
    case .noRetention(let project):
      "\(project.displayed(limit: 4096)): \"retention_days\" is missing: say how long scores are kept"
    case .rejected(let total, let first, let column, let code, let file):
      "\(first)" + (column.map { ": column \"\($0.displayed())\"" } ?? "") + ": \(code);"
        + " \(total) problem\(total == 1 ? "" : "s") in all, nothing was written,"
        + " see \(file.displayed(limit: 4096))"
    case .damaged(let path, let reason): "\(path.displayed(limit: 4096)): \(reason)"
    }
  }
}

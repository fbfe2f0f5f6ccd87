internal import CPostgreSQL
internal import Tables

/// What a server says of a statement that failed.
struct ServerError {
  /// The five characters of SQLSTATE; empty when the server said nothing.
  let state: String
  /// The message without details, which may quote a row.
  let message: String

  init(_ result: OpaquePointer) {
    state =
      unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C")))
      .map { unsafe String(cString: $0) } ?? ""
    message =
      unsafe PQresultErrorField(result, Int32(UInt8(ascii: "M")))
      .map { unsafe String(cString: $0) } ?? ""
  }

  /// The problem in the terms of any database, by the class of SQLSTATE.
  func problem(database: String, isConnectionLost: Bool) -> DatabaseProblem {
    let reason = message.isEmpty ? "the connection was lost" : message
    // 57P01 to 57P03: terminated by an administrator, crashed, or not ready yet.
    if isConnectionLost || state.hasPrefix("57P") || state.hasPrefix("08") || state.isEmpty {
      return .unavailable(database: database, reason: reason)
    }
    switch state {
    case "55P03", "40001", "40P01", "57014", "25P03", "53300":
      return .busy(database: database, reason: reason)
    case "42501", "25006": return .denied(database: database, reason: reason)
    default:
      // 42 is a query that cannot be: malformed, or of tables that are not there.
      if state.hasPrefix("42") { return .malformed(database: database, reason: reason) }
      let isRefusal = ["22", "23", "44", "P0"].contains { state.hasPrefix($0) }
      return isRefusal
        ? .refused(database: database, reason: reason)
        : .failed(database: database, reason: reason)
    }
  }

  /// The problem of a connection that did not come about, of which there is only a text.
  static func connectionProblem(_ reason: String, database: String) -> DatabaseProblem {
    let isDenied = [
      "password authentication failed", "no password supplied", "Peer authentication failed",
      "no pg_hba.conf entry", "pg_hba.conf rejects", "permission denied",
      "group or world access",
    ].contains(where: reason.contains)
    return isDenied
      ? .denied(database: database, reason: reason)
      : .unavailable(database: database, reason: reason)
  }
}

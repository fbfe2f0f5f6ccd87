internal import CPostgreSQL
internal import Tables

/// Where a connection string leads, with service file and environment taken into account.
struct ConnectionTarget {
  /// The host and the database, for messages.
  let name: String
  private let parameters: [(keyword: String, value: String)]

  /// Resolves a connection string without sending a password to anybody.
  ///
  /// - Throws: `DatabaseProblem` when it is malformed or holds a password.
  init(_ connection: String) throws(DatabaseProblem) {
    let written = try ConnectionTarget.parsed(connection)
    // The start of a connection resolves its parameters; nothing is sent until it is polled.
    let probe = unsafe withParameters(written + [("client_encoding", "UTF8")]) {
      unsafe PQconnectStartParams($0, $1, 0)
    }
    defer { unsafe PQfinish(probe) }
    let options = unsafe PQconninfo(probe)
    defer { unsafe PQconninfoFree(options) }
    let resolved = unsafe ConnectionTarget.values(options)
    let host = resolved["hostaddr"] ?? resolved["host"] ?? ""
    let database = resolved["dbname"] ?? written.first { $0.keyword == "service" }?.value ?? ""
    name = "postgresql://\(host.isEmpty ? "local socket" : host)/\(database)"
    var parameters = written
    for (keyword, value) in ConnectionTarget.limits where resolved[keyword] == nil {
      parameters.append((keyword, value))
    }
    // Only a mode that somebody wrote down may be weaker than checking who the server is.
    if !ConnectionTarget.isLocal(host), resolved["sslmode"] ?? "prefer" == "prefer" {
      parameters.append(("sslmode", "verify-full"))
    }
    self.parameters = parameters
  }

  /// Limits for waiting, where nobody set others: connecting, and a network that falls silent.
  private static let limits = [
    ("connect_timeout", "10"), ("tcp_user_timeout", "30000"), ("keepalives_idle", "30"),
    ("keepalives_interval", "10"), ("application_name", "leadscore"),
  ]

  /// Connects; the result may be a connection that failed.
  func connect() -> OpaquePointer? {
    unsafe withParameters(parameters) { unsafe PQconnectdbParams($0, $1, 0) }
  }

  /// Whether all hosts of a list are Unix sockets or this machine.
  static func isLocal(_ hosts: String) -> Bool {
    hosts.split(separator: ",").allSatisfy { host in
      host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host == "::1"
        || host.hasPrefix("127.")
    }
  }

  private static func parsed(_ connection: String) throws(DatabaseProblem) -> [(
    keyword: String, value: String
  )] {
    // In both forms of a connection string; nothing before the first colon belongs to it.
    let text = connection.hasPrefix("//") ? "postgresql:" + connection : connection
    var message: UnsafeMutablePointer<CChar>?
    let options = unsafe PQconninfoParse(text, &message)
    defer {
      unsafe PQconninfoFree(options)
      unsafe PQfreemem(message)
    }
    guard unsafe options != nil else {
      // The parser's own message may quote a part of the string.
      throw .unavailable(database: "postgresql", reason: "the connection string is malformed")
    }
    let values = unsafe values(options)
    guard values["password"] == nil, values["sslpassword"] == nil else {
      throw .denied(
        database: "postgresql", reason: DatabaseAddressError.passwordGiven(.postgresql).description)
    }
    return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func values(_ options: UnsafeMutablePointer<PQconninfoOption>?) -> [String:
    String]
  {
    var values: [String: String] = [:]
    guard var option = unsafe options else { return values }
    while let keyword = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        unsafe values[String(cString: keyword)] = unsafe String(cString: value)
      }
      unsafe option += 1
    }
    return values.filter { !$0.value.isEmpty }
  }
}

/// Keywords and values as the lists of C strings that libpq takes, each ended by nil.
private func withParameters<Result>(
  _ parameters: [(keyword: String, value: String)],
  _ body: ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) -> Result
) -> Result {
  var keywords: [UnsafePointer<CChar>?] = unsafe []
  var values: [UnsafePointer<CChar>?] = unsafe []
  func next(_ index: Int) -> Result {
    guard index < parameters.count else {
      return unsafe body(keywords + [nil], values + [nil])
    }
    return unsafe parameters[index].keyword.withCString { keyword in
      unsafe parameters[index].value.withCString { value in
        unsafe keywords.append(keyword)
        unsafe values.append(value)
        return next(index + 1)
      }
    }
  }
  return next(0)
}

internal import CPostgreSQL
internal import Tables

/// A connection to a PostgreSQL server, used by one thread at a time.
///
/// No wait is endless: connecting, locks, statements and a silent network all have limits.
@safe final class PostgreSQLConnection {
  /// The host and the database, for messages; never a password.
  let name: String
  private let handle: OpaquePointer

  /// Connects with a connection string of libpq, such as `service=crm`.
  ///
  /// - Throws: `DatabaseProblem` when the server cannot be reached or refuses.
  init(_ connection: String) throws(DatabaseProblem) {
    let target = try ConnectionTarget(connection)
    name = target.name
    guard let handle = unsafe target.connect() else {
      throw .unavailable(database: target.name, reason: "out of memory")
    }
    unsafe self.handle = unsafe handle
    guard unsafe PQstatus(handle) == CONNECTION_OK else {
      // The connection is whole by now, so deinit frees it.
      throw ServerError.connectionProblem(
        unsafe PostgreSQLConnection.message(handle), database: target.name)
    }
    // Notices of the server are no output of ours.
    unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
    try execute(PostgreSQLConnection.session)
  }

  deinit { unsafe PQfinish(handle) }

  /// What every session is set to: names are looked up nowhere unless qualified, texts are written
  /// one way, rows come in the order of the table, and no wait is endless.
  ///
  /// From version 14 on, a server also ends the work, and gives back the locks, of a client that
  /// is no more.
  private static let session = """
    SET search_path = '';
    SET TimeZone = 'UTC';
    SET DateStyle = 'ISO';
    SET IntervalStyle = 'postgres';
    SET extra_float_digits = 1;
    SET bytea_output = 'hex';
    SET client_encoding = 'UTF8';
    SET synchronize_seqscans = off;
    SET max_parallel_workers_per_gather = 0;
    SET lock_timeout = '5s';
    SET statement_timeout = '30min';
    SET idle_in_transaction_session_timeout = '30min';
    SELECT pg_catalog.set_config(name, '2s', false) FROM pg_catalog.pg_settings
      WHERE name OPERATOR(pg_catalog.=) 'client_connection_check_interval'
    """

  static func message(_ handle: OpaquePointer) -> String {
    unsafe String(cString: PQerrorMessage(handle))
  }

  /// Runs statements without parameters and without rows.
  ///
  /// - Throws: `DatabaseProblem`.
  func execute(_ sql: String) throws(DatabaseProblem) {
    let result = unsafe PQexec(handle, sql)
    defer { unsafe PQclear(result) }
    guard unsafe [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
      throw unsafe problem(result)
    }
  }

  /// Runs one statement with values as parameters.
  ///
  /// - Returns: The rows as texts, nil for `NULL`, and how many rows a change touched.
  /// - Throws: `DatabaseProblem`.
  @discardableResult
  func query(_ sql: String, _ values: [String?] = []) throws(DatabaseProblem) -> (
    rows: [[String?]], changed: Int
  ) {
    let result = unsafe withCStrings(values) { pointers in
      unsafe PQexecParams(handle, sql, Int32(pointers.count), nil, pointers, nil, nil, 0)
    }
    defer { unsafe PQclear(result) }
    guard unsafe [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
      throw unsafe problem(result)
    }
    let (rows, columns) = unsafe (PQntuples(result), PQnfields(result))
    let texts = (0..<rows).map { row in
      (0..<columns).map { column -> String? in
        unsafe PQgetisnull(result, row, column) == 1
          ? nil : String(cString: PQgetvalue(result, row, column))
      }
    }
    return (texts, unsafe Int(String(cString: PQcmdTuples(result))) ?? 0)
  }

  /// The columns of a query, which must be one statement; it is not run.
  ///
  /// - Throws: `DatabaseProblem`, also for several statements.
  func columns(of query: String) throws(DatabaseProblem) -> [String] {
    let prepared = unsafe PQprepare(handle, "", query, 0, nil)
    defer { unsafe PQclear(prepared) }
    guard unsafe PQresultStatus(prepared) == PGRES_COMMAND_OK else {
      throw unsafe problem(prepared)
    }
    let described = unsafe PQdescribePrepared(handle, "")
    defer { unsafe PQclear(described) }
    guard unsafe PQresultStatus(described) == PGRES_COMMAND_OK else {
      throw unsafe problem(described)
    }
    return (0..<(unsafe PQnfields(described))).map {
      unsafe String(cString: PQfname(described, $0))
    }
  }

  /// Runs `COPY … TO STDOUT` and hands on its bytes, row by row.
  ///
  /// - Throws: `DatabaseProblem`, or what `consume` throws.
  func copyOut(_ sql: String, consume: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let start = unsafe PQexec(handle, sql)
    defer { unsafe PQclear(start) }
    guard unsafe PQresultStatus(start) == PGRES_COPY_OUT else { throw unsafe problem(start) }
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let count = unsafe PQgetCopyData(handle, &buffer, 0)
      guard count > 0, let bytes = unsafe buffer else { break }
      defer { unsafe PQfreemem(bytes) }
      try unsafe bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        try unsafe consume(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
    try finishCopy()
  }

  /// Runs `COPY … FROM STDIN` with the bytes that `produce` hands over.
  ///
  /// - Throws: `DatabaseProblem`, or what `produce` throws; then nothing is copied.
  func copyIn(_ sql: String, produce: (([UInt8]) throws -> Void) throws -> Void) throws {
    let start = unsafe PQexec(handle, sql)
    defer { unsafe PQclear(start) }
    guard unsafe PQresultStatus(start) == PGRES_COPY_IN else { throw unsafe problem(start) }
    do {
      try produce { bytes in
        let sent = unsafe bytes.withUnsafeBytes { buffer in
          unsafe PQputCopyData(
            handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        guard sent == 1 else { throw lostConnection() }
      }
    } catch {
      _ = unsafe PQputCopyEnd(handle, "given up")
      while let result = unsafe PQgetResult(handle) { unsafe PQclear(result) }
      throw error
    }
    guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw lostConnection() }
    try finishCopy()
  }

  /// Takes what the server says of a copy; all of it, so that the next statement can be sent.
  private func finishCopy() throws(DatabaseProblem) {
    var failure: DatabaseProblem?
    while let result = unsafe PQgetResult(handle) {
      if unsafe PQresultStatus(result) != PGRES_COMMAND_OK, failure == nil {
        failure = unsafe problem(result)
      }
      unsafe PQclear(result)
      if unsafe PQstatus(handle) != CONNECTION_OK { break }
    }
    if let failure { throw failure }
    if unsafe PQstatus(handle) != CONNECTION_OK { throw lostConnection() }
  }

  private func lostConnection() -> DatabaseProblem {
    .unavailable(database: name, reason: unsafe PostgreSQLConnection.message(handle))
  }

  private func problem(_ result: OpaquePointer?) -> DatabaseProblem {
    let isLost = unsafe PQstatus(handle) != CONNECTION_OK
    guard let result = unsafe result else { return lostConnection() }
    return unsafe ServerError(result).problem(database: name, isConnectionLost: isLost)
  }
}

/// Texts as C strings for the length of a call; nil stays nil.
private func withCStrings<Result>(
  _ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
  var pointers: [UnsafePointer<CChar>?] = unsafe []
  func next(_ index: Int) -> Result {
    guard index < texts.count else { return unsafe body(pointers) }
    guard let text = texts[index] else {
      unsafe pointers.append(nil)
      return next(index + 1)
    }
    return unsafe text.withCString { pointer in
      unsafe pointers.append(pointer)
      return next(index + 1)
    }
  }
  return next(0)
}

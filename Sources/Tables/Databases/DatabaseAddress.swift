/// Which rows of a database are meant.
public enum DatabaseRelation: Sendable, Equatable {
  /// All rows of a table or a view, written `name` or `schema.name`.
  case table(String)
  /// The rows of a query, which may only read.
  case query(String)
}

/// Rows in a database, as `sqlite:crm.db#leads` or `postgresql:service=crm#public.leads` name them.
public struct DatabaseAddress: Sendable, Equatable {
  /// The databases that can be read and written.
  public enum Kind: String, Sendable, CaseIterable {
    /// A file.
    case sqlite
    /// A server, found by a connection string of libpq.
    case postgresql
  }

  /// The kind of database.
  public let kind: Kind
  /// The path of the file, or the connection string, which never holds a password.
  public let database: String
  /// The rows.
  public let relation: DatabaseRelation

  /// An address made of its parts.
  public init(kind: Kind, database: String, relation: DatabaseRelation) {
    self.kind = kind
    self.database = database
    self.relation = relation
  }

  /// The address that a text is; nil when the text names a file.
  ///
  /// - Parameters:
  ///   - text: `sqlite:PATH#TABLE` or `postgresql:CONNECTION#TABLE`.
  ///   - query: A query in place of the table.
  /// - Throws: ``DatabaseAddressError``.
  public init?(_ text: String, query: String? = nil) throws(DatabaseAddressError) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = text[..<colon] == "postgres" ? "postgresql" : String(text[..<colon])
    guard let kind = Kind(rawValue: scheme) else { return nil }
    let rest = text[text.index(after: colon)...]
    let mark = rest.lastIndex(of: "#")
    let database = String(rest[..<(mark ?? rest.endIndex)])
    let table = mark.map { String(rest[rest.index(after: $0)...]) } ?? ""
    if kind == .postgresql, DatabaseAddress.holdsPassword(database) {
      throw .passwordGiven(kind)
    }
    guard !database.isEmpty || kind == .postgresql else { throw .noDatabase(kind) }
    guard table.isEmpty != (query == nil) else {
      throw query == nil ? .noTable(kind) : .tableAndQuery(table)
    }
    self.init(
      kind: kind, database: database, relation: query.map(DatabaseRelation.query) ?? .table(table))
  }

  /// The same rows of a database at another path.
  public func with(database: String) -> DatabaseAddress {
    DatabaseAddress(kind: kind, database: database, relation: relation)
  }

  /// The address of another table of the same database.
  public func with(table: String) -> DatabaseAddress {
    DatabaseAddress(kind: kind, database: database, relation: .table(table))
  }

  /// The name of the table; nil for a query.
  public var table: String? {
    if case .table(let name) = relation { name } else { nil }
  }

  /// Whether a connection string carries a password, in either of its forms.
  private static func holdsPassword(_ connection: String) -> Bool {
    let text = connection.lowercased().filter { !$0.isWhitespace }
    if ["password=", "passwd=", "pgpassword="].contains(where: text.contains) { return true }
    guard let slashes = text.firstRange(of: "//") else { return false }
    let authority = text[slashes.upperBound...].prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@") else { return false }
    return authority[..<at].contains(":")
  }
}

extension DatabaseAddress: CustomStringConvertible {
  /// The address as it is written, for messages.
  public var description: String {
    switch relation {
    case .table(let name): "\(kind.rawValue):\(database)#\(name)"
    case .query: "\(kind.rawValue):\(database) (query)"
    }
  }
}

/// Why a text is no address in a database.
public enum DatabaseAddressError: Error, Sendable, Equatable {
  /// A password stands in the address, where everybody can read it; it is not repeated here.
  case passwordGiven(DatabaseAddress.Kind)
  /// No file is named.
  case noDatabase(DatabaseAddress.Kind)
  /// Neither a table nor a query is named.
  case noTable(DatabaseAddress.Kind)
  /// Both a table and a query are named.
  case tableAndQuery(String)
}

extension DatabaseAddressError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .passwordGiven(let kind):
      "\(kind.rawValue): a password in an address can be read by everybody; put it into ~/.pgpass"
        + " or a service file and leave it out here"
    case .noDatabase(let kind):
      "\(kind.rawValue): names no file; write \(kind.rawValue):crm.db#leads"
    case .noTable(let kind):
      "\(kind.rawValue): names no table; write "
        + (kind == .sqlite ? "sqlite:crm.db#leads" : "postgresql:service=crm#public.leads")
    case .tableAndQuery(let table):
      "table \"\(table.displayed())\" and a query exclude each other"
    }
  }
}

internal import Tables

/// A table or view as the server's catalogue knows it.
struct Relation {
  /// A column and its type.
  struct Column {
    let name: String
    let type: String
  }

  let schema: String
  let name: String
  let columns: [Column]
  /// The columns of the primary key; empty for a view.
  let key: [String]

  /// Looks up `name` or `schema.name`; a name alone is in the schema `public`.
  ///
  /// - Throws: `DatabaseProblem/unknownTable` with the tables that there are.
  init(_ wanted: String, on connection: PostgreSQLConnection) throws(DatabaseProblem) {
    guard let found = try Relation.find(wanted, on: connection) else {
      throw .unknownTable(
        wanted, database: connection.name, available: try Relation.all(on: connection))
    }
    self = found
  }

  private init(schema: String, name: String, columns: [Column], key: [String]) {
    self.schema = schema
    self.name = name
    self.columns = columns
    self.key = key
  }

  /// The relation of a name, nil when there is none.
  static func find(_ wanted: String, on connection: PostgreSQLConnection) throws(DatabaseProblem)
    -> Relation?
  {
    let (schema, name) = split(wanted)
    try refuseLongNames([schema, name], database: connection.name)
    let columns = try connection.query(
      """
      SELECT a.attname, pg_catalog.format_type(a.atttypid, NULL)
      FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
      WHERE n.nspname OPERATOR(pg_catalog.=) $1 AND c.relname OPERATOR(pg_catalog.=) $2
        AND c.relkind IN ('r', 'v', 'm', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """, [schema, name]
    ).rows
    guard !columns.isEmpty else { return nil }
    let key = try connection.query(
      """
      SELECT a.attname
      FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
        CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
          AND a.attnum OPERATOR(pg_catalog.=) k.attnum
      WHERE n.nspname OPERATOR(pg_catalog.=) $1 AND c.relname OPERATOR(pg_catalog.=) $2
        AND i.indisprimary
      ORDER BY k.place
      """, [schema, name]
    ).rows
    return Relation(
      schema: schema, name: name,
      columns: columns.map { Column(name: $0[0] ?? "", type: $0[1] ?? "") },
      key: key.compactMap { $0[0] })
  }

  /// The schema and the name in it; without a schema, `public`.
  static func split(_ written: String) -> (schema: String, name: String) {
    guard let dot = written.firstIndex(of: ".") else { return ("public", written) }
    return (String(written[..<dot]), String(written[written.index(after: dot)...]))
  }

  /// Refuses names of which a server would keep the first bytes only, and so take one for another.
  static func refuseLongNames(_ names: [String], database: String) throws(DatabaseProblem) {
    guard let name = names.first(where: { $0.utf8.count > SQLIdentifier.limit }) else { return }
    throw .refused(
      database: database,
      reason:
        "\"\(name)\" has \(name.utf8.count) bytes; a server keeps \(SQLIdentifier.limit) of a name"
        + " and would take it for any other that begins with them")
  }

  private static func all(on connection: PostgreSQLConnection) throws(DatabaseProblem) -> [String] {
    try connection.query(
      """
      SELECT n.nspname || '.' || c.relname
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      ORDER BY 1
      """
    ).rows.compactMap { $0[0] }
  }

  /// The qualified name in SQL.
  var sql: String { SQLIdentifier.quoted(schema) + "." + SQLIdentifier.quoted(name) }

  /// The query of all rows, in the order of the primary key where there is one, so that the order
  /// does not depend on how the server stores them.
  var query: String {
    let types = Dictionary(columns.map { ($0.name, $0.type) }, uniquingKeysWith: { $1 })
    let order = key.map { name in
      let isText = ["text", "character varying", "character"].contains(types[name])
      return SQLIdentifier.quoted(name) + (isText ? " COLLATE \"C\"" : "")
    }.joined(separator: ", ")
    return "SELECT \(selection) FROM \(sql)" + (order.isEmpty ? "" : " ORDER BY \(order)")
  }

  /// The columns in SQL as they are to be copied: truth values in words.
  private var selection: String {
    columns.map { column in
      let name = SQLIdentifier.quoted(column.name)
      return column.type == "boolean" ? "\(name)::text AS \(name)" : name
    }.joined(separator: ", ")
  }
}

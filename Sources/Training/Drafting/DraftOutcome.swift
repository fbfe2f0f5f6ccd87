import Tables

/// What a draft takes for a conversion.
enum DraftOutcome {
  /// A moment that is there once the lead has converted.
  case wonAt(DraftColumn)
  /// A status, and when it was reached.
  case status(DraftColumn, won: [String], lost: [String], at: DraftColumn)
  /// A moment in a file of its own.
  case table(DraftRoles.Joined, DraftColumn)

  private static let wonStems = ["won", "convert", "purchas", "adopt", "paid", "signed", "sold"]
  private static let won: Set<String> = [
    "won", "closed won", "converted", "customer", "yes", "true", "1",
  ]
  private static let lost: Set<String> = [
    "lost", "closed lost", "disqualified", "no", "false", "0",
  ]

  /// The outcome that the columns suggest, or the one that is named.
  init?(_ roles: DraftRoles, created: DraftColumn, target: String?) {
    let leads = roles.leads
    if let target, let column = leads[target] {
      if column.timeFormat != nil {
        self = .wonAt(column)
        return
      }
      guard let status = Self.status(column, leads, created) else { return nil }
      self = status
      return
    }
    let moments = leads.times.filter { $0.name != created.name && $0.fill < 0.98 }
    if let column = moments.first(where: { $0.isNamed(Self.wonStems) }) {
      self = .wonAt(column)
    } else if let status = leads.columns.lazy.compactMap({ Self.status($0, leads, created) }).first
    {
      self = status
    } else if let outcomes = roles.outcomes,
      let column = outcomes.file.times.first(where: { $0.isNamed(Self.wonStems) })
        ?? outcomes.file.times.first
    {
      self = .table(outcomes, column)
    } else {
      return nil
    }
  }

  /// Whether a file seems to say how its rows ended: by a moment that only some have, or in words.
  static func isSaid(in file: DraftFile) -> Bool {
    // `yes` and `1` are said of much else.
    func holds(_ column: DraftColumn, _ words: Set<String>) -> Bool {
      column.values.contains { $0.count > 2 && words.contains($0.lowercased()) }
    }
    let plain: Set<String> = ["yes", "true", "false"]
    return file.times.contains { $0.fill < 0.98 && $0.isNamed(wonStems) }
      || file.columns.contains { column in
        column.values.count <= 20 && column.timeFormat == nil && !column.isNumeric
          && holds(column, won.subtracting(plain)) && holds(column, lost.subtracting(plain))
      }
  }

  /// A column with few values of which some mean won, and a moment that all won leads have.
  private static func status(
    _ column: DraftColumn, _ leads: DraftFile, _ created: DraftColumn
  ) -> DraftOutcome? {
    guard column.values.count <= 20, column.timeFormat == nil else { return nil }
    let wonValues = column.values.filter { won.contains($0.lowercased()) }.sorted()
    let lostValues = column.values.filter { lost.contains($0.lowercased()) }.sorted()
    guard !wonValues.isEmpty, !lostValues.isEmpty else { return nil }
    let rows = (0..<leads.rows).filter { row in
      column.column.text(row).map(wonValues.contains) ?? false
    }
    let moments = leads.times.filter { $0.name != created.name }
    guard
      let at = moments.first(where: { time in rows.allSatisfy { !time.column.isMissing($0) } })
    else { return nil }
    return .status(column, won: wonValues, lost: lostValues, at: at)
  }

  /// The columns of the leads that say how they ended.
  var columns: [String] {
    switch self {
    case .wonAt(let column): [column.name]
    case .status(let status, _, _, let at): [status.name, at.name]
    case .table: []
    }
  }

  /// The days from creation to conversion, ascending.
  func delays(
    _ leads: DraftFile, identifier: DraftColumn, created: DraftColumn
  ) -> [Double] {
    let rows = 0..<leads.rows
    let starts = created.moments
    let pairs: [(Timestamp?, Timestamp?)]
    switch self {
    case .wonAt(let column): pairs = Array(zip(starts, column.moments))
    case .status(let status, let won, _, let at):
      let ends = at.moments
      pairs = rows.map { row in
        let isWon = status.column.text(row).map(won.contains) ?? false
        return (starts[row], isWon ? ends[row] : nil)
      }
    case .table(let joined, let column):
      let ends = column.moments
      var known: [String: Timestamp] = [:]
      for row in 0..<joined.file.rows {
        if let lead = joined.column.column.text(row) { known[lead] = ends[row] }
      }
      pairs = rows.map { (starts[$0], identifier.column.text($0).flatMap { known[$0] }) }
    }
    return pairs.compactMap { start, end in
      start.flatMap { start in end.map { ($0 - start).days } }
    }.sorted()
  }

  /// The rows that converted, as far as the leads' file says.
  func converted(_ rows: Int) -> [Bool]? {
    switch self {
    case .wonAt(let column): (0..<rows).map { !column.column.isMissing($0) }
    case .status(let status, let won, _, _):
      (0..<rows).map { status.column.text($0).map(won.contains) ?? false }
    case .table: nil
    }
  }
}

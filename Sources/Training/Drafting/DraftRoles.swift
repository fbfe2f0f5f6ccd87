import Tables

/// Which file of a draft plays which part: what the user said, else what their columns share.
struct DraftRoles {
  /// A file and the column by which it is joined.
  struct Joined {
    let file: DraftFile
    /// Its column.
    let column: DraftColumn
    /// The column of the leads it goes with.
    let key: DraftColumn
    /// The share of its values, or of the leads', that are found on the other side.
    let overlap: Double
  }

  let leads: DraftFile
  let accounts: Joined?
  let events: Joined?
  let outcomes: Joined?
  let unused: [DraftFile]

  /// The share of values that must be found on the other side.
  static let leastOverlap = 0.5

  /// - Throws: ``ProjectDraftError`` without files, where nothing tells which of two holds the leads,
  ///   and when a file that the user named as accounts or events has nothing to do with the leads.
  init(_ files: [DraftFile]) throws(ProjectDraftError) {
    let leads = try Self.leads(files)
    self.leads = leads
    let others = files.filter { $0.path != leads.path }
    let children = others.filter { $0.role != .accounts }.compactMap { Self.child($0, of: leads) }
    events =
      children.first { $0.file.role == .events }
      ?? children.filter { !$0.column.isUnique }.max { $0.file.rows < $1.file.rows }
    outcomes = children.filter { $0.column.isUnique && $0.file.role == nil }
      .max { $0.overlap < $1.overlap }
    let taken = [events, outcomes].compactMap { $0?.file.path }
    let parents = others.filter { !taken.contains($0.path) && $0.role != .events }
      .compactMap { Self.parent($0, of: leads) }
    accounts =
      parents.first { $0.file.role == .accounts }
      ?? parents.max { ($0.file.columns.count, $0.overlap) < ($1.file.columns.count, $1.overlap) }
    let used = taken + [accounts?.file.path].compactMap { $0 }
    unused = others.filter { !used.contains($0.path) }
    if let idle = unused.first(where: { $0.role != nil }) {
      throw .unrelated(file: idle.path, leads: leads.path)
    }
  }

  /// The file that the user named, else the one that the others go with best.
  private static func leads(_ files: [DraftFile]) throws(ProjectDraftError) -> DraftFile {
    if let said = files.first(where: { $0.role == .leads }) { return said }
    let ranked = files.filter { $0.role == nil }.map { (file: $0, rank: Rank($0, among: files)) }
      .sorted { ($1.rank, $1.file.rows) < ($0.rank, $0.file.rows) }
    guard let first = ranked.first else { throw .noFiles }
    // The number of rows says nothing: there are lists with more accounts than leads.
    if let second = ranked.dropFirst().first, first.rank.isOfLeads, second.rank == first.rank {
      let paths = [first.file.path, second.file.path].sorted()
      throw .unclearLeads(paths[0], paths[1])
    }
    return first.file
  }

  /// How much a file looks like the leads, in the order in which the signs count.
  private struct Rank: Comparable {
    /// Leads have an identifier and a time; other files lead to them, or they lead to others.
    let structure: Int
    /// 1 for a file that is named as leads are, -1 as something else.
    let name: Int
    /// Whether it says how its rows ended.
    let hasOutcome: Bool

    /// Whether a project could be made of such a file.
    var isOfLeads: Bool { structure >= 3 }

    init(_ file: DraftFile, among files: [DraftFile]) {
      let isOther = file.isNamed(DraftRoles.accountStems) || file.isNamed(DraftRoles.eventStems)
      name = isOther ? -1 : file.isNamed(DraftRoles.leadStems) ? 1 : 0
      hasOutcome = DraftOutcome.isSaid(in: file)
      guard file.identifier != nil else {
        structure = 0
        return
      }
      structure = files.filter { $0.path != file.path }.reduce(file.times.isEmpty ? 1 : 3) {
        sum, other in
        if DraftRoles.isAccount(other, of: file) { return sum + 4 }
        if DraftRoles.child(other, of: file) != nil { return sum + 4 }
        return sum + (DraftRoles.parent(other, of: file) == nil ? 0 : 1)
      }
    }

    static func < (one: Rank, other: Rank) -> Bool {
      (one.structure, one.name, one.hasOutcome ? 1 : 0)
        < (other.structure, other.name, other.hasOutcome ? 1 : 0)
    }
  }

  private static let leadStems = [
    "lead", "contact", "prospect", "signup", "trial", "user", "person", "people",
  ]
  private static let accountStems = [
    "account", "compan", "organis", "organiz", "domain", "firm", "employer", "business",
  ]
  private static let eventStems = [
    "event", "activit", "login", "session", "usage", "click", "visit", "engagement", "touch",
  ]

  /// A file with a time whose rows name leads.
  private static func child(_ file: DraftFile, of leads: DraftFile) -> Joined? {
    guard let key = leads.identifier, !file.times.isEmpty, file.role != .leads,
      !isAccount(file, of: leads), !isAccount(leads, of: file)
    else { return nil }
    return file.columns.filter { $0.timeFormat == nil && $0.values.count > 1 }
      .map { Joined(file: file, column: $0, key: key, overlap: $0.overlap(with: key)) }
      // Small whole numbers are among any others: a key names a fair part of the leads too.
      .filter { joined in
        joined.overlap >= leastOverlap && joined.column.values.count * 50 >= leads.rows
      }
      .filter { file.rows > leads.rows || !$0.column.isUnique || file.rows < leads.rows }
      .max { ($0.overlap, $0.column.values.count) < ($1.overlap, $1.column.values.count) }
  }

  /// A file whose identifier leads name; one with times only when it holds accounts for sure.
  private static func parent(_ file: DraftFile, of leads: DraftFile) -> Joined? {
    guard file.times.isEmpty || isAccount(file, of: leads) else { return nil }
    return links(from: leads, to: file)
      .max { first, second in
        // Whole numbers from 1 on are found anywhere: the name decides, then the share.
        (first.key.isNamed(accountStems) ? 1 : 0, first.overlap, first.key.values.count)
          < (second.key.isNamed(accountStems) ? 1 : 0, second.overlap, second.key.values.count)
      }
  }

  /// Columns of leads whose values are those of a file's identifier, one of them for several leads.
  private static func links(from leads: DraftFile, to file: DraftFile) -> [Joined] {
    guard let column = file.identifier else { return [] }
    return leads.columns.filter { $0.timeFormat == nil && !$0.isUnique && $0.values.count > 1 }
      .map { Joined(file: file, column: column, key: $0, overlap: $0.overlap(with: column)) }
      .filter { $0.overlap >= leastOverlap }
  }

  /// Whether a file holds the accounts of another's rows, and not leads whose events these are.
  ///
  /// In both cases many rows of one name one row of the other. It is an account when the user, the
  /// file's name or that of the column says so, or when those who name it are won or lost and it is
  /// not.
  private static func isAccount(_ file: DraftFile, of leads: DraftFile) -> Bool {
    guard file.role != .leads, file.role != .events, leads.role != .events else { return false }
    let links = links(from: leads, to: file)
    guard !links.isEmpty else { return false }
    if file.role == .accounts || links.contains(where: { $0.key.isNamed(accountStems) }) {
      return true
    }
    guard !file.isNamed(leadStems), !leads.isNamed(eventStems) else { return false }
    return file.isNamed(accountStems)
      || DraftOutcome.isSaid(in: leads) && !DraftOutcome.isSaid(in: file)
  }
}

import Tables

/// Which file of a draft plays which part, by what their columns share.
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

  init?(_ files: [DraftFile]) {
    let leads = files.max { first, second in
      (Self.rank(first, among: files), first.rows) < (Self.rank(second, among: files), second.rows)
    }
    guard let leads else { return nil }
    self.leads = leads
    let others = files.filter { $0.path != leads.path }
    let children = others.compactMap { Self.child($0, of: leads) }
    events = children.filter { !$0.column.isUnique }.max { $0.file.rows < $1.file.rows }
    outcomes = children.filter { $0.column.isUnique }.max { $0.overlap < $1.overlap }
    let taken = [events, outcomes].compactMap { $0?.file.path }
    accounts =
      others.filter { !taken.contains($0.path) }.compactMap { Self.parent($0, of: leads) }
      .max { ($0.file.columns.count, $0.overlap) < ($1.file.columns.count, $1.overlap) }
    let used = taken + [accounts?.file.path].compactMap { $0 }
    unused = others.filter { !used.contains($0.path) }
  }

  /// Leads have an identifier and a time; other files lead to them, or they lead to others.
  private static func rank(_ file: DraftFile, among files: [DraftFile]) -> Int {
    guard file.identifier != nil else { return 0 }
    let others = files.filter { $0.path != file.path }
    return 1 + (file.times.isEmpty ? 0 : 2)
      + others.reduce(0) { sum, other in
        if child(other, of: file) != nil { return sum + 4 }
        return sum + (parent(other, of: file) == nil ? 0 : 1)
      }
  }

  /// A file with a time whose rows name leads.
  private static func child(_ file: DraftFile, of leads: DraftFile) -> Joined? {
    guard let key = leads.identifier, !file.times.isEmpty else { return nil }
    return file.columns.filter { $0.timeFormat == nil && $0.values.count > 1 }
      .map { Joined(file: file, column: $0, key: key, overlap: $0.overlap(with: key)) }
      // Small whole numbers are among any others: a key names a fair part of the leads too.
      .filter { joined in
        joined.overlap >= leastOverlap && joined.column.values.count * 50 >= leads.rows
      }
      .filter { file.rows > leads.rows || !$0.column.isUnique || file.rows < leads.rows }
      .max { ($0.overlap, $0.column.values.count) < ($1.overlap, $1.column.values.count) }
  }

  /// A file without times whose identifier leads name.
  private static func parent(_ file: DraftFile, of leads: DraftFile) -> Joined? {
    guard let column = file.identifier, file.times.isEmpty else { return nil }
    return leads.columns.filter { $0.timeFormat == nil && !$0.isUnique && $0.values.count > 1 }
      .map { Joined(file: file, column: column, key: $0, overlap: $0.overlap(with: column)) }
      .filter { $0.overlap >= leastOverlap }
      .max { ($0.overlap, $0.key.values.count) < ($1.overlap, $1.key.values.count) }
  }
}

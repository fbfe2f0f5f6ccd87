public import Tables

/// What the monitor has to say about a night.
public struct MonitoringReport: Sendable {
  /// The moment of the night.
  public let asOf: Timestamp
  /// The name of the model.
  public let model: String
  /// Its digest.
  public let digest: String
  /// How many leads there were.
  public let rows: Int
  /// All checks in the order they were made.
  public let findings: [Finding]
  /// What to keep for later nights.
  public let record: NightRecord

  /// The worst of what is said; not enough data only where nothing else could be said.
  public var verdict: Verdict { findings.map(\.verdict).max() ?? .notEnoughData }

  /// What needs a look, one entry per subject, those that move scores most first.
  ///
  /// Subjects that are no column, such as the number of leads, come before columns.
  public var digestEntries: [DigestEntry] {
    var order: [String] = []
    var bySubject: [String: [Finding]] = [:]
    for finding in findings where finding.verdict > .ok {
      if bySubject[finding.subject] == nil { order.append(finding.subject) }
      bySubject[finding.subject, default: []].append(finding)
    }
    let entries = order.map { subject in
      DigestEntry(
        subject: subject, effect: bySubject[subject]?.first?.effect,
        findings: (bySubject[subject] ?? []).sorted { $0.verdict > $1.verdict })
    }
    let general = entries.filter { $0.effect == nil }
    let columns = entries.enumerated().filter { $0.element.effect != nil }.sorted {
      let sizes = (($0.element.effect ?? 0).magnitude, ($1.element.effect ?? 0).magnitude)
      return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : $0.offset < $1.offset
    }.map(\.element)
    return general + columns
  }

  /// One subject that needs a look.
  public struct DigestEntry: Sendable {
    /// The column, `scores`, `leads` or what else was checked.
    public let subject: String
    /// How far the column has moved the mean log odds; nil for other subjects.
    public let effect: Double?
    /// What was found, the worst first.
    public let findings: [Finding]

    /// The worst of it.
    public var verdict: Verdict { findings.map(\.verdict).max() ?? .ok }
  }
}

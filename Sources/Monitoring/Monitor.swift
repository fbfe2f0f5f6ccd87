public import ScoringModel
import FeatureExtraction
public import Tables

/// Watches a model night by night: skew against its training leads, drift against earlier runs.
///
/// An alarm is said at once, and so is a warning about the number or the age of the data; any other
/// warning only when the same check warns in two of the last three runs, tonight among them. A
/// first run has no others to go by, and says what it sees.
public struct Monitor: Sendable {
  /// The model.
  public let model: ScoringModel
  /// The digest that it is stored with.
  public let digest: String
  /// What its training leads looked like; nil for models from before that was kept.
  public let reference: ReferencePopulation?
  /// When the model was made; nil where that is not known.
  public let trainedAt: Timestamp?
  /// What is known and need not be said.
  public let silences: [Silence]

  /// A monitor of a model.
  public init(
    model: ScoringModel, digest: String, reference: ReferencePopulation?,
    trainedAt: Timestamp? = nil, silences: [Silence] = []
  ) {
    self.model = model
    self.digest = digest
    self.reference = reference
    self.trainedAt = trainedAt
    self.silences = silences
  }

  /// A monitor of a model as the registry holds it.
  public init(
    _ stored: ModelRegistry.StoredModel, reference: ReferencePopulation?, silences: [Silence] = []
  ) {
    self.init(
      model: stored.model, digest: stored.digest, reference: reference,
      trainedAt: TimestampFormat.iso8601.timestamp(stored.createdAt), silences: silences)
  }

  /// Judges a night.
  ///
  /// - Parameters:
  ///   - night: The leads of the night.
  ///   - history: Earlier nights; those of its moment and later are not looked at.
  ///   - performance: What became of leads scored before, from ``PerformanceChecks``.
  /// - Returns: All findings and the record to keep.
  public func report(
    _ night: Night, history: MonitorHistory = MonitorHistory([]), performance: [Finding] = []
  ) -> MonitoringReport {
    let earlier = history.before(night.asOf)
    let fingerprint = night.fingerprint(model)
    var tiers = [Int](repeating: 0, count: model.tiers.count)
    for value in night.logOdds { tiers[model.tiers.index(logOdds: value)] += 1 }
    var findings: [Finding] = []
    var columns: [ColumnCounts] = []
    var scores: ColumnCounts?
    if let reference {
      let counted = ColumnCounts(name: "scores", night.logOdds, in: reference.scores)
      scores = counted
      let checks = NightChecks(
        night: night, model: model, reference: reference, earlier: earlier)
      findings += checks.findings(fingerprint: fingerprint, scores: counted, tiers: tiers)
      let lost = Set(night.lost.map(\.name))
      for column in reference.columns where !lost.contains(column.name) {
        guard let values = night.table[column.name] else { continue }
        let checks = ColumnChecks(reference: column)
        findings += checks.findings(values)
        columns += [checks.counts(values)].compactMap { $0 }
      }
      // Bins are those of the model: nights of another one cannot be compared.
      findings += drift(
        columns + [counted], since: earlier.filter { $0.model == digest }, asOf: night.asOf)
      findings.append(ExpectedPerformance(model: model, reference: reference).finding(night))
    } else {
      findings.append(
        Finding(
          .psi, "scores", against: .training, count: night.rowCount, .notEnoughData,
          note: "the model keeps no reference of its training leads; train it again"))
    }
    findings = believed(findings + [age(asOf: night.asOf)].compactMap { $0 } + performance)
      .map { finding in
        silenced(
          finding.saying(persistent(finding, earlier), effect: effect(finding.subject, night)),
          asOf: night.asOf)
      }
    let record = NightRecord(
      asOf: night.asOf.description, model: digest, rows: night.rowCount,
      newestEvent: night.newestEvent?.description, newestLead: night.newestLead?.description,
      uselessEvents: night.uselessEvents,
      fingerprint: fingerprint, columns: columns, scores: scores, tiers: tiers,
      results: findings.map {
        NightRecord.Result(
          key: $0.key, value: $0.value, tonight: $0.tonight, verdict: $0.verdict)
      })
    return MonitoringReport(
      asOf: night.asOf, model: model.name, digest: digest, rows: night.rowCount,
      findings: findings, record: record)
  }

  /// Tonight's bins beside those of the run before, and of all runs of the 28 days before.
  ///
  /// A lead that was scored on several of those nights counts on each. Tonight's leads are then partly
  /// the same, so that the two lie closer to one another than chance says: no more false alarms.
  private func drift(
    _ columns: [ColumnCounts], since nights: [NightRecord], asOf moment: Timestamp
  ) -> [Finding] {
    let window = nights.filter { night in
      night.moment.map { $0 >= moment - MonitorLimits.window } ?? false
    }
    return drift(columns, against: Array(nights.suffix(1)), .lastRun)
      + (window.count > 1 ? drift(columns, against: window, .window) : [])
  }

  private func drift(
    _ columns: [ColumnCounts], against nights: [NightRecord], _ comparison: Finding.Comparison
  ) -> [Finding] {
    var before: [String: [ColumnCounts]] = [:]
    for night in nights {
      for column in night.columns + [night.scores].compactMap({ $0 }) {
        before[column.name, default: []].append(column)
      }
    }
    return columns.compactMap { now in
      guard let sum = before[now.name].flatMap(ColumnCounts.sum), sum.bins.count == now.bins.count
      else { return nil }
      return StabilityCheck(subject: now.name, comparison: comparison)
        .finding(reference: sum, current: now)
    }
  }

  /// How long ago the model was made; nil where that is not known or was later.
  private func age(asOf moment: Timestamp) -> Finding? {
    guard let trainedAt, trainedAt <= moment else { return nil }
    let days = (moment - trainedAt).days
    let limits = MonitorLimits.age
    return Finding(
      .age, "model", against: .limit, value: days,
      critical: days >= limits.alarm ? limits.alarm : limits.warn, count: 0,
      days >= limits.alarm ? .alarm : days >= limits.warn ? .warn : .ok,
      note: "made \(trainedAt)")
  }

  /// The finding without its verdict where somebody said that it is known.
  private func silenced(_ finding: Finding, asOf moment: Timestamp) -> Finding {
    guard finding.tonight > .ok,
      let silence = silences.first(where: { $0.includes(finding, asOf: moment) })
    else { return finding }
    return finding.saying(.ok, silenced: silence.text)
  }

  /// Tests by p-values speak only where they do so together, at a rate of false discoveries.
  private func believed(_ findings: [Finding]) -> [Finding] {
    let tested = findings.indices.filter {
      [.ks, .levels].contains(findings[$0].check) && findings[$0].tonight != .notEnoughData
    }
    let significant = FalseDiscoveryRate.significant(
      tested.map { findings[$0].pValue ?? 1 }, rate: MonitorLimits.falseDiscovery)
    var believed = findings
    for (index, isSignificant) in zip(tested, significant)
    where !isSignificant && findings[index].tonight > .ok {
      believed[index] = findings[index].judged(.ok)
    }
    return believed
  }

  /// A warning that was not there in the two runs before is not said yet, because with so many
  /// columns chance warns now and then; the number and the age of things are no chance.
  private func persistent(_ finding: Finding, _ earlier: [NightRecord]) -> Verdict {
    guard finding.tonight == .warn, !earlier.isEmpty,
      ![.volume, .freshness, .age, .frozen, .duplicates, .orphans].contains(finding.check)
    else { return finding.tonight }
    let isBack = earlier.suffix(2).contains { record in
      record.results.contains { $0.key == finding.key && $0.tonight >= .warn }
    }
    return isBack ? .warn : .ok
  }

  /// How far a column moves the mean log odds of tonight's leads from those of training.
  private func effect(_ subject: String, _ night: Night) -> Double? {
    var (sum, isFeature) = (0.0, false)
    for (feature, shift) in zip(model.extractor.features, night.shifts)
    where feature.columns.contains(subject) {
      sum += shift
      isFeature = true
    }
    return isFeature ? sum : nil
  }
}

extension Finding {
  /// The same with another verdict of the night itself.
  func judged(_ tonight: Verdict) -> Finding {
    Finding(
      check, subject, against: comparison, value: value, critical: critical,
      referenceCount: referenceCount, count: count, pValue: pValue, tonight, effect: effect,
      note: note)
  }
}

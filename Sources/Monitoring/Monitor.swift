public import ScoringModel
import FeatureExtraction
import Tables

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

  /// A monitor of a model.
  public init(model: ScoringModel, digest: String, reference: ReferencePopulation?) {
    self.model = model
    self.digest = digest
    self.reference = reference
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
      findings += drift(columns, counted, since: earlier.filter { $0.model == digest })
    } else {
      findings.append(
        Finding(
          .psi, "scores", against: .training, count: night.rowCount, .notEnoughData,
          note: "the model keeps no reference of its training leads; train it again"))
    }
    findings = believed(findings + performance).map { finding in
      finding.saying(persistent(finding, earlier), effect: effect(finding.subject, night))
    }
    let record = NightRecord(
      asOf: night.asOf.description, model: digest, rows: night.rowCount,
      fingerprint: fingerprint, columns: columns, scores: scores, tiers: tiers,
      results: findings.map {
        NightRecord.Result(
          key: $0.key, value: $0.value, tonight: $0.tonight, verdict: $0.verdict)
      })
    return MonitoringReport(
      asOf: night.asOf, model: model.name, digest: digest, rows: night.rowCount,
      findings: findings, record: record)
  }

  /// Tonight's bins beside those of the run before.
  private func drift(
    _ columns: [ColumnCounts], _ scores: ColumnCounts, since nights: [NightRecord]
  ) -> [Finding] {
    guard let last = nights.last else { return [] }
    let before = Dictionary(
      last.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs =
      columns.map { ($0, before[$0.name]) } + [(scores, last.scores)]
    return pairs.compactMap { now, before in
      guard let before, before.bins.count == now.bins.count else { return nil }
      return StabilityCheck(subject: now.name, comparison: .lastRun)
        .finding(reference: before, current: now)
    }
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
  /// columns chance warns now and then; the number and the age of the data are no chance.
  private func persistent(_ finding: Finding, _ earlier: [NightRecord]) -> Verdict {
    guard finding.tonight == .warn, !earlier.isEmpty,
      ![.volume, .freshness].contains(finding.check)
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

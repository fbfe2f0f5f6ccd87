import Databases
import FeatureExtraction
import Monitoring
import Prediction
import ScoringModel
import Tables
import YAMLDocuments

/// One night's work: read, score, judge, write, record; all of it or nothing.
///
/// Everything is as of one moment, so that a run that was cut short is completed by running it
/// again, and a run that was complete changes nothing when it is repeated.
public struct NightRun {
  let settings: NightSettings
  let project: Project
  private let tell: (NightEvent) -> Void

  /// A run of a project.
  ///
  /// - Parameters:
  ///   - settings: What to do.
  ///   - tell: Is told of every step that ended.
  /// - Throws: `ConfigurationProblems`, or ``NightProblem`` when the project does not say what its
  ///   scores are for or where they go.
  public init(_ settings: NightSettings, tell: @escaping (NightEvent) -> Void = { _ in }) throws {
    self.settings = settings
    self.tell = tell
    project = try Project(path: settings.projectPath)
    guard project.purpose != nil else { throw NightProblem.noPurpose(project: project.path) }
    guard !project.writes.isEmpty else {
      throw NightProblem.nothingToWrite(project: project.path)
    }
  }

  /// Does the work.
  ///
  /// - Returns: What was done.
  /// - Throws: ``NightProblem`` when another run is under way, rows are wrong or the scores are held
  ///   back; what reading and writing throws.
  public func run() throws -> NightReport {
    var clock = StepClock(tell)
    let folder = settings.runs.folder(asOf: settings.asOf)
    let lock = try clock.time(.lock) {
      try RunFolder.make(folder)
      return (try RunLock(folder: settings.runs.path), [:])
    }
    return try withExtendedLifetime(lock) {
      do {
        return try steps(in: folder, &clock)
      } catch let problems as DataProblems {
        throw try Rejects.ending(problems, in: folder)
      }
    }
  }

  private func steps(in folder: String, _ clock: inout StepClock) throws -> NightReport {
    let model = settings.model.model
    let threads = settings.options.threads
    let leads = try clock.time(.check) {
      let leads = try NightLeads(project, model: model, threads: threads)
      return (leads, ["leads": leads.rowCount])
    }
    let night = try clock.time(.features) {
      let night = try leads.scoring(asOf: settings.asOf)
      return (night, ["leads": night.identifiers.count, "skipped": night.skipped.count])
    }
    let predictor = Predictor(model: model)
    var targets = try ScoreTargets(project.writes)
    let scores = try clock.time(.score) {
      let scorer = BatchScorer(predictor: predictor, options: settings.options)
      let scores = try targets.score(night.table, with: scorer)
      return (scores, ["leads": scores.summary.leads])
    }
    let tiers = scores.tiers
    let facts = NightFacts(
      night.table, logOdds: try predictor.logOdds(night.table), tiers: tiers, model: model)
    let names = night.identifiers.map(LeadNames(pseudonyms: settings.pseudonyms).name)
    let findings = try clock.time(.gate) {
      let earlier = try earlier(than: facts, names, tiers)
      let findings = settings.gate.findings(facts, earlier: earlier)
      return (findings, ["findings": findings.count])
    }
    let isHeld = !findings.isEmpty && !settings.isForced
    let warnings = try model.ruleBookChange(in: project).map { [$0.description] } ?? []
    let manifest = try manifest(leads, night.skipped, facts, findings, warnings, isHeld: isHeld)
    if isHeld {
      try manifest.write(in: folder)
      throw HeldNight(
        findings: findings, manifest: manifest,
        before: try settings.runs.lastAccepted(before: settings.asOf)?.manifest,
        monitoring: try judged(try watched(night.table, leads), leads.tables).report)
    }
    let written = try clock.time(.write) {
      let written = try targets.publish(manifest, settings: settings)
      return (written, ["written": written.reduce(0) { $0 + $1.written }])
    }
    let monitoring = try clock.time(.monitor) {
      let watched = try watched(night.table, leads)
      let scores = names.indices.map { row in
        StoredScore(
          lead: names[row], asOf: settings.asOf, probability: watched.probabilities[row],
          points: night.points?[row])
      }.enumerated().filter { $1.isPrompt(snapshot: night.snapshots[$0]) }.map(\.element)
      let monitoring = try monitor(watched, leads.tables, scores)
      return (monitoring, ["checks": monitoring.report.findings.count])
    }
    try clock.time(.manifest) {
      try Rejects.write(leads.rejected.problems, in: folder)
      try TierRecord.write(names, tiers, in: folder)
      try SkippedLeads.write(night.skipped, in: folder)
      try manifest.write(in: folder)
      return ((), [:])
    }
    return NightReport(
      manifest: manifest, expectedConversions: scores.summary.expectedConversions,
      monitoring: monitoring.report, cohort: monitoring.cohort, outputs: written,
      seconds: clock.seconds)
  }

  /// The last accepted night, and how many leads changed their tier since.
  private func earlier(than facts: NightFacts, _ names: [String], _ tiers: [String]) throws
    -> ScoreGate.Earlier?
  {
    guard let last = try settings.runs.lastAccepted(before: settings.asOf) else { return nil }
    let record = try TierRecord(in: last.folder, threads: settings.options.threads)
    var (common, moved) = (0, 0)
    for (name, tier) in zip(names, tiers) {
      guard let before = record.tier(of: name) else { continue }
      common += 1
      if before != tier { moved += 1 }
    }
    return ScoreGate.Earlier(
      facts: last.manifest.facts,
      hasSameModel: last.manifest.model.digest == settings.model.digest, commonLeads: common,
      movedLeads: moved)
  }

  private func manifest(
    _ leads: NightLeads, _ skipped: [(identifier: String, reason: SkipReason)],
    _ facts: NightFacts, _ findings: [GateFinding], _ warnings: [String], isHeld: Bool
  ) throws -> RunManifest {
    var counts = Dictionary(skipped.map { ($0.reason.rawValue, 1) }, uniquingKeysWith: +)
    if leads.rejectedLeads > 0 { counts["rejected"] = leads.rejectedLeads }
    if project.suppressed != nil { counts["suppressed"] = leads.tables.suppressedCount }
    if project.leads.leavesOutUndated {
      counts["no time of creation"] = leads.tables.undatedCount
    }
    if project.duplicates != nil { counts["merged as duplicates"] = leads.tables.duplicateCount }
    let projectDigest = try Digest.sha256(ofFile: project.path)
    let model = settings.model
    let parts =
      [leadscoreVersion, projectDigest, settings.asOf.description, model.digest]
      + leads.inputs.flatMap { [$0.name, $0.sha256] }
    let rejected = leads.rejected.problems.count
    return RunManifest(
      runID: String(Digest.sha256(Array(parts.joined(separator: "\n").utf8)).prefix(32)),
      asOf: settings.asOf.description, status: isHeld ? "held" : "accepted",
      purpose: project.purpose ?? "",
      project: RunManifest.Input(name: project.path, sha256: projectDigest), inputs: leads.inputs,
      model: RunManifest.Model(
        name: model.model.name, version: model.version, digest: model.digest),
      leads: leads.rowCount, skipped: counts, rejectedRows: rejected == 0 ? nil : rejected,
      facts: facts,
      findings: findings.map { "\($0.code): \($0)" }, forced: !findings.isEmpty && !isHeld,
      warnings: warnings.isEmpty ? nil : warnings,
      outputs: project.writes.map(\.name), software: leadscoreVersion)
  }
}

/// Measures steps and tells of them.
private struct StepClock {
  private let tell: (NightEvent) -> Void
  private(set) var seconds: [(step: NightStep, seconds: Double)] = []

  init(_ tell: @escaping (NightEvent) -> Void) { self.tell = tell }

  mutating func time<Result>(
    _ step: NightStep, _ work: () throws -> (Result, counts: [String: Int])
  ) rethrows -> Result {
    let start = ContinuousClock.now
    let (result, counts) = try work()
    let length = (ContinuousClock.now - start) / .seconds(1)
    seconds.append((step, length))
    tell(NightEvent(step: step, seconds: length, counts: counts))
    return result
  }
}

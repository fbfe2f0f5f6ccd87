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
    let vectors = try vectors(&clock)
    FreedMemory.giveBack()
    var targets = try ScoreTargets(project.writes)
    let scores = try clock.time(.score) {
      let scorer = BatchScorer(predictor: Predictor(model: model), options: settings.options)
      let scores = try targets.score(vectors.table, with: scorer)
      return (scores, ["leads": scores.leads])
    }
    FreedMemory.giveBack()
    let night = try watched(vectors)
    let facts = NightFacts(
      night.table, logOdds: night.logOdds, tiers: scores.tierCounts, model: model)
    let findings = try clock.time(.gate) {
      let earlier = try earlier(than: facts, vectors.names, scores.tiers)
      let findings = settings.gate.findings(facts, earlier: earlier)
      return (findings, ["findings": findings.count])
    }
    let isHeld = !findings.isEmpty && !settings.isForced
    let warnings =
      try [model.ruleBookChange(in: project)?.description].compactMap(\.self) + vectors.warnings
    let manifest = try manifest(vectors, facts, findings, warnings, isHeld: isHeld)
    if isHeld {
      try manifest.write(in: folder)
      throw HeldNight(
        findings: findings, manifest: manifest,
        before: try settings.runs.lastAccepted(before: settings.asOf)?.manifest,
        monitoring: try judged(night, vectors.conversions).report)
    }
    FreedMemory.giveBack()
    let written = try clock.time(.write) {
      let written = try targets.publish(manifest, settings: settings)
      return (written, ["written": written.reduce(0) { $0 + $1.written }])
    }
    let monitoring = try clock.time(.monitor) {
      let monitoring = try monitor(night, vectors)
      return (monitoring, ["checks": monitoring.report.findings.count])
    }
    try clock.time(.manifest) {
      try Rejects.write(vectors.rejectedRows, in: folder)
      try TierRecord.write(
        vectors.names, scores.tiers, names: model.tiers.map(\.name), in: folder)
      try vectors.skipped.write(in: folder)
      try manifest.write(in: folder)
      return ((), [:])
    }
    return NightReport(
      manifest: manifest, expectedConversions: scores.expectedConversions,
      monitoring: monitoring.report, cohort: monitoring.cohort, outputs: written,
      seconds: clock.seconds)
  }

  /// Reads the leads and makes their vectors; what is not needed after that is let go.
  private func vectors(_ clock: inout StepClock) throws -> NightVectors {
    let threads = settings.options.threads
    let leads = try clock.time(.check) {
      let leads = try NightLeads(
        project, model: settings.model.model, asOf: settings.asOf, threads: threads)
      return (leads, ["leads": leads.rowCount])
    }
    FreedMemory.giveBack()
    return try clock.time(.features) {
      let vectors = try leads.vectors(
        asOf: settings.asOf, names: LeadNames(pseudonyms: settings.pseudonyms), threads: threads)
      return (vectors, ["leads": vectors.count, "skipped": vectors.skipped.count])
    }
  }

  /// The last accepted night, and how many leads changed their tier since.
  private func earlier(than facts: NightFacts, _ names: [UInt64], _ tiers: [UInt16]) throws
    -> ScoreGate.Earlier?
  {
    guard let last = try settings.runs.lastAccepted(before: settings.asOf) else { return nil }
    let record = try TierRecord(in: last.folder, threads: settings.options.threads)
    var (common, moved) = (0, 0)
    let tierNames = settings.model.model.tiers.map(\.name)
    for (name, tier) in zip(names, tiers) {
      guard let before = record.tier(of: name) else { continue }
      common += 1
      if before != tierNames[Int(tier)] { moved += 1 }
    }
    return ScoreGate.Earlier(
      facts: last.manifest.facts,
      hasSameModel: last.manifest.model.digest == settings.model.digest, commonLeads: common,
      movedLeads: moved)
  }

  private func manifest(
    _ vectors: NightVectors, _ facts: NightFacts, _ findings: [GateFinding], _ warnings: [String],
    isHeld: Bool
  ) throws -> RunManifest {
    let projectDigest = try Digest.sha256(ofFile: project.path)
    let model = settings.model
    let parts =
      [leadscoreVersion, projectDigest, settings.asOf.description, model.digest]
      + vectors.inputs.flatMap { [$0.name, $0.sha256] }
    let rejected = vectors.rejectedRows.count
    return RunManifest(
      runID: String(Digest.sha256(Array(parts.joined(separator: "\n").utf8)).prefix(32)),
      asOf: settings.asOf.description, status: isHeld ? "held" : "accepted",
      purpose: project.purpose ?? "",
      project: RunManifest.Input(name: project.path, sha256: projectDigest), inputs: vectors.inputs,
      model: RunManifest.Model(
        name: model.model.name, version: model.version, digest: model.digest),
      leads: vectors.rowCount, skipped: vectors.skippedCounts,
      rejectedRows: rejected == 0 ? nil : rejected,
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

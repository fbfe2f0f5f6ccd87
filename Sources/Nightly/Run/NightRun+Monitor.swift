import FeatureExtraction
import Monitoring
import ScoringModel
import Tables

extension NightRun {
  /// The leads of the night as the monitor sees them.
  func watched(_ vectors: NightVectors) throws -> Night {
    try Night(
      asOf: settings.asOf, table: vectors.table, model: settings.model.model,
      newestEvent: vectors.newestEvent, newestLead: vectors.newestLead,
      uselessEvents: vectors.uselessEvents)
  }

  /// Holds the leads against those of training and of earlier runs, earlier scores against what became
  /// of their leads, and keeps tonight's record and scores.
  func monitor(_ night: Night, _ vectors: NightVectors) throws -> (
    report: MonitoringReport, cohort: ScoredCohort?
  ) {
    let scores = vectors.names.indices.filter { vectors.arePrompt[$0] }.map { row in
      FirstScores.Score(
        lead: vectors.names[row], asOf: settings.asOf, probability: night.probabilities[row],
        points: vectors.points?[row])
    }
    let first = try FirstScores(path: settings.runs.firstScores)
      .adding(scores, asOf: settings.asOf)
    let judged = try judged(night, vectors.conversions, first)
    try judged.history.adding(judged.report.record).write(to: settings.runs.monitorHistory)
    try first.write(to: settings.runs.firstScores)
    return (judged.report, judged.cohort)
  }

  /// The same without keeping anything.
  func judged(
    _ night: Night, _ conversions: LeadConversions?, _ first: FirstScores? = nil
  ) throws -> (report: MonitoringReport, history: MonitorHistory, cohort: ScoredCohort?) {
    let model = settings.model
    let history = try MonitorHistory(path: settings.runs.monitorHistory)
    let cohort = cohort(try first ?? FirstScores(path: settings.runs.firstScores), conversions)
    let report = Monitor(
      model, reference: settings.reference,
      silences: try project.silences.map([Silence].init(path:)) ?? []
    ).report(
      night, history: history,
      performance: cohort.map { PerformanceChecks($0, model: model.model).findings } ?? [])
    return (report, history, cohort)
  }

  /// Scores of earlier nights beside what became of their leads; nil where the project does not say
  /// within what time a lead converts.
  private func cohort(_ first: FirstScores, _ conversions: LeadConversions?) -> ScoredCohort? {
    guard let window = project.outcome.horizon, let conversions else { return nil }
    return ScoredCohort(
      first.scores, window: window, asOf: settings.asOf, conversion: conversions.conversion)
  }
}

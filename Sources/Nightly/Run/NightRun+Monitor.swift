import FeatureExtraction
import Monitoring
import ScoringModel
import Tables

extension NightRun {
  /// The leads of the night as the monitor sees them.
  func watched(_ table: Table, _ leads: NightLeads) throws -> Night {
    try Night(
      asOf: settings.asOf, table: table, model: settings.model.model,
      newestEvent: leads.tables.newestEvent(through: settings.asOf),
      newestLead: leads.tables.newestLead(through: settings.asOf),
      uselessEvents: leads.tables.eventCounts.flatMap {
        Night.UselessEvents(duplicates: $0.duplicates, orphans: $0.orphans, of: $0.read)
      })
  }

  /// Holds the leads against those of training and of earlier runs, earlier scores against what became
  /// of their leads, and keeps tonight's record and scores.
  func monitor(_ night: Night, _ tables: ProjectTables, _ scores: [StoredScore]) throws -> (
    report: MonitoringReport, cohort: ScoredCohort?
  ) {
    let first = try FirstScores(path: settings.runs.firstScores)
      .adding(scores, asOf: settings.asOf)
    let judged = try judged(night, tables, first)
    try judged.history.adding(judged.report.record).write(to: settings.runs.monitorHistory)
    try first.write(to: settings.runs.firstScores)
    return (judged.report, judged.cohort)
  }

  /// The same without keeping anything.
  func judged(_ night: Night, _ tables: ProjectTables, _ first: FirstScores? = nil) throws -> (
    report: MonitoringReport, history: MonitorHistory, cohort: ScoredCohort?
  ) {
    let model = settings.model
    let history = try MonitorHistory(path: settings.runs.monitorHistory)
    let cohort = cohort(try first ?? FirstScores(path: settings.runs.firstScores), tables)
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
  private func cohort(_ first: FirstScores, _ tables: ProjectTables) -> ScoredCohort? {
    guard let window = project.outcome.horizon else { return nil }
    let names = LeadNames(pseudonyms: settings.pseudonyms)
    let conversions = tables.conversions.map { (names.name(of: $0.lead), $0.at) }
    return ScoredCohort(
      first.scores, conversions: Dictionary(conversions, uniquingKeysWith: { first, _ in first }),
      window: window, asOf: settings.asOf)
  }
}

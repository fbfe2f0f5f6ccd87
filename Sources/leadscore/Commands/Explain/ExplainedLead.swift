import FeatureExtraction
import Prediction
import Reporting
import RuleScoring
import ScoringModel
import Tables

/// One lead with everything that is said of it, for terminal, page and scripts alike.
struct ExplainedLead {
  let report: LeadReport
  let stored: ModelRegistry.StoredModel

  var lead: ScoredLead { report.lead }
  var points: RuleScores? { report.points }

  /// Explains the lead in a row.
  ///
  /// - Parameters:
  ///   - name: What the user calls the lead.
  ///   - row: Its row.
  ///   - source: The leads.
  ///   - stored: The model.
  ///   - predictor: The same, ready to score.
  ///   - since: An earlier time, to say why the score moved since then.
  ///   - earlier: The model of then; nil for the same.
  ///   - changeable: Columns of a flat file that can change.
  ///   - factorReference: What the factors came to for past leads; nil where that was not kept.
  /// - Throws: what scoring, the rules and earlier facts throw.
  init(
    _ name: String, row: Int, of source: ExplanationSource, stored: ModelRegistry.StoredModel,
    predictor: Predictor, since: Timestamp?, earlier: ModelRegistry.StoredModel?,
    changeable: [String], factorReference: FactorReference?
  ) throws {
    let lead = source.features.rows([row])
    let meanings = source.project?.project.featureMeanings ?? []
    let asOf = source.project?.asOf.description
    var move: LeadReport.LeadMove?
    if since != nil || earlier != nil {
      let before = earlier ?? stored
      move = LeadReport.LeadMove(
        try ExplainedLead.move(source, lead, predictor, since, earlier),
        from: [since?.description ?? asOf, before.shownName].compactMap { $0 }
          .joined(separator: ", "),
        to: [asOf, stored.shownName].compactMap { $0 }.joined(separator: ", "))
    }
    report = LeadReport(
      try predictor.score(source.features)[row], model: stored.model, meanings: meanings,
      factors: FactorAssignment(source.project?.project.factors ?? [:], meanings: meanings),
      factorReference: factorReference,
      points: try source.book.map { try $0.score(source.snapshot.rows([row])) },
      nextTier: try ExplainedLead.nextTier(row, source, predictor, changeable), move: move,
      facts: ReportFacts(
        title: "Lead \(name)", modelName: stored.shownName,
        purpose: source.project?.project.purpose,
        source: source.shownName, asOf: asOf ?? "as exported",
        software: "leadscore \(leadscoreVersion)"))
    self.stored = stored
  }

  private static func nextTier(
    _ row: Int, _ source: ExplanationSource, _ predictor: Predictor, _ changeable: [String]
  ) throws -> NextTier? {
    guard let lead = source.project else {
      return try NextTier(
        ofRow: row, in: source.features, changeable: changeable, predictor: predictor)
    }
    return try NextTier(
      ofRow: row, in: lead.known, project: lead.project,
      changeable: lead.project.changeableFeatures, meanValues: lead.meanValues, asOf: lead.asOf,
      predictor: predictor)
  }

  private static func move(
    _ source: ExplanationSource, _ lead: Table, _ predictor: Predictor, _ since: Timestamp?,
    _ earlier: ModelRegistry.StoredModel?
  ) throws -> ScoreMove {
    let old = earlier.map { Predictor(model: $0.model) } ?? predictor
    guard let project = source.project else {
      return try ScoreMove(before: lead, aged: lead, after: lead, from: old, to: predictor)
    }
    let states = try project.states(since: since, for: old.model)
    return try ScoreMove(
      before: states.before, aged: states.aged, after: states.after, from: old, now: lead,
      to: predictor)
  }
}

extension ModelRegistry.StoredModel {
  /// The model and its version as they are shown.
  var shownName: String { "\(model.name) version \(version)" }
}

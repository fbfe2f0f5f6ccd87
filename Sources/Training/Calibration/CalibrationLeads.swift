import FeatureExtraction
import ScoringModel
import Tables

/// Leads with the log odds that fits give them which have not seen them.
struct CalibrationLeads {
  let source: CalibrationRecord.Source
  /// One number per lead, in an order that depends only on the leads.
  let logOdds: [Double]
  let outcomes: [Bool]
  let weights: [Double]?
  /// The part each lead belongs to when a calibration is judged by leads it was not learned from.
  let folds: [UInt8]

  /// The share of the leads fitted that is the newest part.
  static let newestShare = 0.2
  /// The number of leads that suffices: no more folds are scored once there are as many.
  static let enough = 100_000

  /// Scores some of the leads fitted by fits to others of them, with the penalty that was chosen.
  ///
  /// Where leads have an order in time, these are the newest, scored by one fit to the older ones,
  /// as in use. Elsewhere, and where a random part is to judge the model, they are those of the
  /// folds of cross-validation, each scored by a fit to the other folds; where forms were compared
  /// by folds, those fits are there already.
  ///
  /// - Throws: ``TrainingError``, among them ``TrainingError/noLeadsToCalibrate(rows:positives:)``, if
  ///   a part of the leads cannot be fitted.
  init(
    _ leads: LabelledLeads, fitRows all: [Int], chosen: ChosenModel, settings: TrainingSettings
  ) throws {
    let fitRows = leads.judgeable(all)
    func score(_ rows: [Int], byFitTo others: [Int]) throws -> [Double] {
      let positives = others.count { leads.outcomes[$0] }
      let areAlike = positives == 0 || positives == others.count
      guard !rows.isEmpty, !others.isEmpty, settings.startsFromRules || !areAlike else {
        throw TrainingError.noLeadsToCalibrate(rows: others.count, positives: positives)
      }
      let leads = leads.learningBaseRates(from: others)
      return try FittedFeatures(
        leads.declarations, leads: leads, rows: others, settings: settings.onlyLogOdds,
        form: chosen.form, pairCount: chosen.pairCount, lambda: chosen.lambda,
        segments: chosen.fitted.segments
      ).logOdds(leads.table.rows(rows))
    }
    var rows: [Int] = []
    var logOdds: [Double] = []
    if settings.split.kind != .random, let order = leads.order {
      source = .newest
      let parts = leads.newestPart(of: fitRows, order: order, share: Self.newestShare)
      rows = parts.newest
      logOdds = try score(rows, byFitTo: parts.older)
    } else if chosen.comparison?.isForward == false, let judged = chosen.judged {
      source = .folds
      rows = judged.rows
      logOdds = judged.logOdds
    } else {
      source = .folds
      let folds = settings.split.folds(
        leads, rows: fitRows, count: TrainingSettings.foldCount)
      for fold in 0...(folds.max() ?? 0) where rows.count < Self.enough {
        let scored = zip(fitRows, folds).filter { $0.1 == fold }.map(\.0)
        let others = zip(fitRows, folds).filter { $0.1 != fold }.map(\.0)
        rows += scored
        logOdds += try score(scored, byFitTo: others)
      }
    }
    self.logOdds = logOdds
    outcomes = rows.map { leads.outcomes[$0] }
    weights = leads.weights.map { weights in rows.map { weights[$0] } }
    folds = settings.split.folds(leads, rows: rows, count: TrainingSettings.foldCount)
  }

  /// Leads with log odds that were found before.
  init(
    source: CalibrationRecord.Source, logOdds: [Double], outcomes: [Bool],
    weights: [Double]? = nil, folds: [UInt8]
  ) {
    self.source = source
    self.logOdds = logOdds
    self.outcomes = outcomes
    self.weights = weights
    self.folds = folds
  }
}

extension LabelledLeads {
  /// The newest share of some rows and the older ones, without a group in both.
  fileprivate func newestPart(
    of rows: [Int], order: [Int64], share: Double
  ) -> (older: [Int], newest: [Int]) {
    let inTime = rows.sorted { (order[$0], keys[$0]) < (order[$1], keys[$1]) }
    let cut = rows.count - Int((share * Double(rows.count)).rounded())
    let sides = separated(
      older: Array(inTime[..<cut]), newer: Array(inTime[cut...]), judging: .half)
    let (older, newest) = (Set(sides.older), Set(sides.newer))
    return (rows.filter(older.contains), rows.filter(newest.contains))
  }
}

import Evaluation
import ScoringModel

/// A calibration and the reasons for it.
struct CalibrationChoice {
  /// What turns log odds into probabilities; nil for the logistic function alone.
  let calibration: ProbabilityCalibration?
  let record: CalibrationRecord

  /// The fewest conversions, and the fewest other leads, by which a calibration is chosen.
  static let floor = 20

  /// Chooses what the settings ask for, learned from leads that fits had not seen.
  ///
  /// - Throws: ``TrainingError`` if a method was asked for by name and cannot be had.
  init(_ leads: LabelledLeads, fitRows: [Int], chosen: ChosenModel, settings: TrainingSettings)
    throws
  {
    func scored() throws -> CalibrationLeads {
      try CalibrationLeads(leads, fitRows: fitRows, chosen: chosen, settings: settings)
    }
    switch settings.calibration {
    case .none: self.init(asked: .none)
    case .shift: try self.init(.shift, scored())
    case .line: try self.init(.line, scored())
    case .isotonic: try self.init(.isotonic, scored())
    case .auto:
      // Parts of the leads may not be fit to be fitted although all of them are.
      guard let scored = try? scored() else {
        self.init(asked: .auto)
        return
      }
      // A curve of few levels would tie leads that the log odds tell apart: it must be asked for.
      self.init(among: [.shift, .line], scored)
    }
  }
}

extension CalibrationChoice {
  /// No calibration, without a look at any leads.
  private init(asked: TrainingSettings.Calibration) {
    calibration = nil
    record = CalibrationRecord(
      asked: asked.rawValue, method: .none, source: nil, rows: 0, positives: 0, logLoss: nil,
      candidates: [])
  }

  /// One method, whether it pays or not.
  ///
  /// - Throws: ``TrainingError/notCalibrated(method:_:)``.
  init(_ method: CalibrationRecord.Method, _ leads: CalibrationLeads) throws(TrainingError) {
    do {
      calibration = try leads.calibration(method)
    } catch {
      throw .notCalibrated(method: method.rawValue, error)
    }
    record = CalibrationRecord(
      asked: method.rawValue, method: method, leads,
      candidates: [leads.candidate(method)].compactMap { $0 })
  }

  /// The method with the lowest log loss on leads it was not learned from, among those that lower it
  /// by more than a standard error; none if there is no such method.
  init(among methods: [CalibrationRecord.Method], _ leads: CalibrationLeads) {
    let positives = leads.outcomes.count { $0 }
    let suffice = min(positives, leads.outcomes.count - positives) >= Self.floor
    let candidates = suffice ? methods.compactMap { leads.candidate($0) } : []
    var best: CalibrationRecord.Candidate?
    for candidate in candidates {
      guard let standardError = candidate.standardError, candidate.difference < -standardError
      else { continue }
      if candidate.logLoss < best?.logLoss ?? .infinity { best = candidate }
    }
    let learned = best.flatMap { try? leads.calibration($0.method) }
    calibration = learned
    record = CalibrationRecord(
      asked: TrainingSettings.Calibration.auto.rawValue,
      method: learned == nil ? .none : best?.method ?? .none, leads, candidates: candidates)
  }
}

extension CalibrationRecord {
  fileprivate init(
    asked: String, method: Method, _ leads: CalibrationLeads, candidates: [Candidate]
  ) {
    let identity = leads.logOdds.map(logistic)
    let plain = try? LossDifference(
      reference: identity, challenger: identity, outcomes: leads.outcomes, weights: leads.weights)
    self.init(
      asked: asked, method: method, source: leads.source, rows: leads.outcomes.count,
      positives: leads.outcomes.count { $0 }, logLoss: plain?.reference, candidates: candidates)
  }
}

extension CalibrationLeads {
  /// A calibration learned from all of the leads.
  func calibration(
    _ method: CalibrationRecord.Method
  ) throws(EvaluationError) -> ProbabilityCalibration? {
    try calibration(method, rows: Array(outcomes.indices))
  }

  private func calibration(
    _ method: CalibrationRecord.Method, rows: [Int]
  ) throws(EvaluationError) -> ProbabilityCalibration? {
    let logOdds = rows.map { self.logOdds[$0] }
    let outcomes = rows.map { self.outcomes[$0] }
    let weights = self.weights.map { weights in rows.map { weights[$0] } }
    switch method {
    case .none: return nil
    case .shift:
      return .line(
        try LogOddsCalibration(fittingInterceptTo: logOdds, outcomes: outcomes, weights: weights))
    case .line:
      return .line(
        try LogOddsCalibration(fittingLineTo: logOdds, outcomes: outcomes, weights: weights))
    case .isotonic:
      return .isotonic(
        try IsotonicCalibration(fittingTo: logOdds, outcomes: outcomes, weights: weights))
    }
  }

  /// A method judged by each fold of the leads after it was learned from the others; nil where it
  /// cannot be learned.
  func candidate(_ method: CalibrationRecord.Method) -> CalibrationRecord.Candidate? {
    var calibrated = logOdds.map(logistic)
    let plain = calibrated
    for fold in 0...(folds.max() ?? 0) {
      let judged = outcomes.indices.filter { folds[$0] == fold }
      let others = outcomes.indices.filter { folds[$0] != fold }
      guard let learned = try? calibration(method, rows: others) else { return nil }
      for row in judged { calibrated[row] = learned.probability(atLogOdds: logOdds[row]) }
    }
    guard
      let loss = try? LossDifference(
        reference: plain, challenger: calibrated, outcomes: outcomes, weights: weights)
    else { return nil }
    return CalibrationRecord.Candidate(
      method: method, logLoss: loss.challenger, difference: loss.value,
      standardError: loss.standardError)
  }
}

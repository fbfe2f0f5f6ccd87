import FeatureExtraction
import ScoringModel
import Tables

/// Rows to fit, and leads that carry the weights and shares they are fitted with.
struct FittingLeads {
  let leads: LabelledLeads
  let rows: [Int]
}

extension CensoredLeads {
  /// What is known of a row at the time of a fit.
  enum Standing: Equatable {
    /// It converted within the horizon, so many days after its moment.
    case converted(Double)
    /// It did not, which was clear so many days after its moment.
    case settled(Double)
    /// It has been watched for so many days and may still convert.
    case open(Double)
  }

  /// The leads to fit to, given those to be judged.
  ///
  /// A fit that is judged on the newest leads knows what was known on the day the first of them was
  /// taken: leads that were young then are censored then, whatever became of them since, and leads
  /// that came later are not there.
  ///
  /// - Throws: ``TrainingError/tooYoung(_:)`` when too little was known then, or ``TrainingError`` when
  ///   the delays cannot be fitted.
  func fitting(
    _ split: (fit: [Int], held: [Int]), settings: TrainingSettings
  ) throws -> FittingLeads {
    let firstHeld = split.held.map { records[$0].moment }.min()
    let isForward = settings.split.kind == .newest
    let end = isForward ? firstHeld ?? now : now
    let held = Set(leads.groups.map { groups in split.held.map { groups[$0] } } ?? [])
    let young = (labelledCount..<leads.count).filter { row in
      (records[row].moment < end || !isForward || firstHeld == nil)
        && !(leads.groups.map { held.contains($0[row]) } ?? false)
    }
    return try treated(
      split.fit, young: young, at: end, isHeldOut: isForward && firstHeld != nil, settings)
  }

  /// The leads to fit to at the time up to which outcomes are known.
  ///
  /// - Parameters:
  ///   - known: The rows to learn from of those whose outcome is known.
  ///   - judged: Rows of other leads that the fit is judged by; no young lead of their groups is
  ///     learned from.
  ///   - judgedLeads: Those leads.
  ///   - settings: The choices of the run.
  /// - Returns: The leads, and the rows to fit to.
  /// - Throws: ``TrainingError/tooYoung(_:)`` when too little is known, or ``TrainingError`` when the
  ///   delays cannot be fitted.
  func fitting(
    _ known: [Int], apartFrom judged: [Int], of judgedLeads: LabelledLeads,
    _ settings: TrainingSettings
  ) throws -> FittingLeads {
    let held = Set(judgedLeads.groups.map { groups in judged.map { groups[$0] } } ?? [])
    let young = (labelledCount..<leads.count).filter { row in
      !(leads.groups.map { held.contains($0[row]) } ?? false)
    }
    return try treated(known, young: young, at: now, isHeldOut: false, settings)
  }

  /// Rows whose outcome is known and others that may still convert, by the treatment.
  private func treated(
    _ known: [Int], young: [Int], at end: Timestamp, isHeldOut: Bool, _ settings: TrainingSettings
  ) throws -> FittingLeads {
    let rows = known + young.sorted { leads.keys[$0] < leads.keys[$1] }
    let standings = rows.map { standing(records[$0], at: end) }
    let own = learningBaseRates(from: treatment == .drop ? known : rows)
    let outcomes = KnownOutcomes(
      treatment: treatment, moment: min(end, now), isHeldOut: isHeldOut, horizon: horizon,
      standings: standings, ages: rows.map { age(of: records[$0], at: end) },
      needed: settings.allowsSmall ? 1 : KnownOutcomes.floor)
    if !settings.startsFromRules, treatment != .drop, !outcomes.suffice {
      throw TrainingError.tooYoung(outcomes)
    }
    switch treatment {
    case .drop: return FittingLeads(leads: own.leads, rows: known)
    // Weights that stand for nobody who did not convert would say that everybody does.
    case .ipcw where !outcomes.suffice: return own.untaught(rows, end)
    case .ipcw: return own.weighted(rows, standings, end)
    case .em: return try own.expected(rows, standings, end, settings)
    }
  }

  func standing(_ record: Record, at end: Timestamp) -> Standing {
    let age = age(of: record, at: end)
    if record.conversion <= min(age, horizon) { return .converted(record.conversion) }
    if record.loss <= min(age, horizon) { return .settled(record.loss) }
    return age >= horizon ? .settled(horizon) : .open(age)
  }

  /// For how many days a row has been watched at a time.
  private func age(of record: Record, at end: Timestamp) -> Double {
    max(0, (min(end, now) - record.moment).days)
  }

  /// Rows whose outcome is known, each weighing `1/G(t)`.
  private func weighted(_ rows: [Int], _ standings: [Standing], _ end: Timestamp) -> FittingLeads {
    let watching = CensoringCurve(ages: rows.map { age(of: records[$0], at: end) })
    var weights = [Double](repeating: 0, count: leads.count)
    var shares = leads.outcomes.map { $0 ? 1.0 : 0 }
    var fitOnly = [Bool](repeating: false, count: leads.count)
    var kept: [Int] = []
    for (row, standing) in zip(rows, standings) {
      switch standing {
      case .converted(let delay):
        weights[row] = 1 / watching.share(watchedFor: delay)
        shares[row] = 1
      case .settled(let delay):
        weights[row] = 1 / watching.share(watchedFor: delay)
        shares[row] = 0
      case .open: continue
      }
      fitOnly[row] = isYoung(row, at: end)
      kept.append(row)
    }
    return FittingLeads(
      leads: leads.fitted(weights: weights, shares: shares, fitOnly: fitOnly), rows: kept)
  }

  /// All rows as if none had converted, by which a fit that starts from rules stays with them.
  private func untaught(_ rows: [Int], _ end: Timestamp) -> FittingLeads {
    FittingLeads(
      leads: leads.fitted(
        weights: nil, shares: leads.outcomes.map { _ in 0 },
        fitOnly: leads.outcomes.indices.map { isYoung($0, at: end) }), rows: rows)
  }

  /// All rows, those that may still convert by the share that is expected to.
  private func expected(
    _ rows: [Int], _ standings: [Standing], _ end: Timestamp, _ settings: TrainingSettings
  ) throws -> FittingLeads {
    let fit = try DelayedFeedback(leads, rows: rows, standings: standings, settings: settings)
    var shares = leads.outcomes.map { $0 ? 1.0 : 0 }
    var fitOnly = [Bool](repeating: false, count: leads.count)
    for (index, row) in rows.enumerated() {
      shares[row] = fit.shares[index]
      fitOnly[row] = isYoung(row, at: end)
    }
    return FittingLeads(
      leads: leads.fitted(weights: nil, shares: shares, fitOnly: fitOnly), rows: rows)
  }

  /// Whether a row's horizon is not over at a time: it may be fitted to, but not judged on.
  private func isYoung(_ row: Int, at end: Timestamp) -> Bool {
    horizon.isFinite && age(of: records[row], at: end) < horizon
  }
}

/// The Kaplan–Meier curve of the time for which leads are watched.
///
/// A lead is watched from its moment to the day of the fit, which is known for every lead whether it
/// converted or not; so no time is cut short, and the curve is the share of leads watched for at least
/// so long: `G(t) = P(C ≥ t)`. The weight of a lead whose outcome was settled at `t` is `1/G(t)`
/// (inverse probability of censoring; Robins and Finkelstein 2000).
struct CensoringCurve: Sendable {
  private let ages: [Double]

  init(ages: [Double]) { self.ages = ages.sorted() }

  /// The share of leads that were watched for at least so many days.
  func share(watchedFor days: Double) -> Double {
    var (low, high) = (0, ages.count)
    while low < high {
      let middle = (low + high) / 2
      if ages[middle] < days { low = middle + 1 } else { high = middle }
    }
    // Whoever is asked for was watched so long: at least one was.
    return Double(max(1, ages.count - low)) / Double(max(1, ages.count))
  }
}

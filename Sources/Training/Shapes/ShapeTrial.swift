import Evaluation
import FeatureExtraction
import ScoringModel
import Tables

/// Leads to fit to and leads to judge on, several times over.
struct ShapeTrial {
  /// The rows to fit and to judge, trial by trial.
  let splits: [(fit: [Int], judged: [Int])]
  /// Whether the judged leads are newer than the fitted ones.
  let isForward: Bool

  /// How many trials there are.
  static let count = 3
  /// The number of leads beyond which more of them change no choice.
  static let sampleSize = 200_000

  /// Divides leads: forward in time where they have an order, by folds otherwise.
  ///
  /// Of very many leads an even sample is taken. Trials in which one outcome is absent on a side are left out.
  init(_ leads: LabelledLeads, rows all: [Int], split: HoldoutSplit) {
    let all = leads.judgeable(all)
    let stride = max(1, all.count / Self.sampleSize)
    let rows = all.indices.filter { $0 % stride == 0 }.map { all[$0] }
    isForward = leads.order != nil
    let trials: [(fit: [Int], judged: [Int])]
    if let order = leads.order {
      let sorted = rows.sorted { (order[$0], leads.keys[$0]) < (order[$1], leads.keys[$1]) }
      // The first half is always fitted to; the second is judged part by part.
      let cuts = (0...Self.count).map { part in
        rows.count * (Self.count + part) / (2 * Self.count)
      }
      trials = (0..<Self.count).map { part in
        let sides = leads.separated(
          older: Array(sorted[..<cuts[part]]), newer: Array(sorted[cuts[part]..<cuts[part + 1]]),
          judging: .half)
        let (fitted, judged) = (Set(sides.older), Set(sides.newer))
        return (rows.filter(fitted.contains), rows.filter(judged.contains))
      }
    } else {
      let folds = split.folds(leads, rows: rows, count: Self.count)
      trials = (0..<Self.count).map { fold in
        let places = rows.indices.partitioned { Int(folds[$0]) == fold }
        return (places.others.map { rows[$0] }, places.matching.map { rows[$0] })
      }
    }
    splits = trials.filter { split in
      [split.fit, split.judged].allSatisfy { rows in
        let positives = rows.count { leads.outcomes[$0] }
        return positives > 0 && positives < rows.count
      }
    }
  }

  /// Compares forms; nil without a trial.
  ///
  /// - Parameters:
  ///   - forms: The forms, the simplest first.
  ///   - leads: The leads.
  ///   - settings: The choices of the run.
  ///   - linear: The linear form of all rows, whose strengths are kept; nil where it is not among them.
  ///   - shapes: The shape model of all rows, whose strengths are kept.
  /// - Returns: How the forms did, and what they made of the leads.
  /// - Throws: ``TrainingError``.
  func compare(
    _ forms: [ShapeComparison.Form], _ leads: LabelledLeads, settings: TrainingSettings,
    linear: FittedFeatures?, shapes: ShapeModel
  ) throws -> (comparison: ShapeComparison, judged: JudgedLeads)? {
    guard !splits.isEmpty else { return nil }
    // Every trial looks for pairs itself, as the model does: the way is judged, not its pairs.
    let mostPairs = forms.contains(.shapesWithPairs) ? settings.pairCount : 0
    var sides: [JudgedSide] = []
    for (done, split) in splits.enumerated() {
      settings.progress(.forms(done: done, of: splits.count))
      sides.append(
        try JudgedSide(
          split.judged, byFitsTo: split.fit, leads, settings: settings, linear: linear,
          shapes: shapes, pairCount: mostPairs))
    }
    func competing(_ form: ShapeComparison.Form, _ pairCount: Int) -> [[Double]] {
      sides.map { $0.logOdds(form, pairCount: pairCount, lines: $0.competingLines) }
    }
    let counts = Array(1...max(1, mostPairs))
    let byCount = try counts.map { try judgement(of: competing(.shapesWithPairs, $0), sides) }
    let simplest = try judgement(of: competing(forms[0], 0), sides)
    let pairCount = counts[
      ShapeComparison.simplest(of: byCount.map(\.losses)) {
        !isForward || byCount[$0].auc >= simplest.auc
      }.simplest]
    let judged = try forms.map { try judgement(of: competing($0, pairCount), sides) }
    let comparison = ShapeComparison(
      forms: forms, losses: judged.map(\.losses),
      constant: sides.flatMap { $0.losses([Double](repeating: $0.base, count: $0.rows.count)) },
      aucs: judged.map(\.auc), isForward: isForward, pairCount: pairCount)
    let kept = sides.flatMap {
      $0.logOdds(comparison.kept, pairCount: pairCount, lines: $0.lines)
    }
    return (comparison, JudgedLeads(rows: sides.flatMap(\.rows), logOdds: kept))
  }

  /// The log loss of every lead, and the AUC, the mean over trials.
  private func judgement(
    of logOdds: [[Double]], _ sides: [JudgedSide]
  ) throws -> (losses: [Double], auc: Double) {
    let areas = try zip(logOdds, sides).map { logOdds, side in
      AUC(try RankedOutcomes(scores: logOdds, outcomes: side.outcomes)).value
    }
    return (
      zip(logOdds, sides).flatMap { $1.losses($0) },
      areas.reduce(0, +) / Double(areas.count)
    )
  }
}

/// Leads with the log odds that fits of the form that was kept give them which have not seen them.
struct JudgedLeads {
  /// The leads, trial after trial.
  let rows: [Int]
  /// Their log odds, in the same order.
  let logOdds: [Double]
}

extension Range<Int> {
  /// The numbers that fulfil a condition, and the others.
  fileprivate func partitioned(_ condition: (Int) -> Bool) -> (matching: [Int], others: [Int]) {
    (filter(condition), filter { !condition($0) })
  }
}

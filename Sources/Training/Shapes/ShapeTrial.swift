import Evaluation
import FeatureExtraction
import ScoringModel
import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

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
  ///   - lambda: The ridge strength of the linear form.
  ///   - shapes: The shape model of all rows, whose strengths are kept.
  /// - Returns: How the forms did, and what they made of the leads.
  /// - Throws: ``TrainingError``.
  func compare(
    _ forms: [ShapeComparison.Form], _ leads: LabelledLeads, settings: TrainingSettings,
    lambda: Double, shapes: ShapeModel
  ) throws -> (comparison: ShapeComparison, judged: JudgedLeads)? {
    guard !splits.isEmpty else { return nil }
    var judged = JudgedLeads(rows: [], logOdds: [:])
    var losses = [[Double]](repeating: [], count: forms.count)
    var constant: [Double] = []
    var aucs = [Double](repeating: 0, count: forms.count)
    for (done, split) in splits.enumerated() {
      settings.progress(.forms(done: done, of: splits.count))
      judged.rows += split.judged
      let leads = leads.learningBaseRates(from: split.fit)
      let table = leads.table.rows(split.judged)
      let outcomes = split.judged.map { leads.outcomes[$0] }
      let model = try ShapeModel(
        ShapeRows(leads.declarations, leads: leads, rows: split.fit, signs: settings.signs),
        kind: settings.nonlinear ?? .smooth,
        pairCount: forms.contains(.shapesWithPairs) ? settings.pairCount : 0, prior: shapes,
        threads: settings.threads)
      let shaped = try model.logOdds(table)
      let rate = Double(split.fit.count { leads.outcomes[$0] }) / Double(split.fit.count)
      constant += Self.losses(
        [Double](repeating: log(rate / (1 - rate)), count: outcomes.count), outcomes)
      for (index, form) in forms.enumerated() {
        let logOdds =
          switch form {
          case .linear:
            try FittedFeatures(
              leads.declarations, leads: leads, rows: split.fit,
              settings: settings.onlyLogOdds, lambda: lambda
            ).logOdds(table)
          case .shapes: shaped.mains
          case .shapesWithPairs: shaped.all
          }
        judged.logOdds[form, default: []] += logOdds
        losses[index] += Self.losses(logOdds, outcomes)
        aucs[index] +=
          AUC(try RankedOutcomes(scores: logOdds, outcomes: outcomes)).value
          / Double(splits.count)
      }
    }
    let comparison = ShapeComparison(
      forms: forms, losses: losses, constant: constant, aucs: aucs, isForward: isForward)
    return (comparison, judged)
  }

  /// The log loss of each lead.
  private static func losses(_ logOdds: [Double], _ outcomes: [Bool]) -> [Double] {
    zip(logOdds, outcomes).map { logOdds, converted in
      let against = converted ? -logOdds : logOdds
      return max(against, 0) + log1p(exp(-against.magnitude))
    }
  }
}

/// Leads with the log odds that fits of each form give them which have not seen them.
struct JudgedLeads {
  /// The leads, trial after trial.
  var rows: [Int]
  /// Their log odds under each form, in the same order.
  var logOdds: [ShapeComparison.Form: [Double]]
}

extension Range<Int> {
  /// The numbers that fulfil a condition, and the others.
  fileprivate func partitioned(_ condition: (Int) -> Bool) -> (matching: [Int], others: [Int]) {
    (filter(condition), filter { !condition($0) })
  }
}

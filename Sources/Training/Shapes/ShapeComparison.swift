/// What shapes and pairs gained on leads that the compared models had not seen.
public struct ShapeComparison: Sendable, Equatable {
  /// How a model may be built, the simplest first.
  public enum Form: String, Sendable, Codable, CaseIterable {
    /// Numbers as straight lines.
    case linear
    /// Numbers as shapes.
    case shapes
    /// Shapes, and tables of pairs of features.
    case shapesWithPairs = "shapes_with_pairs"
  }

  /// One form and how it did.
  public struct Candidate: Sendable, Equatable {
    /// The form.
    public let form: Form
    /// The mean log loss in nats per lead.
    public let logLoss: Double
    /// The AUC, averaged over the trials.
    public let auc: Double
    /// The log loss of the simplest form less this one's, and the standard error of the difference.
    public let gain, gainStandardError: Double
  }

  /// How many pairs the form with pairs has: the fewest that do about best.
  public let pairCount: Int
  /// The forms that were tried, the simplest first.
  public let candidates: [Candidate]
  /// The form that was kept.
  public let kept: Form
  /// Whether models were always judged on leads newer than those they were fitted to.
  public let isForward: Bool
  /// How many leads the models were judged on.
  public let rows: Int

  /// The log loss, in nats per lead, that the simplest form must not lose where nothing is found.
  private static let harmfulLoss = 0.01

  /// Compares forms by the losses of the same leads.
  ///
  /// Kept is the simplest form whose mean loss exceeds the best one's by no more than a standard
  /// error of the difference. Where even the best does not beat a constant by two standard errors,
  /// nothing was found, and the simplest is kept unless it does harm.
  ///
  /// On newer leads the rate of conversions has often moved, and a form may win on log loss by being
  /// less sure of the old rate while it ranks worse. There only forms count that rank at least as
  /// well as the simplest.
  ///
  /// - Parameters:
  ///   - forms: The forms, the simplest first.
  ///   - losses: The log loss of every lead under each form.
  ///   - constant: The log loss of every lead under the rate of the leads fitted to.
  ///   - aucs: The AUC of each form.
  ///   - isForward: Whether the leads are newer than those fitted to.
  ///   - pairCount: How many pairs the form with pairs has.
  init(
    forms: [Form], losses: [[Double]], constant: [Double], aucs: [Double], isForward: Bool,
    pairCount: Int
  ) {
    let means = Self.means(losses)
    candidates = forms.indices.map { index in
      let difference = Difference(losses[0], losses[index])
      return Candidate(
        form: forms[index], logLoss: means[index], auc: aucs[index], gain: difference.mean,
        gainStandardError: difference.standardError)
    }
    let (best, simplest) = Self.simplest(of: losses) { !isForward || aucs[$0] >= aucs[0] }
    let overConstant = Difference(constant, losses[best])
    let hasFound = overConstant.mean > 2 * overConstant.standardError
    let doesHarm = means[0] - means[best] > Self.harmfulLoss
    kept = forms[hasFound || doesHarm ? simplest : 0]
    self.isForward = isForward
    self.pairCount = pairCount
    rows = losses[0].count
  }

  /// The best of several, and the first whose mean loss exceeds its by no more than a standard error of
  /// the difference.
  ///
  /// - Parameters:
  ///   - losses: The loss of every lead under each of them, the simplest first.
  ///   - isEligible: Which of them count; all unless said.
  /// - Returns: Their places.
  static func simplest(
    of losses: [[Double]], where isEligible: (Int) -> Bool = { _ in true }
  ) -> (best: Int, simplest: Int) {
    let means = means(losses)
    let eligible = means.indices.filter(isEligible)
    let best = eligible.min { (means[$0], $0) < (means[$1], $1) } ?? 0
    let simplest = eligible.first { index in
      let difference = Difference(losses[index], losses[best])
      return difference.mean <= difference.standardError
    }
    return (best, simplest ?? best)
  }

  private static func means(_ losses: [[Double]]) -> [Double] {
    losses.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
  }

  /// The mean of paired differences.
  private struct Difference {
    let mean, standardError: Double

    init(_ first: [Double], _ second: [Double]) {
      let count = Double(first.count)
      let differences = zip(first, second).map { $0 - $1 }
      let mean = differences.reduce(0, +) / count
      let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      self.mean = mean
      standardError = count > 1 ? (squares / (count - 1) / count).squareRoot() : .infinity
    }
  }
}

extension ShapeComparison.Form: CustomStringConvertible {
  /// The form as a person would say it.
  public var description: String {
    switch self {
    case .linear: "straight lines"
    case .shapes: "shapes"
    case .shapesWithPairs: "shapes with pairs"
    }
  }
}

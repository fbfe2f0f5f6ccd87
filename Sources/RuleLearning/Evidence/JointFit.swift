internal import LinearAlgebra
internal import RuleScoring
internal import Training

/// One logistic fit of all rules of a book together, and of features that no rule reads.
///
/// Fitted together, a rule is credited only with what the other rules do not explain.
struct JointFit {
  /// For each rule its effect; nil where it applies to no lead or to all in the same way.
  let effects: [RuleEffect?]
  /// For each candidate the effects of its codes against the most frequent one.
  let candidates: [FittedCandidate]

  /// Fits.
  ///
  /// A hint of ridge, a prior of standard deviation 3 on every log odds ratio, keeps rules finite
  /// whose few leads all converted or all did not.
  ///
  /// - Throws: `FitError`, for instance when all leads converted.
  init(
    _ applications: RuleApplications, candidates: [CandidateFeature], outcomes: [Bool], threads: Int
  ) throws {
    let rules = applications.columns.indices.filter { applications.columns[$0].varies }
    let rowCount = outcomes.count
    var elements = [Double](repeating: 0, count: rowCount * rules.count)
    for (column, rule) in rules.enumerated() {
      for (row, weight) in applications.columns[rule].entries {
        elements[row * rules.count + column] = weight
      }
    }
    let coded = candidates.map(CodedCandidate.init)
    let matrix = DesignMatrix(
      dense: DenseBlock(rowCount: rowCount, columnCount: rules.count, elements: elements),
      factors: coded.map {
        Factor(codes: $0.codes, levelCount: $0.levels.count, dropsFirstLevel: true)
      })
    let fit = try LogisticRegression.fit(
      matrix, outcomes: outcomes.map { $0 ? 1 : 0 },
      penalty: RidgePenalty(lambda: 0.1 / Double(rowCount)), threads: threads)
    let inference = WaldInference(fit)
    func effect(_ parameter: Int) -> RuleEffect? {
      inference.coefficients[parameter].map {
        RuleEffect(logOdds: $0.estimate, standardError: $0.standardError)
      }
    }
    var effects = [RuleEffect?](repeating: nil, count: applications.columns.count)
    for (column, rule) in rules.enumerated() { effects[rule] = effect(1 + column) }
    self.effects = effects
    var next = 1 + rules.count
    self.candidates = coded.map { coded in
      let parameters = Array(next..<next + coded.levels.count - 1)
      next += parameters.count
      return FittedCandidate(
        feature: coded.feature, codes: Array(coded.levels.dropFirst()),
        effects: parameters.map(effect), pValue: inference.test(parameters)?.pValue ?? 1)
    }
  }
}

/// How often each rule of a book applies to each lead.
struct RuleApplications {
  /// One rule over all leads.
  struct Column {
    /// The leads it applies to, ascending, with how many times.
    private(set) var entries: [(row: Int, weight: Double)] = []
    let rowCount: Int

    init(rowCount: Int) { self.rowCount = rowCount }

    mutating func add(_ row: Int, _ weight: Double) { entries.append((row, weight)) }

    /// Whether it tells leads apart.
    var varies: Bool {
      guard let first = entries.first else { return false }
      return entries.count < rowCount || entries.contains { $0.weight != first.weight }
    }
  }

  /// One element per rule, counted through all groups.
  let columns: [Column]

  init(_ scores: RuleScores) {
    let count = scores.book.groups.reduce(0) { $0 + $1.rules.count }
    var columns = [Column](repeating: Column(rowCount: scores.count), count: count)
    for row in 0..<scores.count {
      for (rule, weight) in scores.applied(row) { columns[rule].add(row, weight) }
    }
    self.columns = columns
  }
}

internal import Evaluation
public import RuleScoring
internal import Tables

/// What history says of a points table: the evidence of every rule and what should change.
public struct RuleSuggestions: Sendable {
  /// The rate at which changes of points may be false, among all that are suggested.
  ///
  /// The test also forgives half a step of points, so that far fewer are: of 528 right rules in 24
  /// simulated books one was called off.
  public static let falseDiscoveryRate = 0.1
  /// The rate at which rules to add may be false; nothing is forgiven in their test.
  public static let falseAdditionRate = 0.05

  /// The book that was judged.
  public let book: RuleBook
  /// How many leads judged it.
  public let leadCount: Int
  /// How many of them converted.
  public let conversionCount: Int
  /// The points that double the odds of converting, on the scale of the book.
  public let pointsToDoubleOdds: Double
  /// One element per rule, in the order of the book.
  public let evidence: [RuleEvidence]
  /// Rules that the book lacks, the strongest first.
  public let missing: [MissingRule]
  /// Caps that would cut off points which history asks for.
  public let caps: [CapChange]
  /// The book with other points where history asks for them, and with the missing rules.
  public let revised: RuleBook

  /// Judges the rules that scored some leads by how those ended.
  ///
  /// All rules, and the features that no rule reads, are fitted together in one logistic regression,
  /// so that a rule is credited only with what the others do not explain. What is off is told by a
  /// test of all rules together; see ``falseDiscoveryRate``.
  ///
  /// - Parameters:
  ///   - scores: The points of the leads.
  ///   - outcomes: Whether each converted.
  ///   - candidates: What the model reads and no rule does.
  ///   - threads: The number of threads.
  /// - Throws: ``RuleLearningError/noScale``, and `FitError` when the rules cannot be fitted.
  public init(
    _ scores: RuleScores, outcomes: [Bool], candidates: [CandidateFeature] = [], threads: Int = 1
  ) throws {
    let book = scores.book
    let rules = book.groups.flatMap { group in group.rules.map { (group.name, $0) } }
    let applications = RuleApplications(scores)
    let fit = try JointFit(
      applications, candidates: candidates, outcomes: outcomes, threads: threads)
    let step = book.pointsStep
    let scale = PointsScaleEstimate(
      effects: fit.effects, points: rules.map(\.1.points), step: step,
      rate: Self.falseDiscoveryRate)
    guard let scale else { throw RuleLearningError.noScale(book: book.name) }
    let conversions = outcomes.count { $0 }
    evidence = rules.indices.map { number in
      RuleEvidence(
        number: number, group: rules[number].0, rule: rules[number].1,
        with: applications.columns[number].conversions(outcomes), leads: outcomes.count,
        conversions: conversions, effect: fit.effects[number], isOff: scale.isOff[number],
        logOddsPerPoint: scale.logOddsPerPoint, step: step)
    }
    let found = FalseDiscoveryRate.rejections(
      fit.candidates.map(\.pValue), rate: Self.falseAdditionRate)
    missing = try zip(fit.candidates, found).filter(\.1).sorted { $0.0.pValue < $1.0.pValue }
      .compactMap {
        try MissingRule($0.0, logOddsPerPoint: scale.logOddsPerPoint, step: step)
      }
    self.book = book
    leadCount = outcomes.count
    conversionCount = conversions
    pointsToDoubleOdds = 0.693_147_180_559_945_3 / scale.logOddsPerPoint
    var points: [Int: Double] = [:]
    for rule in evidence { points[rule.number] = rule.suggestion }
    let caps = CapChange.all(in: book, points: points, step: step)
    self.caps = caps
    revised = book.revised(
      points: points, adding: missing.map(\.group),
      caps: Dictionary(caps.map { ($0.group, $0.proposed) }) { first, _ in first })
  }

  /// The rules whose points should change.
  public var changes: [RuleEvidence] { evidence.filter { $0.suggestion != nil } }
}

extension RuleApplications.Column {
  /// Conversions among the leads that the rule applies to.
  fileprivate func conversions(_ outcomes: [Bool]) -> Proportion {
    Proportion(successes: entries.count { outcomes[$0.row] }, trials: entries.count)
  }
}

extension RuleEvidence {
  fileprivate init(
    number: Int, group: String, rule: Rule, with: Proportion, leads: Int, conversions: Int,
    effect: RuleEffect?, isOff: Bool, logOddsPerPoint: Double, step: Double
  ) {
    self.number = number
    self.group = group
    self.rule = rule.description
    line = rule.place.line
    points = rule.points
    self.with = with
    without = Proportion(
      successes: conversions - with.successes, trials: leads - with.trials)
    self.effect = effect
    deserved = effect.map { PointsEstimate($0, logOddsPerPoint: logOddsPerPoint) }
    guard let effect, let deserved else {
      (verdict, suggestion) = (.neverTested, nil)
      return
    }
    guard isOff else {
      let isUnproven = rule.points != 0 && effect.coversNothing
      (verdict, suggestion) = (isUnproven ? .unproven : .fits, nil)
      return
    }
    let rounded = (deserved.points / step).rounded() * step + 0
    switch () {
    case _ where effect.coversNothing: (verdict, suggestion) = (.noEvidence, 0)
    case _ where rule.points * deserved.points < 0: (verdict, suggestion) = (.wrongSign, rounded)
    case _ where rule.points == 0:
      (verdict, suggestion) = (deserved.points > 0 ? .tooFew : .tooMany, rounded)
    case _ where deserved.points.magnitude > rule.points.magnitude:
      (verdict, suggestion) = (.tooFew, rounded)
    default: (verdict, suggestion) = (.tooMany, rounded)
    }
  }
}

/// Why nothing can be learned about a points table.
public enum RuleLearningError: Error, Sendable, Equatable {
  /// More points do not go with more conversions: the book has no scale to put suggestions on.
  case noScale(book: String)
  /// A model without features that a book could ask for.
  case nothingToExport(model: String)
}

extension RuleLearningError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .noScale(let book):
      "more points by \"\(book.displayed())\" do not go with more conversions among these leads;"
        + " start from the model with \"leadscore rules export\""
    case .nothingToExport(let model):
      "model \"\(model.displayed())\" tells leads apart by nothing: there are no points to write"
    }
  }
}

import LinearAlgebra

/// How strongly ridge holds coefficients back, and how strongly where forms of a model compete.
///
/// A penalty draws effects towards none, and with them what is new towards what was so on average.
/// On leads drawn at random the loss out of fold says how much of that pays. Of newer leads it says
/// little: features move, and older leads cannot tell what a weaker penalty would gain there. So where
/// leads stand in time and conversions are plenty, a model takes the weakest penalty that older leads
/// do not clearly speak against, down to what is worth one lead: a standard normal prior on the
/// effects of standardized numbers. Forms of a model compete at the smallest loss all the same: a form
/// is not to win because another was held back too little.
struct RidgeStrength: Equatable {
  /// The strength of the model's penalty, on the mean log loss.
  let fitted: Double
  /// The strength at which straight lines compete with shapes.
  let competing: Double

  /// The conversions per parameter from which on a fit can do without a penalty.
  ///
  /// Peduzzi and others, A simulation study of the number of events per variable in logistic
  /// regression analysis, J Clin Epidemiol 1996.
  static let eventsPerParameter = 10.0

  /// One strength for both.
  init(_ lambda: Double) { self.init(fitted: lambda, competing: lambda) }

  private init(fitted: Double, competing: Double) {
    self.fitted = fitted
    self.competing = competing
  }

  /// What cross-validation chooses by a rule.
  ///
  /// - Parameters:
  ///   - validation: The losses out of fold.
  ///   - rule: The rule.
  ///   - encoded: The leads that were divided into folds.
  ///   - inTime: Whether they stand in time.
  init(
    _ validation: RidgeCrossValidation, by rule: TrainingSettings.StrengthRule,
    of encoded: EncodedLeads, inTime: Bool
  ) {
    switch rule {
    case .oneStandardError: self.init(validation.lambdaOneStandardError)
    case .standard where inTime && Self.isPlenty(encoded):
      self.init(
        fitted: validation.weakestWithinOneStandardError(from: 1 / Double(encoded.rows.count)),
        competing: validation.lambdaMin)
    case .standard, .smallestLoss: self.init(validation.lambdaMin)
    }
  }

  /// Whether the rarer outcome is frequent enough to estimate every parameter by itself.
  private static func isPlenty(_ encoded: EncodedLeads) -> Bool {
    let conversions = encoded.outcomes.reduce(0, +)
    let rarer = min(conversions, Double(encoded.outcomes.count) - conversions)
    return rarer >= eventsPerParameter * Double(encoded.designMatrix.layout.count - 1)
  }
}

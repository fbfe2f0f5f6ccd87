public import LinearAlgebra

/// Finds out whether outcomes are separated, and by which columns.
public enum SeparationTest {
  /// Looks at each column by itself: one reading of the rows.
  ///
  /// A level whose rows all have the same outcome, and a dense column whose values for events all
  /// lie on one side of those for non-events, separate the outcomes whatever the other columns are.
  /// This is exact, but says nothing of combinations of columns. A reference level that separates is
  /// named by the other levels' parameters and the intercept.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row; by default 1.
  ///   - threads: The number of threads.
  /// - Returns: A separation per column that separates, dense columns first.
  public static func singleColumns(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil, threads: Int = 1
  ) -> [Separation] {
    ColumnSeparation(designMatrix, outcomes: outcomes, weights: weights, threads: threads)
      .separations
  }

  /// Decides whether the outcomes are separated by any combination of columns.
  ///
  /// Three tests, the cheap ones first: every column by itself; Newton's method, whose quadratic
  /// convergence proves that the outcomes overlap and whose predictor, if it has the right sign for
  /// every row, that they are separated completely; and the iterative rectifier of Correia, Guimarães
  /// and Zylkin (2019) on the unweighted Gram for what is left, mostly quasi-complete separation by
  /// several columns. Without separation it costs what a fit does.
  ///
  /// - Parameters:
  ///   - designMatrix: The rows.
  ///   - outcomes: A number between 0 and 1 per row.
  ///   - weights: A number of at least 0 per row; rows of weight 0 do not count.
  ///   - threads: The number of threads.
  ///   - maximumPasses: The number of passes after which the verdict is undecided.
  /// - Returns: The verdict.
  /// - Throws: ``FitError`` if a value is out of range or there is only one class.
  public static func verdict(
    _ designMatrix: DesignMatrix, outcomes: [Double], weights: [Double]? = nil, threads: Int = 1,
    maximumPasses: Int = 2000
  ) throws(FitError) -> SeparationVerdict {
    let objective = try LogisticObjective(
      fitting: designMatrix, outcomes: outcomes, weights: weights, offset: nil, threads: threads)
    let single = singleColumns(
      designMatrix, outcomes: outcomes, weights: weights, threads: threads)
    if !single.isEmpty { return .separated(Separation(joining: single)) }
    var newton = NewtonSeparation(objective)
    if let verdict = newton.verdict() { return verdict }
    var rectifier = SeparationRectifier(objective)
    return rectifier.verdict(maximumPasses: maximumPasses - newton.passes)
  }
}

extension Separation {
  /// The separations of several columns as one.
  fileprivate init(joining separations: [Separation]) {
    var signs: [Int: Bool] = [:]
    for separation in separations {
      for (parameter, sign) in zip(separation.parameters, separation.goesToPlusInfinity) {
        signs[parameter] = signs[parameter] ?? sign
      }
    }
    let parameters = signs.keys.sorted()
    self.init(
      kind: separations.contains { $0.kind == .complete } ? .complete : .quasi,
      parameters: parameters, goesToPlusInfinity: parameters.compactMap { signs[$0] })
  }

  /// The separation along a direction of scaled parameters.
  ///
  /// - Parameters:
  ///   - kind: Whether all rows are separated.
  ///   - direction: A number per parameter of standardized columns.
  ///   - share: Parameters with a smaller share of the largest number are not named.
  init(_ kind: Kind, along direction: [Double], share: Double) {
    let largest = direction.map(abs).max() ?? 0
    let named = direction.indices.filter { abs(direction[$0]) > share * largest }
    self.init(
      kind: kind, parameters: named, goesToPlusInfinity: named.map { direction[$0] > 0 })
  }
}

/// The penalty `λ·Σ f_g·(α·√p_g·‖v_g‖ + (1 - α)/2·‖v_g‖²)` on coefficients, added to the mean loss.
///
/// `v` are the coefficients of the standardized columns (variance 1 with `1/N`, as in glmnet), or
/// those of the raw columns. With ``Grouping/parameters`` every group `g` is a single parameter,
/// `p_g = 1`, and this is glmnet's elastic net: `α = 1` is the lasso, `α = 0` ridge. With
/// ``Grouping/factors`` the `p_g` parameters of a factor form one group, so that it enters or
/// leaves a model whole (Yuan and Lin 2006); `√p_g` keeps large factors from entering by size alone.
/// The intercept is never penalized.
public struct ElasticNetPenalty: Sendable, Equatable {
  /// Which parameters enter together.
  public enum Grouping: Sendable, Equatable {
    /// Every parameter on its own.
    case parameters

    /// All parameters of a factor together, dense columns on their own.
    case factors
  }

  /// The share `α` of the lasso, from 0 (ridge) to 1.
  public let lassoShare: Double

  /// Which parameters enter together.
  public let grouping: Grouping

  /// Whether the penalty acts on standardized columns.
  public let standardizes: Bool

  /// The factor `f` of every parameter, the intercept's ignored; `nil` stands for 1.
  ///
  /// Of a group the first parameter's counts. They are not rescaled, unlike glmnet's.
  public let factors: [Double]?

  /// The limits of the coefficients of the raw columns; `nil` for none.
  public let bounds: CoefficientBounds?

  /// Creates a penalty.
  ///
  /// - Parameters:
  ///   - lassoShare: The share `α` of the lasso, from 0 to 1.
  ///   - grouping: Which parameters enter together.
  ///   - standardizes: Whether the penalty acts on standardized columns.
  ///   - factors: A factor of at least 0 per parameter, in the order of the matrix' layout.
  ///   - bounds: The limits of the coefficients, which ``Grouping/factors`` does not allow.
  public init(
    lassoShare: Double, grouping: Grouping = .parameters, standardizes: Bool = true,
    factors: [Double]? = nil, bounds: CoefficientBounds? = nil
  ) {
    self.lassoShare = lassoShare
    self.grouping = grouping
    self.standardizes = standardizes
    self.factors = factors
    self.bounds = bounds
  }

  /// The lasso.
  public static let lasso = ElasticNetPenalty(lassoShare: 1)

  /// The lasso by which a factor enters whole.
  public static let groupLasso = ElasticNetPenalty(lassoShare: 1, grouping: .factors)
}

/// A column that may become a feature, and how it is to be encoded.
public struct FeatureDeclaration: Sendable, Equatable {
  /// How values become numbers or codes.
  public enum Encoding: Sendable, Equatable {
    /// A number, standardized, missing values filled with the mean beside an indicator.
    case numeric(NumericTransform)
    /// A category; levels seen fewer times are pooled.
    case categorical(minimumCount: Int)
    /// A category whose levels have an order: those listed, then others by the numbers in them.
    case ordered([String], minimumCount: Int)
    /// A number cut at increasing edges: `[50, 100]` makes below 50, 50 to below 100, 100 and more.
    case binned(edges: [Double])
  }

  /// The name under which the feature is explained.
  public let name: String
  /// The column of the table it is read from.
  public let column: String
  /// Where the knowledge comes from.
  public let kind: FeatureKind
  /// How values become numbers or codes.
  public let encoding: Encoding
  /// The base rate that the column's values were drawn towards; nil for all but such rates.
  public let baseRate: BaseRate?
  /// The field of several values that the feature is one of, or whether it is given; nil for any other.
  public let listedField: ListedField?

  /// A field that holds several values, as in `SAP;Salesforce`.
  public struct ListedField: Sendable, Equatable {
    /// What its features are named after.
    public let name: String
    /// The values that differ in case or spaces only; see ``AlikeSpellings``.
    public let alike: [[String]]
  }

  /// A declaration; the name is the column's unless another is given.
  public init(
    name: String? = nil, column: String, kind: FeatureKind, encoding: Encoding,
    baseRate: BaseRate? = nil, listedField: ListedField? = nil
  ) {
    self.name = name ?? column
    self.column = column
    self.kind = kind
    self.encoding = encoding
    self.baseRate = baseRate
    self.listedField = listedField
  }

  /// The same feature of a column whose values were drawn towards another base rate.
  public func drawn(towards base: BaseRate) -> FeatureDeclaration {
    FeatureDeclaration(
      name: name, column: column, kind: kind, encoding: encoding, baseRate: base,
      listedField: listedField)
  }

  /// The fewest leads a level needs to be a level of its own, unless declared otherwise.
  ///
  /// Five also keeps a level in the model from pointing at a person.
  public static let defaultMinimumCount = 5
  /// The most levels a category keeps; the rest is pooled.
  public static let largestLevelCount = 100
}

/// A change of scale before standardizing.
public enum NumericTransform: String, Sendable, Codable {
  /// The number as it is.
  case none
  /// `sign(x) · ln(1 + |x|)`: for amounts and counts that span orders of magnitude.
  case log

  func callAsFunction(_ value: Double) -> Double {
    switch self {
    case .none: value
    case .log: value < 0 ? -naturalLog1p(-value) : naturalLog1p(value)
    }
  }
}

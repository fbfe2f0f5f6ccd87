/// A column of a lead and the encoding that was learned for it.
public struct Feature: Sendable, Equatable {
  /// How values become numbers or codes, with what was learned from training leads.
  public enum Encoding: Sendable, Equatable {
    /// A standardized number.
    case numeric(NumericEncoding)
    /// Codes of levels.
    case categorical(CategoricalEncoding)
    /// Codes of bins.
    case binned(BinnedEncoding)
  }

  /// The name under which the feature is explained.
  public let name: String
  /// The column it is read from.
  public let column: String
  /// Where the knowledge comes from.
  public let kind: FeatureKind
  /// The learned encoding.
  public let encoding: Encoding

  /// A feature of a column.
  public init(name: String, column: String, kind: FeatureKind, encoding: Encoding) {
    self.name = name
    self.column = column
    self.kind = kind
    self.encoding = encoding
  }

  /// How many codes the feature has; nil when it is numeric.
  public var codeCount: Int? {
    switch encoding {
    case .numeric: nil
    case .categorical(let categorical): categorical.codeCount
    case .binned(let binned): binned.codeCount
    }
  }

  /// What a code stands for, as it may be shown; nil for a numeric feature.
  public func label(_ code: Int) -> String? {
    switch encoding {
    case .numeric: nil
    case .categorical(let categorical): categorical.label(code)
    case .binned(let binned): binned.label(code)
    }
  }

  /// The share of training leads per code; empty for a numeric feature.
  public var shares: [Double] {
    switch encoding {
    case .numeric: []
    case .categorical(let categorical): categorical.shares
    case .binned(let binned): binned.shares
    }
  }
}

extension Feature: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, column, kind, numeric, categorical, binned
  }

  /// Reads a feature with exactly one encoding.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    column = try container.decode(String.self, forKey: .column)
    kind = try container.decode(FeatureKind.self, forKey: .kind)
    if let numeric = try container.decodeIfPresent(NumericEncoding.self, forKey: .numeric) {
      encoding = .numeric(numeric)
    } else if let binned = try container.decodeIfPresent(BinnedEncoding.self, forKey: .binned) {
      encoding = .binned(binned)
    } else {
      encoding = .categorical(try container.decode(CategoricalEncoding.self, forKey: .categorical))
    }
  }

  /// Writes the encoding under a key that names it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(column, forKey: .column)
    try container.encode(kind, forKey: .kind)
    switch encoding {
    case .numeric(let numeric): try container.encode(numeric, forKey: .numeric)
    case .categorical(let categorical): try container.encode(categorical, forKey: .categorical)
    case .binned(let binned): try container.encode(binned, forKey: .binned)
    }
  }
}

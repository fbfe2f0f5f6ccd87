/// One or two columns of a lead and the encoding that was learned for it.
public struct Feature: Sendable, Equatable {
  /// How values become numbers or codes, with what was learned from training leads.
  public enum Encoding: Sendable, Equatable {
    /// A standardized number.
    case numeric(NumericEncoding)
    /// Codes of levels.
    case categorical(CategoricalEncoding)
    /// Codes of bins.
    case binned(BinnedEncoding)
    /// Codes of the cells of two columns.
    case crossed(CrossedEncoding)
  }

  /// The name under which the feature is explained.
  public let name: String
  /// The columns it is read from: one, or two when they are crossed.
  public let columns: [String]
  /// Where the knowledge comes from.
  public let kind: FeatureKind
  /// The learned encoding.
  public let encoding: Encoding
  /// The base rate that values are drawn towards before they are encoded; nil for all but rates of
  /// events.
  public let baseRate: BaseRate?

  /// A feature of one column.
  public init(
    name: String, column: String, kind: FeatureKind, encoding: Encoding, baseRate: BaseRate? = nil
  ) {
    self.name = name
    self.columns = [column]
    self.kind = kind
    self.encoding = encoding
    self.baseRate = baseRate
  }

  /// A feature of two columns.
  public init(name: String, kind: FeatureKind, crossing crossed: CrossedEncoding) {
    self.name = name
    self.columns = [crossed.first.column, crossed.second.column]
    self.kind = kind
    self.encoding = .crossed(crossed)
    baseRate = nil
  }

  /// How many parameters tell the codes apart; nil when it is numeric.
  public var levelCount: Int? {
    if case .crossed(let crossed) = encoding { crossed.levelCount } else { codeCount }
  }

  /// The level, the unit with a parameter, that each code belongs to; empty when it is numeric.
  ///
  /// Only cells of two columns share levels; otherwise every code is a level.
  public var levels: [Int] {
    if case .crossed(let crossed) = encoding { crossed.levels } else { Array(0..<(codeCount ?? 0)) }
  }

  /// The share of training leads per level; empty for a numeric feature.
  public var levelShares: [Double] {
    guard case .crossed(let crossed) = encoding else { return shares }
    var sums = [Double](repeating: 0, count: crossed.levelCount)
    for (level, share) in zip(crossed.levels, crossed.shares) { sums[level] += share }
    return sums
  }

  /// What a level stands for; a level of many cells is named by the one with the most leads.
  public func levelLabel(_ level: Int) -> String? {
    guard case .crossed(let crossed) = encoding else { return label(level) }
    let cells = crossed.levels.indices.filter { crossed.levels[$0] == level }
    let largest = cells.max { (crossed.shares[$0], -$0) < (crossed.shares[$1], -$1) }
    guard let largest else { return nil }
    let label = crossed.label(largest)
    return cells.count == 1 ? label : "\(label), and \(cells.count - 1) more"
  }

  /// How many codes the feature has; nil when it is numeric.
  public var codeCount: Int? {
    switch encoding {
    case .numeric: nil
    case .categorical(let categorical): categorical.codeCount
    case .binned(let binned): binned.codeCount
    case .crossed(let crossed): crossed.codeCount
    }
  }

  /// What a code stands for, as it may be shown; nil for a numeric feature.
  public func label(_ code: Int) -> String? {
    switch encoding {
    case .numeric: nil
    case .categorical(let categorical): categorical.label(code)
    case .binned(let binned): binned.label(code)
    case .crossed(let crossed): crossed.label(code)
    }
  }

  /// The share of training leads per code; empty for a numeric feature.
  public var shares: [Double] {
    switch encoding {
    case .numeric: []
    case .categorical(let categorical): categorical.shares
    case .binned(let binned): binned.shares
    case .crossed(let crossed): crossed.shares
    }
  }
}

extension Feature: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, column, kind, numeric, categorical, binned, crossed
    case baseRate = "base_rate"
  }

  /// Reads a feature with exactly one encoding.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    kind = try container.decode(FeatureKind.self, forKey: .kind)
    if let crossed = try container.decodeIfPresent(CrossedEncoding.self, forKey: .crossed) {
      columns = [crossed.first.column, crossed.second.column]
      encoding = .crossed(crossed)
      baseRate = nil
      return
    }
    baseRate = try container.decodeIfPresent(BaseRate.self, forKey: .baseRate)
    columns = [try container.decode(String.self, forKey: .column)]
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
    if columns.count == 1 { try container.encode(columns[0], forKey: .column) }
    try container.encode(kind, forKey: .kind)
    try container.encodeIfPresent(baseRate, forKey: .baseRate)
    switch encoding {
    case .numeric(let numeric): try container.encode(numeric, forKey: .numeric)
    case .categorical(let categorical): try container.encode(categorical, forKey: .categorical)
    case .binned(let binned): try container.encode(binned, forKey: .binned)
    case .crossed(let crossed): try container.encode(crossed, forKey: .crossed)
    }
  }
}

import FeatureExtraction
public import Tables

/// What the leads that a model was fitted to looked like: what later nights are held against.
///
/// It stands beside the model as `reference.json`. It holds counts, quantiles and the names of levels
/// that at least ``LevelReference/fewest`` leads shared, never a lead.
public struct ReferencePopulation: Sendable, Equatable {
  /// The name of its file in the folder of a version.
  public static let file = "reference.json"

  /// One column that the model reads.
  public struct ReferenceColumn: Sendable, Equatable {
    /// What its values looked like.
    public enum Values: Sendable, Equatable {
      /// Numbers.
      case numbers(NumberReference)
      /// Levels.
      case levels(LevelReference)
    }

    /// The name.
    public let name: String
    /// What its values looked like.
    public let values: Values

    /// A column.
    public init(name: String, values: Values) {
      self.name = name
      self.values = values
    }
  }

  /// How many leads there were.
  public let rows: Int
  /// The share of them that converted.
  public let baseRate: Double
  /// The columns that the model reads, in the order of its features.
  public let columns: [ReferenceColumn]
  /// The log odds that the model gave them.
  public let scores: NumberReference
  /// How many of them fell into each tier of the model.
  public let tiers: [Int]

  /// What some leads looked like.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - table: The leads that it was fitted to.
  ///   - baseRate: The share of them that converted.
  /// - Throws: `FeatureProblem` when the leads lack a column of the model.
  public init(of model: ScoringModel, fittedTo table: Table, baseRate: Double) throws {
    let logOdds = try FeatureEffects(of: model).logOdds(
      model.extractor.encode(table), rowCount: table.rowCount)
    var tiers = [Int](repeating: 0, count: model.tiers.count)
    for value in logOdds { tiers[model.tiers.index(logOdds: value)] += 1 }
    rows = table.rowCount
    self.baseRate = baseRate
    self.tiers = tiers
    scores = NumberReference(logOdds)
    columns = model.extractor.columnKinds.compactMap { name, kind in
      table[name].map { column in
        ReferenceColumn(
          name: name,
          values: column.asNumbers(as: kind).map { .numbers(NumberReference($0)) }
            ?? .levels(LevelReference(column.asLevels)))
      }
    }
  }
}

extension ReferencePopulation {
  /// The file, the same bytes for equal populations.
  public func bytes() throws -> [UInt8] { try RegistryJSON.encode(self) }
}

extension ReferencePopulation: Codable {
  private enum CodingKeys: String, CodingKey {
    case rows
    case baseRate = "base_rate"
    case columns, scores, tiers
  }
}

extension ReferencePopulation.ReferenceColumn: Codable {
  private enum CodingKeys: String, CodingKey { case name, numbers, levels }

  /// Reads a column of either kind.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    if let numbers = try container.decodeIfPresent(NumberReference.self, forKey: .numbers) {
      values = .numbers(numbers)
    } else {
      values = .levels(try container.decode(LevelReference.self, forKey: .levels))
    }
  }

  /// Writes the values under a key that names their kind.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    switch values {
    case .numbers(let numbers): try container.encode(numbers, forKey: .numbers)
    case .levels(let levels): try container.encode(levels, forKey: .levels)
    }
  }
}

extension Column {
  /// The values as numbers, where the kind asks for them and they are; nil otherwise.
  public func asNumbers(as kind: ColumnKind) -> [Double]? {
    guard kind == .number else { return nil }
    if case .numbers(let numbers) = values { return numbers }
    // A column without any value has no kind of its own.
    guard (0..<count).allSatisfy(isMissing) else { return nil }
    return [Double](repeating: .nan, count: count)
  }

  /// The values as levels; numbers and moments by their text.
  public var asLevels: Categories {
    if case .categories(let categories) = values { return categories }
    return Categories((0..<count).map(text))
  }
}

public import Tables

/// Features with the encodings learned from training leads: turns leads into vectors.
///
/// There is no unfitted extractor: one is made by fitting declarations to a table, or read from a
/// model. The same code encodes leads for training and for scoring.
public struct FeatureExtractor: Sendable, Equatable {
  /// The features in the order of their columns.
  public let features: [Feature]

  /// An extractor of features that were fitted before.
  public init(features: [Feature]) { self.features = features }

  /// Learns encodings from a table of training leads.
  ///
  /// - Throws: ``FeatureProblem`` when a column is missing or has the wrong kind of values.
  public init(fitting declarations: [FeatureDeclaration], to table: Table) throws {
    features = try declarations.map { declaration in
      let column = try FeatureExtractor.column(declaration.column, of: table)
      let encoding: Feature.Encoding =
        switch declaration.encoding {
        case .numeric(let transform):
          .numeric(NumericEncoding(fitting: try column.numbers(), transform: transform))
        case .categorical(let minimumCount):
          .categorical(
            CategoricalEncoding(fitting: try column.categories(), minimumCount: minimumCount))
        case .ordered(let levels, let minimumCount):
          .categorical(
            CategoricalEncoding(
              fitting: try column.categories(), minimumCount: minimumCount, order: levels))
        case .binned(let edges):
          .binned(BinnedEncoding(fitting: try column.numbers(), edges: edges))
        }
      return Feature(
        name: declaration.name, column: declaration.column, kind: declaration.kind,
        encoding: encoding, baseRate: declaration.baseRate)
    }
  }

  /// The columns to read and how, each once.
  public var columnKinds: [(name: String, kind: ColumnKind)] {
    var known: Set<String> = []
    return features.flatMap { feature -> [(name: String, kind: ColumnKind)] in
      switch feature.encoding {
      case .categorical: [(feature.columns[0], .category)]
      case .numeric, .binned: [(feature.columns[0], .number)]
      case .crossed(let crossed):
        [crossed.first, crossed.second].map { ($0.column, $0.columnKind) }
      }
    }.filter { known.insert($0.name).inserted }
  }

  /// Encodes leads, one element per feature.
  ///
  /// - Throws: ``FeatureProblem`` when a column is missing or has the wrong kind of values.
  public func encode(_ table: Table) throws -> [EncodedFeature] {
    try features.map { feature in
      if case .crossed(let crossed) = feature.encoding {
        let parts = try [crossed.first, crossed.second].map {
          try $0.codes(of: FeatureExtractor.column($0.column, of: table))
        }
        return .codes(crossed.codes(parts[0], parts[1]))
      }
      let column = try FeatureExtractor.column(feature.columns[0], of: table)
      return switch feature.encoding {
      case .numeric(let numeric): .values(numeric.standardized(try column.numbers()))
      case .categorical(let categorical): .codes(categorical.codes(of: try column.categories()))
      case .binned(let binned): .codes(binned.codes(of: try column.numbers()))
      case .crossed: .codes([])
      }
    }
  }

  /// The base rate of each column that is a rate drawn towards one.
  public var baseRates: [String: BaseRate] {
    var rates: [String: BaseRate] = [:]
    for feature in features { rates[feature.columns[0]] = feature.baseRate }
    return rates
  }

  /// The names of all columns that features are read from, in the order of their first use.
  public var columnNames: [String] { columnKinds.map(\.name) }

  private static func column(_ name: String, of table: Table) throws -> Column {
    if let column = table[name] { return column }
    throw FeatureProblem.missingColumn(
      name: name, source: table.source, available: table.columns.map(\.name))
  }
}

/// Why leads cannot be turned into vectors.
public enum FeatureProblem: Error, Sendable, Equatable {
  /// A feature's column is not in the table.
  case missingColumn(name: String, source: String, available: [String])
  /// A numeric feature's column holds something else.
  case notNumbers(column: String)
}

extension FeatureProblem: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .missingColumn(let name, let source, let available):
      "\(source): no column \"\(name.displayed())\""
        + (name.nearest(among: available).map { "; did you mean \"\($0.displayed())\"?" } ?? "")
    case .notNumbers(let column): "column \"\(column.displayed())\" does not hold numbers"
    }
  }
}

extension CrossedEncoding.Part {
  fileprivate var columnKind: ColumnKind {
    if case .categorical = encoding { .category } else { .number }
  }
}

extension Column {
  /// The numbers of a column; an all-missing column counts as numeric.
  func numbers() throws -> [Double] {
    switch values {
    case .numbers(let numbers): return numbers
    default:
      guard (0..<count).allSatisfy(isMissing) else { throw FeatureProblem.notNumbers(column: name) }
      return [Double](repeating: .nan, count: count)
    }
  }

  /// The values of a column as categories; numbers and moments by their text.
  func categories() throws -> Categories {
    if case .categories(let categories) = values { return categories }
    return Categories((0..<count).map(text))
  }
}

import FeatureExtraction
import ScoringModel
public import Tables

extension NextTier {
  /// What would have to become of a lead of a flat file.
  ///
  /// A number is tried at the edges of its bins and in steps of a quarter of a standard deviation
  /// up to three of them from the middle, whole where it is whole; a category at every other level.
  /// It is nil when the lead is in the best tier, or nothing can change.
  ///
  /// - Parameters:
  ///   - row: The lead's row in the table.
  ///   - table: Leads.
  ///   - changeable: The columns that can change.
  ///   - predictor: The model.
  /// - Throws: `FeatureProblem` for a column that no feature reads.
  public init?(ofRow row: Int, in table: Table, changeable: [String], predictor: Predictor) throws {
    let lead = table.rows([row])
    let columns = try NextTier.columns(changeable, of: lead, predictor: predictor)
    try self.init(
      columns.map(\.scenario), table: lead.appending(columns.map(\.table)), predictor: predictor,
      isOpen: true)
  }

  /// The changes of columns, each with the lead after it.
  static func columns(
    _ names: [String], of lead: Table, predictor: Predictor
  ) throws -> [(scenario: Scenario, table: Table)] {
    try names.flatMap { name -> [(scenario: Scenario, table: Table)] in
      let features = predictor.model.extractor.features.filter { $0.columns.contains(name) }
      guard let column = lead[name], !features.isEmpty else {
        throw FeatureProblem.missingColumn(
          name: name, source: lead.source, available: predictor.model.extractor.columnNames)
      }
      if case .numbers(let numbers) = column.values {
        return features.numbers(instead: numbers[0], column: name).map { number in
          let text = "\(name.asWords) \(number.spoken)\(numbers[0].instead)"
          return (
            Scenario(parts: [Scenario.Part(name: name, count: 1, text: text)]),
            lead.adding([Column(name: name, values: .numbers([number]))])
          )
        }
      }
      return features.levels(of: name).filter { $0 != column.text(0) }.map { level in
        let instead = column.text(0).map { " instead of “\($0)”" }
        let text = "\(name.asWords) “\(level)”" + (instead ?? "")
        return (
          Scenario(parts: [Scenario.Part(name: name, count: 1, text: text)]),
          lead.adding([Column(name: name, values: .categories(Categories([level])))])
        )
      }
    }
  }
}

extension Double {
  fileprivate var instead: String { isNaN ? "" : " instead of \(spoken)" }
}

extension [Feature] {
  /// Other numbers worth trying, those nearest to the present one first.
  fileprivate func numbers(instead present: Double, column: String) -> [Double] {
    var numbers: [Double] = present.isNaN ? [] : [present + 1, present - 1]
    for feature in self {
      switch feature.encoding {
      case .numeric(let encoding):
        numbers += stride(from: -3.0, through: 3, by: 0.25).map(encoding.value)
      case .binned(let binned): numbers += binned.edges + [binned.edges[0] - 1]
      case .crossed(let crossed):
        for part in [crossed.first, crossed.second] where part.column == column {
          if case .binned(let binned) = part.encoding {
            numbers += binned.edges + [binned.edges[0] - 1]
          }
        }
      case .categorical: break
      }
    }
    let isWhole = present.isNaN || present == present.rounded()
    let tried = Set(numbers.map { isWhole ? $0.rounded() : $0 }).subtracting([present])
    let origin = present.isNaN ? 0 : present
    return tried.filter { $0 >= 0 || present < 0 }.sorted {
      (($0 - origin).magnitude, $0) < (($1 - origin).magnitude, $1)
    }
  }

  /// The levels that features know of a column.
  fileprivate func levels(of column: String) -> [String] {
    var levels: [String] = []
    for feature in self {
      switch feature.encoding {
      case .categorical(let categorical): levels += categorical.levels
      case .crossed(let crossed):
        for part in [crossed.first, crossed.second] where part.column == column {
          if case .categorical(let categorical) = part.encoding { levels += categorical.levels }
        }
      case .numeric, .binned: break
      }
    }
    var known: Set<String> = []
    return levels.filter { known.insert($0).inserted }
  }
}

extension Table {
  /// The rows of this table and then those of others with the same columns of the same kinds.
  func appending(_ others: [Table]) -> Table {
    guard !others.isEmpty else { return self }
    let tables = [self] + others
    let count = tables.reduce(0) { $0 + $1.rowCount }
    return Table(
      source: source,
      columns: columns.map { column in
        let parts = tables.compactMap { $0[column.name] }
        if case .numbers = column.values {
          return Column(name: column.name, values: .numbers(parts.flatMap(\.numbersOrMissing)))
        }
        return Column(
          name: column.name,
          values: .categories(
            Categories(parts.flatMap { part in (0..<part.count).map(part.text) })))
      }, rowCount: count)
  }
}

extension Column {
  fileprivate var numbersOrMissing: [Double] {
    guard case .numbers(let numbers) = values else {
      return [Double](repeating: .nan, count: count)
    }
    return numbers
  }
}

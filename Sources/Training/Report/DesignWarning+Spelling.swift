import FeatureExtraction
import Tables

extension DesignWarning {
  /// What is strange about the values of the categories among the features.
  static func spelling(_ leads: LabelledLeads, rows: [Int]) -> [DesignWarning] {
    leads.declarations.flatMap { declaration -> [DesignWarning] in
      guard case .categorical = declaration.encoding,
        case .categories(let categories)? = leads.table[declaration.column]?.values
      else { return [] }
      var isSeen = [Bool](repeating: false, count: categories.levels.count)
      for row in rows where categories.codes[row] >= 0 { isSeen[Int(categories.codes[row])] = true }
      let levels = isSeen.indices.filter { isSeen[$0] }.map { categories.levels[$0] }
      var warnings: [DesignWarning] = []
      let alike = Dictionary(grouping: levels, by: plain).values.filter { $0.count > 1 }
        .map { $0.sorted() }.sorted { $0[0] < $1[0] }
      if !alike.isEmpty { warnings.append(.spelledAlike(column: declaration.column, alike)) }
      let kept = FeatureDeclaration.largestLevelCount
      if levels.count > kept {
        warnings.append(.manyLevels(column: declaration.column, levels: levels.count, kept: kept))
      }
      return warnings
    }
  }

  /// A text without differences of case and of spaces, the same in every locale.
  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

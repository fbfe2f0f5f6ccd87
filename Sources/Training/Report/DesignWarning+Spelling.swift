import FeatureExtraction
import Tables

extension DesignWarning {
  /// What is strange about the values of the categories among the features.
  ///
  /// - Parameters:
  ///   - leads: The labelled leads.
  ///   - rows: Those whose values are looked at.
  /// - Returns: A warning per column and matter, in the order of the features.
  public static func spelling(_ leads: LabelledLeads, rows: [Int]) -> [DesignWarning] {
    var fields: Set<String> = []
    return leads.declarations.flatMap { declaration -> [DesignWarning] in
      guard case .categorical = declaration.encoding,
        case .categories(let categories)? = leads.table[declaration.column]?.values
      else { return [] }
      var isSeen = [Bool](repeating: false, count: categories.levels.count)
      for row in rows where categories.codes[row] >= 0 { isSeen[Int(categories.codes[row])] = true }
      let levels = isSeen.indices.filter { isSeen[$0] }.map { categories.levels[$0] }
      var warnings: [DesignWarning] = []
      if let field = declaration.listedField {
        guard fields.insert(field.name).inserted, !field.alike.isEmpty else { return [] }
        return [.spelledAlike(column: field.name, field.alike)]
      }
      let alike = AlikeSpellings.groups(of: levels)
      if !alike.isEmpty { warnings.append(.spelledAlike(column: declaration.column, alike)) }
      let kept = FeatureDeclaration.largestLevelCount
      if levels.count > kept {
        warnings.append(.manyLevels(column: declaration.column, levels: levels.count, kept: kept))
      }
      return warnings
    }
  }
}

import FeatureExtraction
public import RuleScoring
import Tables

extension LabelledLeads {
  /// The same leads with points as features; kinds in which all leads have the same are dropped.
  public func adding(_ rules: RuleFeatures) -> LabelledLeads {
    var declarations = declarations
    var dropped = dropped
    for (column, declaration) in zip(rules.columns, rules.declarations) {
      guard case .numbers(let points) = column.values else { continue }
      if Set(points).count > 1 {
        declarations.append(declaration)
      } else {
        dropped.append(
          DroppedColumn(column: column.name, reason: .constant(value: column.text(0))))
      }
    }
    return with(table: table.adding(rules.columns), declarations: declarations, dropped: dropped)
  }
}

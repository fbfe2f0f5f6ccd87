import FeatureExtraction
public import RuleScoring
import Tables

extension LabelledLeads {
  /// The same leads with points as features; kinds in which all leads have the same are dropped, as are
  /// all where there is no lead.
  public func adding(_ rules: RuleFeatures) -> LabelledLeads {
    var declarations = declarations
    var dropped = dropped
    for (column, declaration) in zip(rules.columns, rules.declarations) {
      guard case .numbers(let points) = column.values else { continue }
      if Set(points).count > 1 {
        declarations.append(declaration)
      } else {
        let value = points.isEmpty ? nil : column.text(0)
        dropped.append(DroppedColumn(column: column.name, reason: .constant(value: value)))
      }
    }
    return with(table: table.adding(rules.columns), declarations: declarations, dropped: dropped)
  }
}

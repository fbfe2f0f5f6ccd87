/// Which factors of a design matrix a fused pass counts by joint levels.
///
/// With many factors it takes longer to find than a pass over few rows.
public struct PassPlan: Sendable {
  /// Where the sums of a pass stand.
  let layout: PassLayout
}

extension DesignMatrix {
  /// The plan of a fused pass over these rows.
  public var passPlan: PassPlan {
    let groups = FactorGroups(
      levelCounts: layout.factors.map(\.levelCount), stride: PassLayout.stride(layout),
      rowCount: rowCount)
    return PassPlan(layout: PassLayout(layout, groups: groups))
  }
}

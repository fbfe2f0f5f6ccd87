/// Where the sums of one pass over the rows lie in one flat array of `Double`.
///
/// A row of the design is stored as `[1, x₁ … x_d]`, a weighted row as `[h, h·x₁ … h·x_d, r]`, both
/// padded to ``stride``. The tables are, in order:
///
/// 1. the dense table `Σ [1, x]ᵀ·[h, h·x, r]`, with `d + 1` rows of ``stride`` values;
/// 2. for each group of factors a table with a weighted row per joint level: its Hessian with the
///    intercept and the dense columns, its own diagonal and its gradient, in one run of memory;
/// 3. for each pair of groups a table of `Σ h` per pair of joint levels.
struct PassLayout: Sendable {
  /// The number of dense columns.
  let denseColumnCount: Int

  /// The length of a padded row, a multiple of the kernels' vector width or 2.
  let stride: Int

  /// The groups of factors.
  let groups: [Group]

  /// The number of joint levels of all groups.
  let totalLevelCount: Int

  /// The pairs of groups, first before second.
  let pairs: [GroupPair]

  /// The number of values in all tables.
  let count: Int

  /// Factors that share a joint code.
  struct Group: Sendable {
    /// The factors, ascending; the last one's level varies fastest in the joint code.
    let members: [Int]

    /// The number of levels of each member.
    let memberLevelCounts: [Int]

    /// The number of joint levels.
    let levelCount: Int

    /// The place of the first joint level among those of all groups.
    let levelOffset: Int

    /// The start of the group's table.
    let tableOffset: Int

    /// The level of a member in a joint level is `joint / divisor % levelCount`.
    func divisor(ofMember member: Int) -> Int {
      memberLevelCounts[(member + 1)...].reduce(1, *)
    }
  }

  /// The table of one pair of groups: joint levels of the first by joint levels of the second.
  struct GroupPair: Sendable {
    let first: Int
    let second: Int
    let offset: Int
  }

  /// Lays out the tables of a pass.
  ///
  /// - Parameters:
  ///   - layout: The parameters.
  ///   - groups: The groups of factors; by default one per factor.
  ///   - withPairs: Whether there is a table for each pair of groups.
  init(_ layout: ParameterLayout, groups: FactorGroups? = nil, withPairs: Bool = true) {
    denseColumnCount = layout.denseColumnCount
    stride = PassLayout.stride(layout)
    var levels = 0
    var offset = (denseColumnCount + 1) * stride
    var laidOut: [Group] = []
    for members in (groups ?? FactorGroups(separate: layout.factors.count)).members {
      let counts = members.map { layout.factors[$0].levelCount }
      let group = Group(
        members: members, memberLevelCounts: counts, levelCount: counts.reduce(1, *),
        levelOffset: levels, tableOffset: offset)
      laidOut.append(group)
      levels += group.levelCount
      offset += group.levelCount * stride
    }
    var pairs: [GroupPair] = []
    for second in laidOut.indices where withPairs {
      for first in 0..<second {
        pairs.append(GroupPair(first: first, second: second, offset: offset))
        offset += laidOut[first].levelCount * laidOut[second].levelCount
      }
    }
    self.groups = laidOut
    self.pairs = pairs
    totalLevelCount = levels
    count = offset
  }

  /// The length of a padded row for some parameters; a weight and a residual need no padding.
  static func stride(_ layout: ParameterLayout) -> Int {
    layout.denseColumnCount == 0 ? 2 : (layout.denseColumnCount + 2 + 7) / 8 * 8
  }

  /// The fewest rows that justify tables of their own: adding tables up must not cost more than
  /// filling them, but a few threads should always have something to do.
  func minimumChunkSize(rowCount: Int) -> Int {
    max(2048, min(count / 6, rowCount / 4))
  }
}

extension ParameterLayout.FactorShape {
  /// The first level that has a parameter.
  var firstParameterLevel: Int { dropsFirstLevel ? 1 : 0 }
}

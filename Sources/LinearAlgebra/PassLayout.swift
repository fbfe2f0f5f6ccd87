/// Where the sums of one pass over the rows lie in one flat array of `Double`.
///
/// A row of the design is stored as `[1, x₁ … x_d]`, a weighted row as `[h, h·x₁ … h·x_d, r]`, both
/// padded to ``stride``. The tables are, in order:
///
/// 1. the dense table `Σ [1, x]ᵀ·[h, h·x, r]`, with `d + 1` rows of ``stride`` values;
/// 2. for each factor a table with a weighted row per level: its Hessian with the intercept and the
///    dense columns, its own diagonal and its gradient, all in one run of memory;
/// 3. for each pair of factors a table of `Σ h` per pair of levels.
struct PassLayout: Sendable {
  /// The number of dense columns.
  let denseColumnCount: Int

  /// The length of a padded row, a multiple of the kernels' vector width.
  let stride: Int

  /// The number of levels of each factor, reference levels included.
  let levelCounts: [Int]

  /// The place of each factor's first level among all levels.
  let levelOffsets: [Int]

  /// The number of levels of all factors.
  let totalLevelCount: Int

  /// The start of each factor's table.
  let factorOffsets: [Int]

  /// The pairs of factors, first before second.
  let pairs: [FactorPair]

  /// The number of values in all tables.
  let count: Int

  /// The table of one pair of factors: levels of the first by levels of the second.
  struct FactorPair: Sendable {
    let first: Int
    let second: Int
    let offset: Int
  }

  init(_ layout: ParameterLayout) {
    denseColumnCount = layout.denseColumnCount
    stride = (denseColumnCount + 2 + 3) / 4 * 4
    levelCounts = layout.factors.map(\.levelCount)
    var levels = 0
    var offset = (denseColumnCount + 1) * stride
    var levelOffsets: [Int] = []
    var factorOffsets: [Int] = []
    for levelCount in levelCounts {
      levelOffsets.append(levels)
      factorOffsets.append(offset)
      levels += levelCount
      offset += levelCount * stride
    }
    var pairs: [FactorPair] = []
    for second in levelCounts.indices {
      for first in 0..<second {
        pairs.append(FactorPair(first: first, second: second, offset: offset))
        offset += levelCounts[first] * levelCounts[second]
      }
    }
    self.levelOffsets = levelOffsets
    self.factorOffsets = factorOffsets
    self.pairs = pairs
    totalLevelCount = levels
    count = offset
  }

  /// The fewest rows that justify tables of their own: adding tables up must not cost more than
  /// filling them.
  var minimumChunkSize: Int { max(4 * RowBlocks.blockSize, count / 16) }
}

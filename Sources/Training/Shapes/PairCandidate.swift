import FeatureExtraction
import LinearAlgebra

/// The codes of one feature as a side of a pair.
struct PairSide: Sendable {
  /// The feature.
  let feature: Int
  /// The column and its coarse encoding.
  let part: CrossedEncoding.Part
  /// The coarse code of each fine code.
  let codes: [Int]
  /// How many codes from the first on are ordered.
  let orderedCount: Int

  /// A side of at most so many bins or levels; nil for a feature without codes.
  init?(_ feature: Feature, at index: Int, resolution: Int) {
    switch feature.encoding {
    case .binned(let binned):
      let coarse = binned.coarsened(to: resolution)
      part = CrossedEncoding.Part(column: feature.columns[0], encoding: .binned(coarse.encoding))
      codes = coarse.codes
      orderedCount = coarse.encoding.edges.count + 1
    case .categorical(let categorical):
      let coarse = categorical.coarsened(to: resolution)
      part = CrossedEncoding.Part(
        column: feature.columns[0], encoding: .categorical(coarse.encoding))
      codes = coarse.codes
      orderedCount = 0
    case .numeric, .crossed: return nil
    }
    self.feature = index
  }

  var count: Int { part.codeCount }
}

/// Two features that may interact.
struct PairCandidate: Sendable {
  /// The rows and the columns of the table.
  let first, second: PairSide

  /// The most cells of a table.
  static let cellLimit = 256
  /// The most codes of a side.
  static let sideLimit = 32

  var cellCount: Int { first.count * second.count }

  /// The pairs of cells that are neighbours along an ordered side.
  var neighbours: [(first: Int, second: Int)] {
    var neighbours: [(first: Int, second: Int)] = []
    for row in 0..<first.count {
      for column in 0..<second.count {
        let cell = row * second.count + column
        if column + 1 < second.orderedCount { neighbours.append((cell, cell + 1)) }
        if row + 1 < first.orderedCount { neighbours.append((cell, cell + second.count)) }
      }
    }
    return neighbours
  }

  /// The cells of rows whose features have these fine codes, all known.
  func cells(_ codes: [[UInt16]]) -> [UInt16] {
    let (rows, columns) = (codes[first.feature], codes[second.feature])
    let width = second.count
    return zip(rows, columns).map {
      UInt16(first.codes[Int($0)] * width + second.codes[Int($1)])
    }
  }

  /// All pairs of features with codes; where one side needs few codes the other may have more.
  static func all(_ features: [Feature]) -> [PairCandidate] {
    var sides: [[Int: PairSide]] = []
    func side(_ index: Int, _ resolution: Int) -> PairSide? {
      if let known = sides[index][resolution] { return known }
      let side = PairSide(features[index], at: index, resolution: resolution)
      sides[index][resolution] = side
      return side
    }
    sides = features.map { _ in [:] }
    var pairs: [PairCandidate] = []
    for second in features.indices {
      for first in 0..<second {
        guard let fineFirst = side(first, sideLimit), let fineSecond = side(second, sideLimit)
        else { continue }
        let even = 16
        var resolutions = (even, even)
        if fineFirst.count <= even {
          resolutions = (sideLimit, max(even, min(sideLimit, cellLimit / fineFirst.count)))
        } else if fineSecond.count <= even {
          resolutions = (max(even, min(sideLimit, cellLimit / fineSecond.count)), sideLimit)
        }
        guard let rows = side(first, resolutions.0), let columns = side(second, resolutions.1),
          rows.count > 1, columns.count > 1
        else { continue }
        pairs.append(PairCandidate(first: rows, second: columns))
      }
    }
    return pairs
  }
}

extension [PairCandidate] {
  /// Residuals and weights of every pair's cells, in one pass over the rows.
  func tables(
    _ codes: [[UInt16]], residuals: [Double], weights: [Double], threads: Int
  ) -> [InteractionTable] {
    let starts = reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.cellCount) }
    let size = starts[count]
    let sums = RowBlocks(
      rowCount: residuals.count, minimumChunkSize: Swift.max(8192, size / 8)
    ).concurrentReduce(into: [Double](repeating: 0, count: 2 * size), threads: threads) { rows in
      var sums = [Double](repeating: 0, count: 2 * size)
      for (pair, start) in zip(self, starts) {
        let (first, second) = (codes[pair.first.feature], codes[pair.second.feature])
        let (height, width) = (pair.first.codes, pair.second.codes)
        let columns = pair.second.count
        for row in rows {
          let cell = start + height[Int(first[row])] * columns + width[Int(second[row])]
          sums[2 * cell] += residuals[row]
          sums[2 * cell + 1] += weights[row]
        }
      }
      return sums
    } combine: { total, part in
      for index in total.indices { total[index] += part[index] }
    }
    return zip(self, starts).map { pair, start in
      let cells = start..<start + pair.cellCount
      return InteractionTable(
        residuals: cells.map { sums[2 * $0] }, weights: cells.map { sums[2 * $0 + 1] },
        width: pair.second.count)
    }
  }
}

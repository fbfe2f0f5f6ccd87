import FeatureExtraction
import LinearAlgebra
import Tables

/// Every other feature beside a segment, as tables of cells whose effects are what a segment deviates
/// by from the effect of all leads.
///
/// A number is cut into a few bins of about equal counts, a category keeps its commonest levels:
/// what one segment has of its own can only be told coarsely.
struct SegmentCrossings {
  /// One table, and the cells that leads are in.
  struct Crossing {
    /// The feature of the table, every cell with an effect of its own.
    let feature: Feature
    /// The cell of every lead; a segment's cells are a column.
    let cells: [UInt16]
    /// How many columns and how many cells there are.
    let width, cellCount: Int
  }

  /// The tables, in the order of the features.
  let crossings: [Crossing]

  /// The most bins of a number and levels of a category.
  private static let resolution = 5
  /// The most segments; smaller ones are taken together.
  private static let segmentLimit = 12
  /// The most cells of all tables that are fitted.
  private static let cellLimit = 600
  /// The least evidence, in log marginal likelihood, to fit a table.
  ///
  /// Without any effect one table in some 40 exceeds 2 by chance. That is less than what a pair of
  /// features must show: what segments have of their own is judged as a whole, by held-out leads.
  private static let leastEvidence = 2.0

  /// No table at all.
  static let none = SegmentCrossings(crossings: [])

  private init(crossings: [Crossing]) { self.crossings = crossings }

  /// Crosses every other feature with a segment.
  ///
  /// - Throws: `FeatureProblem` when a column is missing.
  init(_ segment: String, _ extractor: FeatureExtractor, _ table: Table) throws {
    var segments: CrossedEncoding.Part?
    for feature in extractor.features where feature.name == segment {
      guard case .categorical(let levels) = feature.encoding else { continue }
      segments = CrossedEncoding.Part(
        column: feature.columns[0],
        encoding: .categorical(levels.coarsened(to: Self.segmentLimit).encoding))
    }
    guard let segments, segments.codeCount > 1 else {
      crossings = []
      return
    }
    var crossings: [Crossing] = []
    for feature in extractor.features where feature.name != segment {
      guard let part = try Self.part(feature, table), part.codeCount > 1,
        let crossing = try Self.crossing(feature, part, segments, table)
      else { continue }
      crossings.append(crossing)
    }
    self.crossings = crossings
  }

  /// The tables that show effects of segments beyond what a model without them expects.
  ///
  /// One pass over the leads per table: a score test, as for pairs of features.
  ///
  /// - Parameters:
  ///   - places: Which of the leads the model was fitted to.
  ///   - residuals: Their weighted outcomes less expectations, in the same order.
  ///   - weights: Their weights in the Hessian.
  ///   - threads: The number of threads.
  /// - Returns: The places of the tables, ascending: those with most evidence, as long as there is
  ///   room for their cells.
  func telling(at places: [Int], residuals: [Double], weights: [Double], threads: Int) -> [Int] {
    let evidence = RowBlocks.concurrentMap(count: crossings.count, threads: threads) { index in
      let crossing = crossings[index]
      var sums = [Double](repeating: 0, count: crossing.cellCount)
      var totals = sums
      for (row, place) in places.enumerated() {
        sums[Int(crossing.cells[place])] += residuals[row]
        totals[Int(crossing.cells[place])] += weights[row]
      }
      let score = InteractionScore(
        InteractionTable(residuals: sums, weights: totals, width: crossing.width))
      return score.degreesOfFreedom > 0 ? score.evidence : 0
    }
    var cells = 0
    var telling: [Int] = []
    for index in evidence.indices.sorted(by: { (-evidence[$0], $0) < (-evidence[$1], $1) })
    where evidence[index] >= Self.leastEvidence {
      guard cells + crossings[index].cellCount <= Self.cellLimit else { continue }
      cells += crossings[index].cellCount
      telling.append(index)
    }
    return telling.sorted()
  }

  /// A feature as the rows of a table; nil for one that holds a single value.
  private static func part(_ feature: Feature, _ table: Table) throws -> CrossedEncoding.Part? {
    switch feature.encoding {
    case .categorical(let levels):
      return CrossedEncoding.Part(
        column: feature.columns[0],
        encoding: .categorical(levels.coarsened(to: resolution).encoding))
    case .binned(let bins):
      return CrossedEncoding.Part(
        column: feature.columns[0], encoding: .binned(bins.coarsened(to: resolution).encoding))
    case .numeric:
      guard case .numbers(let numbers)? = table[feature.columns[0]]?.values else { return nil }
      let edges = numbers.quantileEdges(count: resolution)
      guard !edges.isEmpty else { return nil }
      let binned = try FeatureExtractor(
        fitting: [
          FeatureDeclaration(
            column: feature.columns[0], kind: feature.kind, encoding: .binned(edges: edges))
        ], to: table)
      guard case .binned(let bins)? = binned.features.first?.encoding else { return nil }
      return CrossedEncoding.Part(column: feature.columns[0], encoding: .binned(bins))
    case .crossed: return nil
    }
  }

  /// The table of a feature and the segments; nil where a lead is in none of its cells.
  private static func crossing(
    _ feature: Feature, _ part: CrossedEncoding.Part, _ segments: CrossedEncoding.Part,
    _ table: Table
  ) throws -> Crossing? {
    let count = part.codeCount * segments.codeCount
    func crossed(_ shares: [Double]) -> Feature {
      Feature(
        name: "\(feature.name) × \(segments.column)", kind: feature.kind,
        crossing: CrossedEncoding(part, segments, levels: Array(0..<count), shares: shares))
    }
    var shares = [Double](repeating: 0, count: count)
    let codes = try FeatureExtractor(features: [crossed(shares)]).encode(table)
    guard case .codes(let cells)? = codes.first, cells.allSatisfy({ Int($0) < count }) else {
      return nil
    }
    for cell in cells { shares[Int(cell)] += 1 / Double(cells.count) }
    return Crossing(
      feature: crossed(shares), cells: cells, width: segments.codeCount, cellCount: count)
  }
}

extension SegmentCrossings.Crossing {
  /// The cells as a column of the design matrix.
  var factor: Factor { Factor(codes: cells, levelCount: cellCount, dropsFirstLevel: false) }
}

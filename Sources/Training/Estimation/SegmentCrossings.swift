import FeatureExtraction
import Tables

/// Every other feature beside a segment, as tables of cells whose effects are what a segment deviates
/// by from the effect of all leads.
///
/// A number is cut into a few bins of about equal counts, a category keeps its commonest levels:
/// what one segment has of its own can only be told coarsely.
struct SegmentCrossings {
  /// The features of the tables.
  let features: [Feature]

  /// The most bins of a number and levels of a category.
  private static let resolution = 5
  /// The most segments; smaller ones are taken together.
  private static let segmentLimit = 12
  /// The most cells of all tables.
  private static let cellLimit = 1_500

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
      features = []
      return
    }
    var crossed: [Feature] = []
    var cells = 0
    for feature in extractor.features where feature.name != segment {
      guard let part = try Self.part(feature, table), part.codeCount > 1,
        cells + part.codeCount * segments.codeCount <= Self.cellLimit
      else { continue }
      cells += part.codeCount * segments.codeCount
      crossed.append(try Self.crossed(feature, part, segments, table))
    }
    features = crossed
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

  /// The table of a feature and the segments, every cell with an effect of its own.
  private static func crossed(
    _ feature: Feature, _ part: CrossedEncoding.Part, _ segments: CrossedEncoding.Part,
    _ table: Table
  ) throws -> Feature {
    let count = part.codeCount * segments.codeCount
    let counted = Feature(
      name: "\(feature.name) × \(segments.column)", kind: feature.kind,
      crossing: CrossedEncoding(
        part, segments, levels: Array(0..<count), shares: [Double](repeating: 0, count: count)))
    var shares = [Double](repeating: 0, count: count)
    let codes = try FeatureExtractor(features: [counted]).encode(table)
    guard case .codes(let cells)? = codes.first else { return counted }
    for cell in cells where Int(cell) < count { shares[Int(cell)] += 1 / Double(cells.count) }
    return Feature(
      name: counted.name, kind: feature.kind,
      crossing: CrossedEncoding(part, segments, levels: Array(0..<count), shares: shares))
  }
}

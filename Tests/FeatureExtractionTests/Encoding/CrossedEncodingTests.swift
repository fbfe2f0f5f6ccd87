import Foundation
import Tables
import TestLeads
import Testing

@testable import FeatureExtraction

@Suite("Two columns read together")
struct CrossedEncodingTests {
  private static let month = CrossedEncoding.Part(
    column: "month",
    encoding: .categorical(
      CategoricalEncoding(fitting: Categories(["jun", "may", "may"]), minimumCount: 1)))
  private static let day = CrossedEncoding.Part(
    column: "day", encoding: .binned(BinnedEncoding(fitting: [1, 6, 20, .nan], edges: [5, 12])))
  private static let feature = Feature(
    name: "month × day", kind: .explicit,
    crossing: CrossedEncoding(
      month, day, levels: [0, 1, 0, 0, 1, 2, 2, 0],
      shares: [0.1, 0.2, 0.1, 0, 0.2, 0.3, 0.1, 0]))

  @Test("is read from both columns, cell by cell")
  func encodes() throws {
    let extractor = FeatureExtractor(features: [Self.feature])
    #expect(extractor.columnNames == ["month", "day"])
    let table = Table([
      .categories("month", ["jun", "may", "may", "jul"]), .numbers("day", [1, 5, .nan, 5]),
    ])
    // A month never seen has no effect of its own: the code after the last.
    #expect(try extractor.encode(table) == [.codes([0, 5, 7, 8])])
  }

  @Test(
    "says what a cell is",
    arguments: [
      (0, "jun × up to 4"), (5, "may × 5 to 11"),
      (3, "jun × (missing)"), (8, "(not seen in training)"),
    ])
  func labels(_ code: Int, label: String) {
    #expect(Self.feature.label(code) == label)
  }

  @Test("shares parameters between cells of one level")
  func levels() {
    let terms = FeatureExtractor(features: [Self.feature]).terms(coding: .full)
    #expect(terms.map(\.parameter) == [1, 2, 3])
    #expect(zip(terms.map(\.mean), [0.2, 0.4, 0.4]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(Self.feature.levelLabel(1) == "jun × 5 to 11, and 1 more")
  }

  @Test("survives the way to JSON and back")
  func roundTrip() throws {
    let data = try JSONEncoder().encode(Self.feature)
    #expect(try JSONDecoder().decode(Feature.self, from: data) == Self.feature)
  }

  @Test(
    "is refused when its parts do not fit together",
    arguments: [
      ("\"levels\":[0,1,0,0,1,2,2,0]", "\"levels\":[0,1]"),
      ("\"levels\":[0,1,0,0,1,2,2,0]", "\"levels\":[0,1,0,0,1,5,5,0]"),
    ])
  func refused(part: String, changed: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(Self.feature), as: UTF8.self)
    let damaged = text.replacingOccurrences(of: part, with: changed)
    #expect(damaged != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Feature.self, from: Data(damaged.utf8))
    }
  }
}

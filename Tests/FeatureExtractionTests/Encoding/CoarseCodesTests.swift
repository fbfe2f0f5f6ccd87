import Tables
import Testing

@testable import FeatureExtraction

@Suite("Coarser codes")
struct CoarseCodesTests {
  private static let fine = BinnedEncoding(
    fitting: (0..<100).map(Double.init) + [.nan], edges: (1..<20).map { Double($0) * 5 })

  @Test("of bins are unions of neighbours with about equal shares", arguments: [2, 4, 7, 20, 30])
  func bins(count: Int) {
    let coarse = Self.fine.coarsened(to: count)
    #expect(coarse.encoding.edges.count == min(count, 20) - 1)
    #expect(coarse.encoding.hasMissing)
    #expect(coarse.codes.count == Self.fine.codeCount)
    let values = (0..<100).map(Double.init) + [.nan]
    let direct = coarse.encoding.codes(of: values).map(Int.init)
    #expect(Self.fine.codes(of: values).map { coarse.codes[Int($0)] } == direct)
    let largest = coarse.encoding.shares.max() ?? 1
    #expect(largest < 2 / Double(min(count, 20)))
  }

  @Test("of levels keep the most frequent and pool the rest")
  func levels() {
    let texts = ["a", "b", "b", "b", "c", "c", "d", nil] as [String?]
    let encoding = CategoricalEncoding(fitting: Categories(texts), minimumCount: 1)
    let coarse = encoding.coarsened(to: 3)
    #expect(coarse.encoding.levels == ["b", "c"])
    #expect(coarse.codes == [2, 0, 1, 2, 3])
    #expect(coarse.encoding.shares == [0.375, 0.25, 0.25, 0.125])
    #expect(encoding.coarsened(to: 4).encoding == encoding)
  }
}

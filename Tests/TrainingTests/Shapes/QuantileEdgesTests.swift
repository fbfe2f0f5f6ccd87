import TestSupport
import Testing

@testable import Training

@Suite("Edges of bins of equal counts")
struct QuantileEdgesTests {
  @Test("with few distinct values give each a bin of its own")
  func distinct() {
    #expect([3, 1, 2, .nan, 1].quantileEdges(count: 3) == [2, 3])
    #expect([1, 1, .nan].quantileEdges(count: 3) == [])
    #expect([Double]().quantileEdges(count: 3) == [])
  }

  @Test("give a heavy value a bin of its own", arguments: [-1.0, 999])
  func heavy(code: Double) {
    let values = (0..<1000).map { Double($0 % 500) } + [Double](repeating: code, count: 3000)
    let edges = values.quantileEdges(count: 16)
    #expect(edges.contains(code == -1 ? 0 : 999))
    #expect(edges.count <= 15)
  }

  @Test("cut continuous values into about equal counts", arguments: [1, 2, 3] as [UInt64])
  func equal(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<3200).map { _ in random.normal() }
    let edges = values.quantileEdges(count: 32)
    #expect(edges.count == 31)
    for (low, high) in zip([-.infinity] + edges, edges + [.infinity]) {
      let count = values.count { low <= $0 && $0 < high }
      // A bin may give a twentieth of its width to the one above and take as much from below.
      #expect(90...110 ~= count)
    }
  }

  @Test("have few digits", arguments: [1, 2, 3] as [UInt64])
  func rounded(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<3200).map { _ in random.normal() }
    for edge in values.quantileEdges(count: 32) {
      #expect("\(edge.magnitude)".count <= 6, "\(edge)")
    }
  }

  @Test("keep a heavy value below the edge above it, however near")
  func nearHeavy() {
    let values = [Double](repeating: 0, count: 900) + (1...900).map { Double($0) / 1000 }
    let edges = values.quantileEdges(count: 8)
    #expect(edges.allSatisfy { $0 > 0 })
    #expect(edges.first.map { $0 <= 0.001 } ?? false)
  }
}

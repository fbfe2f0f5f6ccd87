import Foundation
import Testing

@testable import FeatureExtraction

@Suite("A number in bins as a feature")
struct BinnedEncodingTests {
  private static let edges = [50.0, 100, 500]

  @Test(
    "puts a value at an edge into the bin above it",
    arguments: [
      (-.infinity, 0), (0, 0), (50.0.nextDown, 0), (50, 1), (100.0.nextDown, 1), (100, 2),
      (499.5, 2), (500, 3), (1e300, 3), (.infinity, 3),
    ] as [(Double, UInt16)])
  func edges(_ value: Double, code: UInt16) {
    let encoding = BinnedEncoding(fitting: [1, 60, 200, 900], edges: Self.edges)
    #expect(encoding.codes(of: [value]) == [code])
  }

  @Test("has a bin for missing values only where there were some")
  func missing() {
    let with = BinnedEncoding(fitting: [1, .nan, 60, 900], edges: Self.edges)
    #expect(with.hasMissing)
    #expect(with.codeCount == 5)
    #expect(with.shares == [0.25, 0.25, 0, 0.25, 0.25])
    #expect(with.codes(of: [.nan]) == [4])
    let without = BinnedEncoding(fitting: [1, 60, 900], edges: Self.edges)
    #expect(without.codeCount == 4)
    #expect(without.codes(of: [.nan]) == [4])
    #expect(without.label(4) == "(not seen in training)")
  }

  @Test("names its bins by their edges")
  func labels() {
    let encoding = BinnedEncoding(fitting: [1.5, .nan], edges: [0.5, 100])
    #expect(
      (0...4).map(encoding.label) == [
        "below 0.5", "0.5 to below 100", "100 and more", "(missing)", "(not seen in training)",
      ])
  }

  @Test("names bins of whole numbers by the numbers in them")
  func wholeLabels() {
    let encoding = BinnedEncoding(fitting: [1, 7, .nan], edges: [3, 4, 9.5, 12])
    #expect(
      (0...5).map(encoding.label) == [
        "up to 2", "3", "4 to 9", "10 to 11", "12 and more", "(missing)",
      ])
  }

  @Test("reads back from JSON as it was")
  func roundTrip() throws {
    let encoding = BinnedEncoding(fitting: [1, .nan, 0.1], edges: [0.1, 1 / 3.0])
    let read = try JSONDecoder().decode(
      BinnedEncoding.self, from: JSONEncoder().encode(encoding))
    #expect(read == encoding)
  }

  @Test(
    "is refused in a file whose edges do not increase or whose shares do not fit",
    arguments: [
      #"{"edges":[],"shares":[1],"missing":false}"#,
      #"{"edges":[2,1],"shares":[0.2,0.3,0.5],"missing":false}"#,
      #"{"edges":[1,1],"shares":[0.2,0.3,0.5],"missing":false}"#,
      #"{"edges":[1],"shares":[1],"missing":false}"#,
      #"{"edges":[1],"shares":[0.5,0.5],"missing":true}"#,
    ])
  func refused(_ json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(BinnedEncoding.self, from: Data(json.utf8))
    }
  }
}

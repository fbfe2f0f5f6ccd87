import Foundation
import Testing

@testable import FeatureExtraction

@Suite("A number as a feature")
struct NumericEncodingTests {
  @Test("is standardized by the mean and the standard deviation with N in the denominator")
  func standardizes() {
    let encoding = NumericEncoding(fitting: [1, 2, 3, 4], transform: .none)
    #expect(encoding.mean == 2.5)
    #expect(encoding.scale == 1.25.squareRoot())
    #expect(encoding.missingShare == 0)
    #expect(!encoding.hasMissingIndicator)
    #expect(encoding.standardized(2.5) == 0)
    #expect(encoding.standardized(2.5 + 1.25.squareRoot()) == 1)
  }

  @Test("takes the logarithm of its size on request and keeps its sign")
  func logarithm() {
    let encoding = NumericEncoding(fitting: [0, 99, -99], transform: .log)
    #expect(encoding.mean.magnitude < 1e-15)
    #expect(abs(encoding.standardized(99) - 1.5.squareRoot()) < 1e-15)
    #expect(abs(encoding.standardized(-99) + 1.5.squareRoot()) < 1e-15)
    #expect(abs(NumericTransform.log(1e-12) - 1e-12) < 1e-24)
  }

  @Test("has an indicator exactly when values were missing, which do not move the mean")
  func missing() {
    let encoding = NumericEncoding(fitting: [1, .nan, 3, .nan], transform: .none)
    #expect(encoding.mean == 2)
    #expect(encoding.scale == 1)
    #expect(encoding.missingShare == 0.5)
    #expect(encoding.hasMissingIndicator)
    #expect(encoding.standardized(.nan).isNaN)
  }

  @Test(
    "keeps the scale 1 when it does not vary",
    arguments: [[7, 7, 7], [0.1, 0.1, 0.1, .nan], [1e15 + 0.25, 1e15 + 0.25], [.nan, .nan], []])
  func constant(_ values: [Double]) {
    let encoding = NumericEncoding(fitting: values, transform: .none)
    #expect(encoding.scale == 1)
    #expect(encoding.mean.isFinite)
  }

  @Test("is exact for a large offset, where sums of squares would cancel")
  func largeOffset() {
    let encoding = NumericEncoding(fitting: [1e9, 1e9 + 1, 1e9 + 2], transform: .none)
    #expect(encoding.mean == 1e9 + 1)
    #expect(abs(encoding.scale - (2.0 / 3).squareRoot()) < 1e-15)
  }

  @Test(
    "stays finite for any finite value, however far out",
    arguments: [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e300] as [Double])
  func farOut(_ value: Double) {
    let encoding = NumericEncoding(fitting: [-3e-9, 2e-9, 1e-9], transform: .none)
    let standardized = encoding.standardized(value)
    #expect(standardized.magnitude == 1e100)
    #expect((standardized < 0) == (value < 0))
  }

  @Test(
    "reads back from JSON as it was",
    arguments: [NumericTransform.none, .log])
  func roundTrip(_ transform: NumericTransform) throws {
    let encoding = NumericEncoding(fitting: [0.1, 1 / 3.0, .nan, 1e17], transform: transform)
    let read = try JSONDecoder().decode(
      NumericEncoding.self, from: JSONEncoder().encode(encoding))
    #expect(read == encoding)
  }

  @Test(
    "is refused in a file with a scale or a share that cannot be",
    arguments: [
      #"{"transform":"none","mean":0,"scale":0,"missing_share":0}"#,
      #"{"transform":"none","mean":0,"scale":-1,"missing_share":0}"#,
      #"{"transform":"none","mean":0,"scale":1,"missing_share":1.5}"#,
      #"{"transform":"none","mean":0,"scale":1,"missing_share":-0.1}"#,
      #"{"transform":"none","mean":1e400,"scale":1,"missing_share":0}"#,
      #"{"transform":"none","mean":null,"scale":1,"missing_share":0}"#,
      #"{"transform":"cube","mean":0,"scale":1,"missing_share":0}"#,
    ])
  func refused(_ json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(NumericEncoding.self, from: Data(json.utf8))
    }
  }
}

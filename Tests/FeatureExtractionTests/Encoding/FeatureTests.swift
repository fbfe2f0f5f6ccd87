import Foundation
import Tables
import TestLeads
import Testing

@testable import FeatureExtraction

@Suite("A feature")
struct FeatureTests {
  private static let encodings: [FeatureDeclaration.Encoding] = [
    .numeric(.none), .numeric(.log), .categorical(minimumCount: 1), .binned(edges: [2, 3.5]),
  ]

  private static func feature(_ encoding: FeatureDeclaration.Encoding) throws -> Feature {
    try FeatureExtractor(
      fitting: [
        FeatureDeclaration(
          name: "log of \"x\"", column: "x", kind: .behavioural, encoding: encoding)
      ], to: Table([.numbers("x", [1, 2, .nan, 4, 0.1])])
    ).features[0]
  }

  @Test("reads back from JSON as it was, whatever its encoding", arguments: encodings.indices)
  func roundTrip(_ index: Int) throws {
    let feature = try Self.feature(Self.encodings[index])
    let read = try JSONDecoder().decode(Feature.self, from: JSONEncoder().encode(feature))
    #expect(read == feature)
  }

  @Test("has codes, labels and shares unless it is a number")
  func codes() throws {
    let features = try Self.encodings.map(Self.feature)
    #expect(features.map(\.codeCount) == [nil, nil, 5, 4])
    #expect(features.map { $0.label(0) } == [nil, nil, "0.1", "below 2"])
    #expect(features.map(\.shares.count) == [0, 0, 5, 4])
  }

  @Test("cannot be read without an encoding")
  func withoutEncoding() {
    let json = #"{"name":"x","column":"x","kind":"explicit"}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Feature.self, from: Data(json.utf8))
    }
  }
}

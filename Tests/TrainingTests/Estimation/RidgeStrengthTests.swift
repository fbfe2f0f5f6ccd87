import FeatureExtraction
import Tables
import TestLeads
import Testing

@testable import Training

@Suite("The strength of ridge")
struct RidgeStrengthTests {
  /// Losses out of fold whose smallest is at 0.01, with standard errors of 0.01.
  private static let validation = RidgeCrossValidation(
    points: zip(
      [1, 0.1, 0.01, 0.001, 1e-4], [0.500, 0.405, 0.400, 0.405, 0.420]
    ).map { .init(lambda: $0, meanLoss: $1, standardError: 0.01) })

  /// Leads with two parameters and some conversions.
  private static func leads(count: Int, conversions: Int) throws -> EncodedLeads {
    let numbers = (0..<count).map { Double($0 % 17) }
    let labelled = try LabelledLeads(
      flat: Table([
        .numbers("a", numbers), .numbers("b", numbers.map { $0 * $0 }),
        .categories("won", (0..<count).map { $0 < conversions ? "1" : "0" }),
      ]), options: FlatFileOptions(target: "won"))
    let extractor = try FeatureExtractor(fitting: labelled.declarations, to: labelled.table)
    return try EncodedLeads(
      labelled, rows: Array(0..<count), extractor: extractor, coding: .full)
  }

  @Test(
    "is the weakest that hardly loses, where leads stand in time and conversions are plenty",
    arguments: [
      (.standard, true, 20, 0.001), (.standard, true, 19, 0.01), (.standard, false, 20, 0.01),
      (.smallestLoss, true, 20, 0.01), (.oneStandardError, true, 20, 0.1),
    ] as [(TrainingSettings.StrengthRule, Bool, Int, Double)])
  func rule(
    _ rule: TrainingSettings.StrengthRule, inTime: Bool, conversions: Int, expected: Double
  ) throws {
    let strength = RidgeStrength(
      Self.validation, by: rule, of: try Self.leads(count: 2000, conversions: conversions),
      inTime: inTime)
    #expect(strength.fitted == expected)
    #expect(strength.competing == (rule == .oneStandardError ? 0.1 : 0.01))
  }

  @Test("is not less than what one lead is worth")
  func floor() throws {
    let strength = RidgeStrength(
      Self.validation, by: .standard, of: try Self.leads(count: 200, conversions: 50), inTime: true)
    #expect(strength.fitted == 0.01)
  }
}

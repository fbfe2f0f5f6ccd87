import FeatureExtraction
import ScoringModel
import Tables
import TestLeads
import TestSupport
import Testing

@testable import Training

@Suite("Segments, shrunk towards all leads")
struct SegmentTests {
  /// Eight regions whose true rates differ a little, and a small one with 8 conversions in 20 leads.
  @Test(
    "a segment of 8 conversions lands between its own rate and that of all",
    arguments: 1...4 as ClosedRange<UInt64>)
  func small(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (regions, won, noise): ([String], [Bool], [Double]) = ([], [], [])
    for region in 0..<8 {
      let rate = 0.08 + 0.015 * Double(region)
      for _ in 0..<250 {
        regions.append("region \(region)")
        won.append(random.happens(rate))
      }
    }
    for lead in 0..<20 {
      regions.append("small")
      won.append(lead < 8)
    }
    noise = won.map { _ in random.normal() }
    let leads = try LeadsMaker.leads(
      [.categories("region", regions), .numbers("noise", noise)], won: won
    ).segmented(by: "region")
    var settings = TrainingSettings(
      name: "leads", split: HoldoutSplit(kind: .none, share: 0, seed: 1))
    settings.nonlinear = Nonlinear.none
    settings.segment = "region"
    settings.calibration = .none
    let fitted = try FittedFeatures(
      leads.declarations, leads: leads, rows: Array(0..<leads.count), settings: settings,
      lambda: nil)
    let small = leads.table.rows(regions.indices.filter { regions[$0] == "small" })
    let rates = try fitted.logOdds(small).map { logistic($0) }
    let mean = rates.reduce(0, +) / Double(rates.count)
    let all = Double(won.count { $0 }) / Double(won.count)
    #expect(mean > all && mean < 0.4, "\(mean) between \(all) and 0.4")
  }

  @Test("a column that is no feature is refused with the nearest name")
  func unknown() {
    let leads = LeadsMaker.leads(
      [.categories("region", ["a", "b", "a"])], won: [true, false, true])
    #expect(throws: FeatureProblem.self) { try leads.segmented(by: "regoin") }
  }
}

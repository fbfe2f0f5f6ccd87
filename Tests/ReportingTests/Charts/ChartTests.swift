import Evaluation
import Foundation
import Testing
import Training

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct ChartTests {
  private static let ranking = try? RankedOutcomes(
    scores: [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0],
    outcomes: [true, true, false, true, false, false, false, false, false, false])

  static func charts(named name: String) throws -> [Chart] {
    let ranking = try #require(ranking)
    var run = SampleRun()
    run.categoryColumn = name
    run.levels = [name, "other"]
    let result = try run.result()
    let holdout = try #require(result.holdout)
    let curve = GainsCurve(name: name, points: ranking.gainsCurve())
    let comparison = try RankingComparison(
      reference: holdout.logOdds.map { -$0 }, challenger: holdout.logOdds,
      outcomes: holdout.outcomes, keys: holdout.rows.map { UInt64($0) }, capacity: 10)
    return try [
      .gains(curve, baseRate: ranking.baseRate),
      .gains(curve, comparedWith: curve, baseRate: ranking.baseRate),
      .roc(ranking.rocCurve(), auc: AUC(ranking)),
      .reliability(holdout.reliability),
      .scoreDistribution(logOdds: holdout.logOdds, outcomes: holdout.outcomes),
      .scoreDistribution(logOdds: [.nan, .infinity, 2, 2], outcomes: [true, false, true, false]),
      .coefficients(result.coefficients), .coefficients([]), .features(of: result.model),
      .swapSet(comparison.swapSet, reference: name, challenger: name),
    ] + shapes(named: name)
  }

  /// Charts of shapes: one as learned, one of extremes.
  static func shapes(named name: String) throws -> [Chart] {
    var run = SampleRun()
    (run.numberColumn, run.bends, run.nonlinear) = (name, true, .smooth)
    let result = try run.result()
    let learned = FeatureWeight.ranked(in: result.model)
      .compactMap { FeatureShape($0, of: result) }
    let extremes = FeatureShape(
      name: name,
      steps: [
        .init(label: name, effect: .init(value: 40, lower: -.infinity, upper: .infinity), share: 0),
        .init(label: name, effect: .init(value: .nan, lower: .nan, upper: .nan), share: 1),
      ], beginnings: [String(repeating: "9", count: 40)], missing: nil, deviation: 20)
    return (learned + [extremes]).enumerated().map { .shape($1, number: $0 + 1) }
  }

  @Test("A shape has a step per bin, a bar per share and missing values apart")
  func shape() throws {
    let shapes = try ChartTests.shapes(named: "visits")
    let reader = MarkupReader(try #require(shapes.first).svg)
    let result = try bentResult()
    let weight = try #require(FeatureWeight.ranked(in: result.model).first { $0.name == "visits" })
    let shape = try #require(FeatureShape(weight, of: result))
    let classes = reader.attributes("class")
    // One more bar, and one more diamond, in the key.
    #expect(classes.count { $0 == "plain-bar" } == shape.steps.count + 2)
    #expect(classes.count { $0 == "second-mark" } == 2)
    #expect(classes.count { $0 == "first-area" } == 2)
    #expect(classes.count { $0 == "whisker" } == 1)
    #expect(shapes.map(\.identifier) == ["shape-chart-1", "shape-chart-2"])
    #expect(abs(shape.steps.reduce(shape.missing?.share ?? 0) { $0 + $1.share } - 1) < 1e-9)
  }

  @Test("A learning curve has a mark and an interval per size, and the rules' where there are some")
  func learning() throws {
    let auc = AUC(try #require(ChartTests.ranking))
    func classes(rules: Double?) -> [String] {
      let chart = Chart.learning(
        [60.0, 120, 240].map { (size: $0, area: AreaPoint(auc, rules: rules)) },
        title: "Learning curve", axis: "Leads", unit: "leads")
      #expect(chart.description.hasPrefix("AUC by the number of leads learned from: 60 leads 0."))
      return MarkupReader(chart.svg).attributes("class")
    }
    // One more mark of each kind in the key.
    #expect(classes(rules: nil).count { $0 == "first-mark" } == 4)
    #expect(classes(rules: nil).count { $0 == "whisker" } == 3)
    #expect(classes(rules: nil).count { $0 == "second-mark" } == 0)
    #expect(classes(rules: 0.6).count { $0 == "second-mark" } == 4)
  }

  @Test("The chart of a shape of two bins, to the letter")
  func goldenShape() {
    let shape = FeatureShape(
      name: "Age & more",
      steps: [
        .init(label: "below 30", effect: .init(value: -0.5, lower: -0.8, upper: -0.2), share: 0.3),
        .init(label: "30 and more", effect: .init(value: 0.25, lower: 0, upper: 0.5), share: 0.6),
      ], beginnings: ["30"],
      missing: .init(
        label: "(missing)", effect: .init(value: 0, lower: -0.1, upper: 0.1), share: 0.1),
      deviation: 0.33)
    #expect(Chart.shape(shape, number: 3).svg == GoldenChart.shape)
  }

  private func bentResult() throws -> TrainingResult {
    var run = SampleRun()
    (run.bends, run.nonlinear) = (true, .smooth)
    return try run.result()
  }

  @Test("Charts are well-formed XML whatever the names", arguments: ["IT"] + Hostile.texts)
  func wellFormed(name: String) throws {
    for chart in try ChartTests.charts(named: name) {
      let parser = XMLParser(data: Data(chart.svg.utf8))
      #expect(parser.parse(), "\(chart.identifier): \(String(describing: parser.parserError))")
      let reader = MarkupReader(chart.svg)
      #expect(reader.flaws.isEmpty, "\(chart.identifier)")
    }
  }

  @Test("Every chart says what it is and what it shows, and has no size of its own")
  func accessible() throws {
    for chart in try ChartTests.charts(named: "IT") {
      let reader = MarkupReader(chart.svg)
      let root = try #require(reader.elements.first)
      #expect(
        root.attributes.map(\.name).sorted()
          == ["aria-labelledby", "class", "role", "viewBox", "xmlns"])
      let labels = reader.attributes("aria-labelledby").flatMap { $0.split(separator: " ") }
      #expect(labels.map(String.init) == reader.attributes("id"))
      #expect(reader.elements.prefix(3).map(\.name) == ["svg", "title", "desc"])
      #expect(!chart.title.isEmpty && chart.description.hasSuffix("."))
    }
  }

  @Test("Coordinates are plain numbers with two decimals, on the chart")
  func coordinates() throws {
    for chart in try ChartTests.charts(named: "IT") {
      let reader = MarkupReader(chart.svg)
      for name in ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height"] {
        for text in reader.attributes(name) {
          let value = try #require(Double(text))
          #expect(value >= 0 && value < 1000, "\(chart.identifier) \(name)=\(text)")
          #expect(text.split(separator: ".").last?.count == 2)
        }
      }
      for text in ["nan", "inf"] { #expect(!chart.svg.lowercased().contains(text)) }
    }
  }

  @Test(
    "What is no number never becomes a coordinate",
    arguments: [
      (Double.nan, "0.00"), (.infinity, "9999.00"), (-.infinity, "-9999.00"), (1.006, "1.01"),
      (-0.001, "0.00"),
    ])
  func coordinate(value: Double, expected: String) {
    #expect(Drawing.coordinate(value) == expected)
  }

  @Test("Two curves differ by more than colour")
  func marks() throws {
    let charts = try ChartTests.charts(named: "IT")
    let classes = MarkupReader(charts[1].svg).attributes("class")
    #expect(classes.contains("first") && classes.contains("second"))
    // Marks at 10, 20 and 30 %, and one in the key: circles and diamonds.
    #expect(classes.count { $0 == "first-mark" } == 4)
    #expect(classes.count { $0 == "second-mark" } == 4)
  }

  @Test("The gains chart of five leads, to the letter")
  func golden() throws {
    let ranking = try RankedOutcomes(
      scores: [5, 4, 3, 2, 1], outcomes: [true, false, true, false, false])
    let chart = Chart.gains(
      GainsCurve(name: "Model & more", points: ranking.gainsCurve()), baseRate: ranking.baseRate)
    #expect(chart.svg == GoldenChart.gains)
  }
}

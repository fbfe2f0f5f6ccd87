import Monitoring
import Reporting
import ScoringModel
import Tables
import Testing
import Training

@Suite("The page of a monitored night")
struct MonitoringPageTests {
  /// The page of a night on which a column of a name is a thousand times too large.
  private func page(column: String) throws -> String {
    var run = SampleRun()
    run.numberColumn = column
    let model = try run.result().model
    func leads(scale: Double) -> Table {
      Table(
        source: "leads.csv",
        columns: [
          Column(name: column, values: .numbers((0..<400).map { Double($0 % 10) * scale })),
          Column(
            name: "department",
            values: .categories(Categories((0..<400).map { ["IT", "Finance"][$0 % 2] }))),
        ])
    }
    let reference = try ReferencePopulation(
      of: model, fittedTo: leads(scale: 1), baseRate: 0.3)
    let monitor = Monitor(model: model, digest: "d", reference: reference)
    let day = Timestamp(year: 2026, month: 7, day: 1)
    let before = monitor.report(try Night(asOf: day, table: leads(scale: 1), model: model))
    let history = MonitorHistory([before.record])
    let tonight = monitor.report(
      try Night(asOf: day + TimeSpan(days: 1), table: leads(scale: 1000), model: model),
      history: history)
    return MonitoringPage(
      tonight, history: history.adding(tonight.record),
      facts: ReportFacts(
        title: "Is it well?", modelName: "leads", source: column, asOf: "2026-07-02",
        software: "leadscore")
    ).html()
  }

  @Test("says what needs a look, and shows the nights before")
  func contents() throws {
    let html = try page(column: "visits")
    let reader = MarkupReader(html)
    #expect(reader.flaws.isEmpty)
    #expect(reader.attributes("id").contains("score-stability-chart-title"))
    for text in ["Alarms and warnings", "The last 2 runs, newest first", "visits", "alarm"] {
      #expect(html.contains(text))
    }
  }

  @Test("Nothing in names becomes markup", arguments: Hostile.texts)
  func hostile(_ name: String) throws {
    let reader = MarkupReader(try page(column: name))
    #expect(reader.flaws.isEmpty)
    #expect(!reader.elements.contains { ["script", "img", "b"].contains($0.name) })
  }
}

import FeatureExtraction
import Tables
import Testing

@Suite("What features are about, and facts of an earlier time")
struct FeatureMeaningTests {
  private func moment(_ day: Int) -> Timestamp { Timestamp(year: 2026, month: 1, day: day) }

  private func snapshot(at moment: Timestamp) -> LeadSnapshot {
    let log = EventLog(
      names: ["login"],
      eventsByLead: [
        [1, 5, 8].map { EventLog.Event(time: self.moment($0), name: 0) }
      ])
    let table = Table(source: "leads.csv", columns: [], rowCount: 1)
    return LeadSnapshot(table: table, moments: [moment], events: log)
  }

  @Test("Facts of an earlier time keep its events and take the later moment")
  func knowingOnly() throws {
    let aged = snapshot(at: moment(10)).knowingOnly(snapshot(at: moment(6)))
    #expect(aged.moments == [moment(10)])
    #expect(aged.events?.events(ofLead: 0).map(\.time) == [moment(1), moment(5)])
  }

  @Test("More events of a lead are put where they belong in time")
  func adding() throws {
    let log = try #require(snapshot(at: moment(10)).events)
    let more = log.adding([[EventLog.Event(time: moment(3), name: 0)]])
    #expect(more.events(ofLead: 0).map(\.time) == [1, 3, 5, 8].map(moment))
  }

  @Test("Events added and events cut keep what other columns say of the rest")
  func attributes() throws {
    let events = [3, 1, 5].map { EventLog.Event(time: moment($0), name: 0) }
    let log = EventLog(
      names: ["login"], leadCount: 2, leads: [0, 0, 1], events: events,
      attributes: [EventAttribute(name: "source", levels: ["ads", "mail"], codes: [1, 0, 1])])
    let more = log.adding([[EventLog.Event(time: moment(2), name: 0)], []])
    #expect(more.attribute("source")?.codes == [0, -1, 1, 1])
    let known = log.through([moment(2), moment(9)])
    #expect(known.attribute("source")?.codes == [0, 1])
    #expect(known.events(ofLead: 0).count == 1 && known.events(ofLead: 1).count == 1)
  }

  @Test("Every feature of a project has a source, and events their measure")
  func meanings() throws {
    let project = try TestProject(TestProject.files).project()
    let meanings = project.featureMeanings
    #expect(meanings.first { $0.feature == "title.seniority" }?.source == "title")
    let count = try #require(meanings.first { $0.feature == "login: count in 2 days" })
    #expect(count.source == "login" && count.events == ["login"] && count.measure != nil)
    #expect(project.changeableFeatures.isEmpty && project.factors.isEmpty)
  }
}

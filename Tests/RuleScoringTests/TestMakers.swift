import FeatureExtraction
import Tables
import YAMLDocuments

@testable import RuleScoring

/// A book of the given YAML, named `rules.yaml` in messages.
func book(_ text: String) throws -> RuleBook {
  try RuleBook(document: YAMLDocument(text: text, file: "rules.yaml"))
}

/// A book of one group with the given rules, one a line.
func book(rules: String..., options: String = "kind: explicit") throws -> RuleBook {
  try book(
    "name: b\ngroups:\n- name: g\n  \(options)\n  rules:\n"
      + rules.map { "  - \($0)\n" }.joined())
}

func numbers(_ name: String, _ values: [Double]) -> Column {
  Column(name: name, values: .numbers(values))
}

func categories(_ name: String, _ values: [String?]) -> Column {
  Column(name: name, values: .categories(Categories(values)))
}

func texts(_ name: String, _ values: [String?]) -> Column {
  Column(name: name, values: .text(PackedStrings(values.map { $0 ?? "" })))
}

/// Leads of columns without events.
func flat(_ columns: Column...) -> LeadSnapshot {
  LeadSnapshot(table: Table(source: "leads.csv", columns: columns))
}

/// The moment of every lead with events in these tests.
let moment = Timestamp(year: 2026, month: 3, day: 31)

/// Leads without columns whose events are so many microseconds old at the moment.
func leads(_ ages: [[(event: String, microseconds: Int64)]]) -> LeadSnapshot {
  let names = Set(ages.joined().map(\.event)).sorted()
  let events = ages.map { list in
    list.map { event, age in
      EventLog.Event(
        time: moment - TimeSpan(microseconds: age), name: names.firstIndex(of: event) ?? 0)
    }
  }
  return LeadSnapshot(
    table: Table(source: "leads.csv", columns: [], rowCount: ages.count),
    moments: ages.map { _ in moment }, events: EventLog(names: names, eventsByLead: events))
}

/// Leads with one event each, so many days old at the moment.
func leads(_ event: String, daysAgo days: [Double]) -> LeadSnapshot {
  leads(days.map { [(event, Int64($0 * 86_400_000_000))] })
}

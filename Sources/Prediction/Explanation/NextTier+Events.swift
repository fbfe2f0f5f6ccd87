public import FeatureExtraction
import RuleScoring
import ScoringModel
public import Tables

extension NextTier {
  /// What a lead of a project would have to do, and what would have to become of it.
  ///
  /// Events are added at the lead's moment, one name up to five times and two names up to three
  /// times each; an event with a value gets the mean value of its name. It is nil when the lead is in
  /// the best tier, or nothing can change.
  ///
  /// - Parameters:
  ///   - row: The lead's row in the snapshot.
  ///   - snapshot: What is known of leads, as features are taken from it.
  ///   - project: The project, for its features.
  ///   - changeable: Features that can change besides what leads do.
  ///   - meanValues: What events measure on average, by name; ``ProjectTables/meanEventValues``.
  ///   - asOf: The time of scoring; a lead whose moment is earlier is settled.
  ///   - predictor: The model.
  /// - Throws: `FeatureProblem` when the snapshot lacks a column, and what ``ModelFeatures`` throws.
  public init?(
    ofRow row: Int, in snapshot: LeadSnapshot, project: Project, changeable: [String],
    meanValues: [String: Double], asOf: Timestamp, predictor: Predictor
  ) throws {
    let known = Set(predictor.model.extractor.columnNames)
    var names: [String] = []
    for meaning in project.featureMeanings where known.contains(meaning.feature) {
      for name in meaning.events where !names.contains(name) { names.append(name) }
    }
    let features = try ModelFeatures(project, learned: predictor.model.extractor)
    let lead = snapshot.rows([row])
    let scenarios = NextTier.doings(names.filter { snapshot.events?.index(ofName: $0) != nil })
    var table = try features.table(
      of: lead.doing([[]] + scenarios.map(\.parts), meanValues)
    ).table
    let columns = try NextTier.columns(changeable, of: table.rows([0]), predictor: predictor)
    table = table.appending(columns.map(\.table))
    let moment = snapshot.moments.isEmpty ? asOf : snapshot.moments[row]
    try self.init(
      scenarios + columns.map(\.scenario), table: table, predictor: predictor,
      isOpen: moment >= asOf)
  }

  /// One thing up to five times, and two things up to three times each.
  private static func doings(_ names: [String]) -> [Scenario] {
    let single = names.flatMap { name in (1...5).map { Scenario(parts: [.doing(name, $0)]) } }
    let double = names.indices.flatMap { first in
      names[(first + 1)...].flatMap { second in
        (1...3).flatMap { count in
          (1...3).map {
            Scenario(parts: [.doing(names[first], count), .doing(second, $0)])
          }
        }
      }
    }
    return single + double
  }
}

extension Scenario.Part {
  fileprivate static func doing(_ name: String, _ count: Int) -> Scenario.Part {
    let words = EventWords([name])
    return Scenario.Part(
      name: name, count: count, text: "\(count) more \(count == 1 ? words.singular : words.plural)")
  }
}

extension LeadSnapshot {
  /// Copies of the only lead, each having done something more at its moment.
  fileprivate func doing(
    _ doings: [[Scenario.Part]], _ values: [String: Double]
  ) -> LeadSnapshot {
    let copies = rows([Int](repeating: 0, count: doings.count))
    guard let events = copies.events else { return copies }
    let more = zip(doings, copies.moments).map { parts, moment in
      parts.flatMap { part -> [EventLog.Event] in
        guard let name = events.index(ofName: part.name) else { return [] }
        let event = EventLog.Event(time: moment, name: name, value: values[part.name] ?? .nan)
        return [EventLog.Event](repeating: event, count: part.count)
      }
    }
    return LeadSnapshot(
      table: copies.table, moments: copies.moments, events: events.adding(more),
      accountEvents: copies.accountEvents)
  }
}

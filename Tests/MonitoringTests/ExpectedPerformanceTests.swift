import Monitoring
import Tables
import Testing

@Suite("What to expect before anything is known")
struct ExpectedPerformanceTests {
  @Test("is the AUC of all pairs of leads, each converting with its own probability")
  func pairs() throws {
    let watched = try MonitoredModel()
    let night = try watched.night(0, leads: 600, seed: 8)
    let found = watched.monitor.report(night).findings.first { $0.check == .expected }
    var (wins, pairs) = (0.0, 0.0)
    for (i, p) in night.probabilities.enumerated() {
      for (j, q) in night.probabilities.enumerated() where i != j {
        let weight = p * (1 - q)
        pairs += weight
        let (s, t) = (night.logOdds[i], night.logOdds[j])
        wins += s > t ? weight : s == t ? weight / 2 : 0
      }
    }
    let value = try #require(found?.value)
    #expect(abs(value - wins / pairs) < 1e-12)
    #expect(found?.tonight == .ok)
  }

  @Test("falls when leads can no longer be told apart, as a warning and never an alarm")
  func blind() throws {
    let watched = try MonitoredModel()
    let table = MonitoredModel.leads(2000, seed: 4)
    // All numbers become what the first lead has.
    let flat = Table(
      source: table.source,
      columns: table.columns.map { column in
        guard case .numbers(let numbers) = column.values else { return column }
        let first = numbers.first { !$0.isNaN } ?? 0
        return Column(
          name: column.name, values: .numbers([Double](repeating: first, count: numbers.count)))
      })
    let night = try Night(
      asOf: Timestamp(year: 2026, month: 7, day: 1), table: flat, model: watched.model)
    let found = watched.monitor.report(night).findings.first { $0.check == .expected }
    #expect(found?.tonight == .warn)
  }
}

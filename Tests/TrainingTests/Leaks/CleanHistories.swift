import FeatureExtraction
import Tables
import TestLeads
import TestSupport

@testable import Training

/// Histories in which nothing knows the outcome, and such with one column that does.
struct CleanHistory {
  /// The outcomes, at a rate from 5 to 45 %.
  let won: [Bool]
  /// Honest columns of all kinds: numbers, counts, categories of few and many levels, fields left
  /// empty, an identifier, a date.
  let columns: [Column]
  /// The leads to be scored, from the same source.
  let upcoming: Table

  static let count = 600

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let base = 0.05 + 0.4 * random.uniform()
    let all = CleanHistory.count + 150
    let latent = (0..<all).map { _ in random.normal() }
    won = latent.prefix(CleanHistory.count).map { value in
      random.happens(min(0.98, max(0.002, base * (1 + 0.8 * value))))
    }
    // Columns lean on the same latent quality as the outcome: honest signal, not only noise.
    let columns: [Column] = [
      .numbers("revenue", latent.map { 0.6 * $0 + random.normal() }),
      .numbers(
        "visits",
        latent.map { (4 * random.uniform() * random.uniform() * max(0.2, 1 + 0.5 * $0)).rounded() }),
      .numbers(
        "demos", latent.map { random.happens(min(0.9, max(0.02, 0.1 + 0.08 * $0))) ? 1 : 0 }),
      .categories(
        "source", latent.map { _ in random.pick([("web", 5), ("event", 2), ("ad", 1)]) }),
      .categories("city", latent.map { _ in "city \(Int(60 * random.uniform()))" }),
      .categories("phone", latent.map { random.happens(min(0.9, 0.5 + 0.1 * $0)) ? "yes" : nil }),
      .text("id", latent.indices.map { "lead \(seed) \($0)" }),
      Column(
        name: "registered",
        values: .timestamps(latent.map { _ in Timestamp(seconds: Int64(random.next() >> 36)) })),
    ]
    self.columns = columns.map { $0.rows(Array(0..<CleanHistory.count)) }
    upcoming = Table(
      source: "tonight", columns: columns.map { $0.rows(Array(CleanHistory.count..<all)) },
      rowCount: 150)
  }

  /// What the gate says, with further columns planted, known of tonight's leads too or empty there.
  func findings(planted: [Column] = [], allowed: Set<String> = []) -> [LeakFinding] {
    let leads = LeadsMaker.leads(columns + planted, won: won)
    let empty = planted.map {
      Column(
        name: $0.name, values: .categories(Categories([String?](repeating: nil, count: 150))))
    }
    return LeakGate(allowed: allowed).findings(
      in: leads,
      surroundings: LeakSurroundings(upcoming: upcoming.adding(empty), echoes: []))
  }
}

import FeatureExtraction
import ScoringModel
import Tables
import TestSupport

@testable import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Leads of an invented world in which conversions take their time, and the truth about them.
///
/// A lead has two standard normal numbers `x` and `z`; it converts within the horizon of 90 days with
/// log odds `a + 0.8·x − 0.5·z`, where `a` moves in a straight line over the history, after a delay
/// that is exponential with a mean of 40 days, cut off at 90.
struct CensoredWorld {
  struct Lead {
    let day: Double
    let x, z: Double
    let converts: Bool
    let delay: Double
  }

  static let horizon = 90.0
  static let slopes = [0.8, -0.5]
  let leads: [Lead]
  /// The intercept on the last day.
  let intercept: Double

  /// - Parameters:
  ///   - count: The number of leads.
  ///   - days: The days of history, over which they come evenly.
  ///   - seed: Any number.
  ///   - drift: How much the intercept rises over the history, to −1.5 on the last day.
  init(leads count: Int, days: Double, seed: UInt64, drift: Double = 0) {
    var random = SeededGenerator(seed: seed)
    intercept = -1.5
    leads = (0..<count).map { _ in
      let day = random.uniform() * days
      let (x, z) = (random.normal(), random.normal())
      let start = -1.5 - drift * (1 - day / days)
      let probability = 1 / (1 + exp(-(start + 0.8 * x - 0.5 * z)))
      // The inverse of the distribution cut off at the horizon.
      let share = 1 - exp(-Self.horizon / 40)
      let delay = -40 * log(1 - random.uniform() * share)
      return Lead(day: day, x: x, z: z, converts: random.happens(probability), delay: delay)
    }
  }

  /// What is known on a day of the leads of some rows.
  private func labelled(_ rows: [Int], now: Double) -> LabelledLeads {
    let table = Table(
      source: "world",
      columns: [
        Column(name: "x", values: .numbers(rows.map { leads[$0].x })),
        Column(name: "z", values: .numbers(rows.map { leads[$0].z })),
      ])
    return LabelledLeads(
      subject: ModelSubject(target: "won", positive: nil, identifier: nil), table: table,
      declarations: ["x", "z"].map {
        FeatureDeclaration(column: $0, kind: .explicit, encoding: .numeric(.none))
      }, dropped: [],
      outcomes: rows.map { leads[$0].converts && leads[$0].day + leads[$0].delay <= now },
      keys: rows.map { UInt64($0 + 1).mixed }, order: rows.map { Int64(leads[$0].day * 1e6) })
  }

  private func isMature(_ row: Int, _ now: Double) -> Bool { leads[row].day + Self.horizon <= now }

  /// The leads whose horizon is over.
  func labelled(now: Double) -> LabelledLeads {
    labelled(leads.indices.filter { isMature($0, now) }, now: now)
  }

  /// All leads, those that have not converted yet counted as if they never would.
  func ignoring(now: Double) -> LabelledLeads { labelled(Array(leads.indices), now: now) }

  /// The leads with those that may still convert.
  func censored(_ treatment: CensoringTreatment, now: Double) -> CensoredLeads {
    let mature = leads.indices.filter { isMature($0, now) }
    let rows = mature + leads.indices.filter { !isMature($0, now) }
    func moment(_ day: Double) -> Timestamp { Timestamp(microseconds: Int64(day * 86_400e6)) }
    return CensoredLeads(
      labelled(rows, now: now),
      records: rows.map { row in
        let lead = leads[row]
        let isKnown = lead.converts && lead.day + lead.delay <= now
        return CensoredLeads.Record(
          moment: moment(lead.day), conversion: isKnown ? lead.delay : .infinity, loss: .infinity)
      }, labelledCount: mature.count, horizon: Self.horizon, now: moment(now),
      treatment: treatment)
  }
}

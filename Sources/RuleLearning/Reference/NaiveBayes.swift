#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Naive Bayes as Odoo's CRM scores leads: a reference that many companies have, to be beaten.
///
/// Every value counts its conversions and losses, each with 0.1 added. What a lead's values say is
/// multiplied as if they were independent, with the shares of conversions and losses.
public struct NaiveBayes: Sendable {
  /// One thing known of leads.
  public struct Variable: Sendable {
    /// The value of each lead, nil where it has none.
    let values: [String?]
    /// Whether it is a stage that a lead has or has not reached rather than a value among others.
    let isStage: Bool

    /// A field of the lead; leads without a value say nothing.
    public static func field(_ values: [String?]) -> Variable {
      Variable(values: values, isStage: false)
    }

    /// Whether each lead came to a stage; those that did not are counted with all others.
    public static func reached(_ isReached: [Bool]) -> Variable {
      Variable(values: isReached.map { $0 ? "reached" : nil }, isStage: true)
    }
  }

  private struct Counts: Sendable {
    var won = NaiveBayes.smoothing
    var lost = NaiveBayes.smoothing
  }

  private struct Table: Sendable {
    let counts: [String: Counts]
    let won, lost: Double
    let isStage: Bool
  }

  private static let smoothing = 0.1

  private let tables: [Table]
  private let won, lost: Double

  /// Counts values by outcome.
  ///
  /// - Precondition: every variable has one value per outcome.
  public init(_ variables: [Variable], outcomes: [Bool]) {
    let won = Self.smoothing + Double(outcomes.count { $0 })
    let lost = Self.smoothing + Double(outcomes.count { !$0 })
    tables = variables.map { variable in
      precondition(variable.values.count == outcomes.count)
      var counts: [String: Counts] = [:]
      for (value, isWon) in zip(variable.values, outcomes) {
        guard let value else { continue }
        counts[value, default: Counts()].won += isWon ? 1 : 0
        counts[value, default: Counts()].lost += isWon ? 0 : 1
      }
      guard !variable.isStage else {
        return Table(counts: counts, won: won, lost: lost, isStage: true)
      }
      // Tenths are counted as such, so that no order of values reaches the sum.
      let seen = zip(variable.values, outcomes).filter { $0.0 != nil }
      let added = Self.smoothing * Double(counts.count)
      return Table(
        counts: counts, won: Double(seen.count { $0.1 }) + added,
        lost: Double(seen.count { !$0.1 }) + added, isStage: false)
    }
    self.won = won
    self.lost = lost
  }

  /// How far each value speaks for converting, from 0 to 1; nil for values never seen.
  ///
  /// For a stage it is the share of losses that did not reach it, as Odoo's tooltip has it.
  ///
  /// - Precondition: there is one value per variable.
  public func scores(_ values: [String?]) -> [Double?] {
    zip(tables, values).map { table, value in
      guard let value, let counts = table.counts[value] else { return nil }
      let (won, lost) = (counts.won / table.won, counts.lost / table.lost)
      return table.isStage ? 1 - lost : won / (won + lost)
    }
  }

  /// The log odds of a lead with these values.
  ///
  /// - Precondition: there is one value per variable.
  public func logOdds(_ values: [String?]) -> Double {
    precondition(values.count == tables.count)
    var sum = log(won / lost)
    for (table, value) in zip(tables, values) {
      guard let value, let counts = table.counts[value] else { continue }
      sum += log(counts.won / table.won) - log(counts.lost / table.lost)
    }
    return sum
  }

  /// The probability of a lead with these values to convert.
  public func probability(_ values: [String?]) -> Double { 1 / (1 + exp(-logOdds(values))) }
}

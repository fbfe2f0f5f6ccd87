#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Every bin that neighbouring prebins can be merged into: what it is worth and what may follow it.
///
/// Bins are named by their first and last prebin, both included.
struct BinCandidates {
  /// The number of prebins.
  let count: Int
  /// The rows of every bin: added up one by one, since a difference of sums would leave crumbs of
  /// fractional weights where there are no rows.
  private let bins: [OutcomeCount]
  private let evidence: Evidence
  private let rules: BinningRules
  private let minimumRows: Double

  init(prebins: [OutcomeCount], evidence: Evidence, rules: BinningRules) {
    count = prebins.count
    var bins = [OutcomeCount](repeating: .zero, count: prebins.count * prebins.count)
    for first in prebins.indices {
      var sum = OutcomeCount.zero
      for last in first..<prebins.count {
        sum = sum + prebins[last]
        bins[first * prebins.count + last] = sum
      }
    }
    self.bins = bins
    minimumRows = rules.minimumShare * bins[prebins.count - 1].rows
    self.evidence = evidence
    self.rules = rules
  }

  /// The rows of a bin.
  func bin(_ first: Int, _ last: Int) -> OutcomeCount { bins[first * count + last] }

  func isLargeEnough(_ first: Int, _ last: Int) -> Bool {
    let rows = bin(first, last).rows
    return rows > 0 && rows >= minimumRows
  }

  /// What a bin adds to the objective.
  func value(_ first: Int, _ last: Int) -> Double {
    let bin = bin(first, last)
    switch rules.objective {
    case .informationValue:
      return evidence.informationValue(of: bin)
    case .logLikelihood:
      func part(_ rows: Double) -> Double { rows > 0 ? rows * log(rows / bin.rows) : 0 }
      return part(bin.events) + part(bin.nonevents)
    }
  }

  /// The change of the rate from the bin of prebins `before..<first` to that of `first...last`;
  /// `nil` if the two are too much alike to stand beside each other.
  func step(_ before: Int, _ first: Int, _ last: Int) -> Double? {
    let left = bin(before, first - 1)
    let right = bin(first, last)
    // Compared across, equal rates of whole counts are equal exactly.
    let cross = right.events * left.rows - left.events * right.rows
    let difference = cross / (left.rows * right.rows)
    guard difference.magnitude >= rules.minimumRateDifference else { return nil }
    guard rules.maximumPValue == 1 || Self.pValue(left, right) <= rules.maximumPValue else {
      return nil
    }
    return cross
  }

  /// The two-sided p-value of equal rates, by the pooled z test.
  static func pValue(_ left: OutcomeCount, _ right: OutcomeCount) -> Double {
    let pooled = (left.events + right.events) / (left.rows + right.rows)
    let variance = pooled * (1 - pooled) * (1 / left.rows + 1 / right.rows)
    guard variance > 0 else { return 1 }
    let difference = right.events / right.rows - left.events / left.rows
    return erfc((difference.magnitude / variance.squareRoot()) * 0.5.squareRoot())
  }

  /// All prebins in one bin.
  var singleBin: BinPartition { BinPartition(ends: [count], value: value(0, count - 1)) }
}

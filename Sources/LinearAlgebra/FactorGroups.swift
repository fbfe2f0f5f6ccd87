/// The factors of a matrix in groups whose members are counted by one joint code.
///
/// The joint code of a group is the combination of its members' levels. Sums per joint level cost
/// one table row per group instead of one per factor, and one table cell per pair of groups instead
/// of one per pair of factors; the sums of single factors and pairs are added up from them exactly.
/// Tables that outgrow the processor's cache cost more than they save, so factors are joined only
/// as long as a model of the costs says that it pays.
struct FactorGroups: Sendable, Equatable {
  /// The factors of each group, ascending; groups by their first member.
  let members: [[Int]]

  /// Creates groups.
  init(members: [[Int]]) {
    self.members = members
  }

  /// One group per factor.
  init(separate factorCount: Int) {
    members = (0..<factorCount).map { [$0] }
  }

  /// Joins factors as long as joint levels are few enough for sums of residuals to stay in the
  /// nearest cache, small factors with large ones.
  ///
  /// - Parameters:
  ///   - levelCounts: The number of levels of each factor.
  ///   - largestJointLevelCount: The largest number of joint levels of a group with more than one
  ///     member.
  init(levelCounts: [Int], largestJointLevelCount: Int) {
    var waiting = levelCounts.indices.map { (members: [$0], levels: levelCounts[$0]) }
    var done: [[Int]] = []
    while !waiting.isEmpty {
      waiting.sort { ($0.levels, $0.members[0]) < ($1.levels, $1.members[0]) }
      let smallest = waiting.removeFirst()
      let partner = waiting.lastIndex {
        let (joint, overflow) = $0.levels.multipliedReportingOverflow(by: smallest.levels)
        return !overflow && joint <= largestJointLevelCount
      }
      if let partner {
        waiting[partner].members = (waiting[partner].members + smallest.members).sorted()
        waiting[partner].levels *= smallest.levels
      } else {
        done.append(smallest.members)
      }
    }
    members = done.sorted { $0[0] < $1[0] }
  }

  /// Joins factors while it makes a pass cheaper.
  ///
  /// - Parameters:
  ///   - levelCounts: The number of levels of each factor.
  ///   - stride: The number of values in a table row.
  ///   - rowCount: The number of rows of a pass.
  init(levelCounts: [Int], stride: Int, rowCount: Int) {
    var groups = levelCounts.indices.map { [$0] }
    var levels = levelCounts
    let costs = PassCosts(stride: stride, rowCount: rowCount)
    while groups.count > 1 {
      var best = (gain: 0.0, first: 0, second: 0)
      for second in groups.indices {
        for first in 0..<second {
          let (joint, overflow) = levels[first].multipliedReportingOverflow(by: levels[second])
          guard !overflow && joint <= PassCosts.largestJointLevelCount else { continue }
          let gain = costs.gain(levels, joining: first, second)
          if gain > best.gain { best = (gain, first, second) }
        }
      }
      guard best.gain > 0 else { break }
      groups[best.first] += groups.remove(at: best.second)
      levels[best.first] *= levels.remove(at: best.second)
    }
    members = groups.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }
}

/// The nanoseconds per row of adding to tables, as measured on one server processor.
///
/// It had caches of 48 KB and 2 MB. Only the ratios matter, and they for speed alone.
struct PassCosts: Sendable {
  static let largestJointLevelCount = 1 << 16

  let stride: Int
  let rowCount: Int

  /// What joining two groups saves.
  func gain(_ levels: [Int], joining first: Int, _ second: Int) -> Double {
    let joint = levels[first] * levels[second]
    var gain =
      table(levels[first]) + table(levels[second]) + cells(levels[first], levels[second])
      - table(joint)
    for (other, levelCount) in levels.enumerated() where other != first && other != second {
      gain +=
        cells(levels[first], levelCount) + cells(levels[second], levelCount)
        - cells(joint, levelCount)
    }
    return gain
  }

  /// A table row per level.
  private func table(_ levelCount: Int) -> Double {
    let values = Double(levelCount * stride)
    let vectors = Double(max(stride, 4)) / 8
    let vector =
      switch values {
      case ..<5_000: 1.2
      case ..<30_000: 1.6
      case ..<100_000: 2.4
      default: 3.2
      }
    return 0.8 + vectors * vector + upkeep(values)
  }

  /// A table cell per pair of levels.
  private func cells(_ first: Int, _ second: Int) -> Double {
    let values = Double(first) * Double(second)
    let cell =
      switch values {
      case ..<5_000: 0.65
      case ..<30_000: 1.1
      case ..<100_000: 1.4
      case ..<400_000: 2.2
      case ..<1_500_000: 3.6
      default: 8.0
      }
    return cell + upkeep(values)
  }

  /// The clearing and adding up of a table's values, spread over the rows.
  private func upkeep(_ values: Double) -> Double {
    20 * values / Double(max(rowCount, 1))
  }
}

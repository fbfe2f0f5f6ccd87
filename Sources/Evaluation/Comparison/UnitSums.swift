/// What the rows of a unit weigh in four replicates, one in each lane.
struct UnitSums {
  var rows = SIMD4<Int32>()
  var positives = SIMD4<Int32>()
  var amount = SIMD4<Double>()

  mutating func add(_ other: UnitSums) {
    rows &+= other.rows
    positives &+= other.positives
    amount += other.amount
  }
}

extension [UnitSums] {
  /// What lies above each cut, lane by lane, in weighted rows; the cuts of a lane ascend, and a unit
  /// at a cut counts in proportion.
  func above(
    _ cuts: [SIMD4<Double>]
  ) -> [(conversions: SIMD4<Double>, amount: SIMD4<Double>)] {
    var results = cuts.map { _ in (conversions: SIMD4<Double>(), amount: SIMD4<Double>()) }
    guard !cuts.isEmpty else { return results }
    var sum = UnitSums()
    // The next cut of each lane, in whole rows: a unit reaches a cut when it reaches the row it is in.
    var next = (0..<4).map { _ in 0 }
    var bounds = SIMD4<Int32>(cuts[0].rounded(.up))
    for unit in self {
      let end = sum.rows &+ unit.rows
      if any(end .>= bounds) {
        for lane in 0..<4 {
          while end[lane] >= bounds[lane] {
            let rows = Double(unit.rows[lane])
            let within = cuts[next[lane]][lane] - Double(sum.rows[lane])
            let share = rows > 0 ? within / rows : 0
            results[next[lane]].conversions[lane] =
              Double(sum.positives[lane]) + share * Double(unit.positives[lane])
            results[next[lane]].amount[lane] =
              sum.amount[lane] + share * unit.amount[lane]
            next[lane] += 1
            bounds[lane] =
              next[lane] < cuts.count ? Int32(cuts[next[lane]][lane].rounded(.up)) : .max
          }
        }
        if bounds == SIMD4(repeating: .max) { return results }
      }
      sum.add(unit)
    }
    return results
  }
}

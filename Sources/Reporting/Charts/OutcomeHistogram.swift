/// The shares of converted and of other leads in bins of equal width.
struct OutcomeHistogram {
  struct Bin {
    var converted = 0.0
    var other = 0.0
  }

  static let binCount = 24
  /// The log odds beyond which predictions are in the outermost bins: about 0.1 and 99.9 %.
  static let farthest = 7.2

  let domain: ClosedRange<Double>
  let bins: [Bin]
  /// The median predicted probability of each outcome; not a number without leads of it.
  let medianConverted, medianOther: Double

  init(logOdds: [Double], outcomes: [Bool]) {
    let rows = zip(logOdds, outcomes).filter { $0.0.isFinite }
    let lowest = max(rows.map(\.0).min() ?? 0, -OutcomeHistogram.farthest)
    let highest = min(rows.map(\.0).max() ?? 0, OutcomeHistogram.farthest)
    domain = highest > lowest ? lowest...highest : (lowest - 1)...(lowest + 1)
    let width = (domain.upperBound - domain.lowerBound) / Double(OutcomeHistogram.binCount)
    let positives = Double(max(rows.count { $0.1 }, 1))
    let negatives = Double(max(rows.count { !$0.1 }, 1))
    var bins = [Bin](repeating: Bin(), count: OutcomeHistogram.binCount)
    for (value, converted) in rows {
      let position = ((value - domain.lowerBound) / width).rounded(.down)
      let index = min(max(Int(position), 0), OutcomeHistogram.binCount - 1)
      if converted { bins[index].converted += 1 } else { bins[index].other += 1 }
    }
    self.bins = bins.map { Bin(converted: $0.converted / positives, other: $0.other / negatives) }
    medianConverted = OutcomeHistogram.median(rows.filter(\.1).map(\.0))
    medianOther = OutcomeHistogram.median(rows.filter { !$0.1 }.map(\.0))
  }

  var tallest: Double { bins.reduce(0) { max($0, $1.converted, $1.other) } }

  func edge(_ index: Int) -> Double {
    let length = domain.upperBound - domain.lowerBound
    return domain.lowerBound + Double(index) / Double(OutcomeHistogram.binCount) * length
  }

  private static func median(_ logOdds: [Double]) -> Double {
    guard !logOdds.isEmpty else { return .nan }
    return logistic(logOdds.sorted()[logOdds.count / 2])
  }
}

/// Chooses the features that explain a lead best: the largest contributions, few of them negative.
struct ReasonChooser {
  /// The chosen features, the strongest first; only the first ``chosenCount`` count.
  private(set) var chosen: [Int]
  private(set) var chosenCount = 0
  private let negative: Int
  private let featureCount: Int
  /// What is left to choose from: contributions by size, 0 for what is chosen or out of question.
  private var left: [Double]

  init(count: Int, negative: Int, featureCount: Int) {
    chosen = [Int](repeating: 0, count: count)
    left = [Double](repeating: 0, count: featureCount)
    self.negative = negative
    self.featureCount = featureCount
  }

  /// Chooses among the contributions of one lead, which start at an index.
  @inline(__always)
  mutating func choose(_ contributions: [Double], from first: Int) {
    for feature in 0..<featureCount { left[feature] = contributions[first + feature].magnitude }
    chosenCount = 0
    var negatives = 0
    while chosenCount < chosen.count {
      // Selects rather than branches: which contribution is largest cannot be predicted.
      var (strongest, size) = (0, -1.0)
      for feature in 0..<featureCount {
        let candidate = left[feature]
        strongest = candidate > size ? feature : strongest
        size = max(size, candidate)
      }
      guard size.isWorthSaying, size > 0 else { return }
      left[strongest] = 0
      if contributions[first + strongest] < 0 {
        guard negatives < negative else { continue }
        negatives += 1
      }
      chosen[chosenCount] = strongest
      chosenCount += 1
    }
  }
}

/// Chooses the features that explain a lead best: the largest contributions, few of them negative.
struct ReasonChooser {
  /// The chosen features, the strongest first; only the first ``chosenCount`` count.
  private(set) var chosen: [Int]
  private(set) var chosenCount = 0
  private let negative: Int
  private let featureCount: Int
  /// The contributions that are worth saying: their features, sizes and places by size.
  private var candidates: [Int]
  private var sizes: [Double]
  private var places: [Int]
  private var ordered: [Int]

  init(count: Int, negative: Int, featureCount: Int) {
    chosen = [Int](repeating: 0, count: count)
    candidates = [Int](repeating: 0, count: featureCount)
    sizes = [Double](repeating: 0, count: featureCount)
    places = candidates
    ordered = candidates
    self.negative = negative
    self.featureCount = featureCount
  }

  /// Chooses among the contributions of one lead, which start at an index.
  ///
  /// Which contributions are worth saying and which is larger cannot be predicted, so nothing here
  /// branches on it: every pair is compared, and a place is the number of comparisons lost.
  @inline(__always)
  mutating func choose(_ contributions: [Double], from first: Int) {
    var count = 0
    for feature in 0..<featureCount {
      let contribution = contributions[first + feature]
      candidates[count] = feature
      sizes[count] = contribution.magnitude
      count += contribution.isWorthSaying ? 1 : 0
    }
    rank(count)
    for index in 0..<count { ordered[places[index]] = candidates[index] }
    chosenCount = 0
    var negatives = 0
    for place in 0..<count where chosenCount < chosen.count {
      let feature = ordered[place]
      if contributions[first + feature] < 0 {
        negatives += 1
        if negatives > negative { continue }
      }
      chosen[chosenCount] = feature
      chosenCount += 1
    }
  }

  /// Finds the places of so many candidates by size; of equal ones the earlier feature goes first.
  @inline(__always)
  private mutating func rank(_ count: Int) {
    unsafe sizes.withUnsafeBufferPointer { sizes in
      unsafe places.withUnsafeMutableBufferPointer { places in
        for index in 0..<count {
          let size = unsafe sizes[index]
          var lost = index
          for other in 0..<index {
            let isLarger = unsafe size > sizes[other] ? 1 : 0
            unsafe places[other] += isLarger
            lost -= isLarger
          }
          unsafe places[index] = lost
        }
      }
    }
  }
}

/// Which of many hypotheses are rejected when the false ones among rejections are to stay few.
///
/// Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995).
enum FalseDiscoveryRate {
  /// For each p-value whether its hypothesis is rejected at a rate of false discoveries.
  static func rejections(_ pValues: [Double], rate: Double) -> [Bool] {
    let sorted = pValues.sorted()
    let limit = sorted.indices.last { index in
      sorted[index] <= rate * Double(index + 1) / Double(sorted.count)
    }
    guard let limit else { return pValues.map { _ in false } }
    return pValues.map { $0 <= sorted[limit] }
  }
}

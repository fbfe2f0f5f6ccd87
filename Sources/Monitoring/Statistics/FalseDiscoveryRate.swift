/// Which of many tests to believe, so that of those believed only a share is expected to be wrong.
public enum FalseDiscoveryRate {
  /// The tests that are significant by the procedure of Benjamini and Hochberg (1995).
  ///
  /// - Parameters:
  ///   - pValues: The p-values in any order.
  ///   - rate: The share of wrong ones among those believed.
  /// - Returns: Whether each test is significant, in the order given.
  public static func significant(_ pValues: [Double], rate: Double) -> [Bool] {
    let order = pValues.indices.sorted {
      pValues[$0] != pValues[$1] ? pValues[$0] < pValues[$1] : $0 < $1
    }
    let last = order.indices.last {
      pValues[order[$0]] <= rate * Double($0 + 1) / Double(pValues.count)
    }
    var significant = [Bool](repeating: false, count: pValues.count)
    if let last { for index in order[...last] { significant[index] = true } }
    return significant
  }
}

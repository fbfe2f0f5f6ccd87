extension String {
  /// The candidate this text was most probably meant to be, nil when none is near.
  ///
  /// Near means at most one slip in three letters, where a slip is a letter added, dropped,
  /// replaced or swapped with its neighbour (the optimal string alignment distance); upper and
  /// lower case are the same. Of candidates equally near the first is chosen.
  public func nearest(among candidates: some Sequence<String>) -> String? {
    let letters = Array(lowercased())
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let others = Array(candidate.lowercased())
      let limit = max(1, max(letters.count, others.count) / 3)
      guard abs(letters.count - others.count) <= limit else { continue }
      let distance = letters.alignmentDistance(to: others)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }
}

extension [Character] {
  /// The number of insertions, deletions, replacements and swaps of neighbours between two texts,
  /// none of which touches a letter twice.
  fileprivate func alignmentDistance(to other: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array<Int>(0...other.count)
    for (row, letter) in enumerated() {
      var current = [row + 1]
      for (column, otherLetter) in other.enumerated() {
        let replaced = last[column] + (letter == otherLetter ? 0 : 1)
        var distance = Swift.min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == other[column - 1], self[row - 1] == otherLetter {
          distance = Swift.min(distance, beforeLast[column - 1] + 1)
        }
        current.append(distance)
      }
      (beforeLast, last) = (last, current)
    }
    return last[other.count]
  }
}

/// The candidate that a misspelled name most likely means, nil when none is close.
///
/// Edits of lower-cased characters are counted, two neighbours swapped as one (Damerau and
/// Levenshtein, without a second edit of what was swapped); at most a third of the name may differ.
public func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased())
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let distance = editDistance(wanted, Array(candidate.lowercased()))
    if distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
  return best.candidate
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      let substituted = last[j] + (left[i] == right[j] ? 0 : 1)
      var fewest = min(substituted, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        fewest = min(fewest, beforeLast[j - 1] + 1)
      }
      row.append(fewest)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}

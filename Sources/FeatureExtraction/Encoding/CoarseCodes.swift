/// An encoding with fewer codes than another, and where that one's codes go.
public struct CoarseCodes<Encoding: Sendable>: Sendable {
  /// The encoding with fewer codes.
  public let encoding: Encoding
  /// The coarse code of each fine code, the one for unknown values left out.
  public let codes: [Int]
}

extension BinnedEncoding {
  /// The same bins with neighbours merged.
  ///
  /// - Parameter firsts: The increasing codes of the bins that begin a merged one, without bin 0.
  /// - Returns: The merged bins.
  public func merging(firsts: [Int]) -> CoarseCodes<BinnedEncoding> {
    let binCount = edges.count + 1
    let starts = Set(firsts)
    var merged = [Double](repeating: 0, count: firsts.count + 1)
    var codes: [Int] = []
    var code = 0
    for bin in 0..<binCount {
      if starts.contains(bin) { code += 1 }
      codes.append(code)
      merged[code] += shares[bin]
    }
    if hasMissing {
      codes.append(firsts.count + 1)
      merged.append(shares[binCount])
    }
    return CoarseCodes(
      encoding: BinnedEncoding(
        edges: firsts.map { edges[$0 - 1] }, shares: merged, hasMissing: hasMissing,
        holdsWholeNumbers: holdsWholeNumbers),
      codes: codes)
  }

  /// At most some bins of about equal shares, made by merging neighbours.
  public func coarsened(to count: Int) -> CoarseCodes<BinnedEncoding> {
    let binCount = edges.count + 1
    var firsts: [Int] = []
    guard binCount > count else { return merging(firsts: Array(1..<binCount)) }
    var (left, held, bins) = (shares.prefix(binCount).reduce(0, +), 0.0, count)
    for bin in 0..<binCount {
      let target = left / Double(bins)
      let isFull = held + shares[bin] - target > target - held
      if bin > 0, bins > 1, isFull || binCount - bin < bins {
        firsts.append(bin)
        left -= held
        held = 0
        bins -= 1
      }
      held += shares[bin]
    }
    return merging(firsts: firsts)
  }
}

extension CategoricalEncoding {
  /// The levels with the largest shares; the others are pooled.
  public func coarsened(to count: Int) -> CoarseCodes<CategoricalEncoding> {
    guard levels.count > count else {
      return CoarseCodes(encoding: self, codes: Array(0..<codeCount))
    }
    let kept = levels.indices.sorted { (-shares[$0], $0) < (-shares[$1], $1) }
      .prefix(max(1, count - 1)).sorted()
    var codes = [Int](repeating: kept.count, count: codeCount)
    for (code, level) in kept.enumerated() { codes[level] = code }
    if hasMissing { codes[codeCount - 1] = kept.count + 1 }
    var merged = [Double](repeating: 0, count: kept.count + (hasMissing ? 2 : 1))
    for (code, share) in zip(codes, shares) { merged[code] += share }
    return CoarseCodes(
      encoding: CategoricalEncoding(
        levels: kept.map { levels[$0] }, shares: merged, hasOther: true, hasMissing: hasMissing,
        isOrdered: isOrdered),
      codes: codes)
  }
}

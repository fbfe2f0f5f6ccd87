extension SymmetricMatrix {
  /// The square roots of the diagonal.
  ///
  /// - Throws: ``Cholesky/Failure`` if a diagonal value is not positive or not finite.
  func equilibrationScales() throws(Cholesky.Failure) -> [Double] {
    try Self.scales(ofDiagonal: diagonal)
  }

  /// The square roots of some diagonal.
  ///
  /// - Throws: ``Cholesky/Failure`` if a value is not positive or not finite.
  static func scales(ofDiagonal diagonal: [Double]) throws(Cholesky.Failure) -> [Double] {
    var scales: [Double] = []
    scales.reserveCapacity(diagonal.count)
    for (index, value) in diagonal.enumerated() {
      guard value.isFinite else { throw .notFinite }
      guard value > 0 else { throw .notPositiveDefinite(pivot: index) }
      scales.append(value.squareRoot())
    }
    return scales
  }

  /// All values, each divided by the scales of its row and its column.
  func equilibrated(_ scales: [Double]) -> [Double] {
    var result = elements
    for i in 0..<order {
      let rowScale = scales[i]
      for j in 0..<order {
        // Divided one after the other: the product of two scales may overflow.
        result[i * order + j] = result[i * order + j] / rowScale / scales[j]
      }
    }
    return result
  }
}

internal import COpenBLAS

extension ArrowheadMatrix {
  /// The product of the matrix with a vector.
  public func multiplied(by vector: [Double]) -> [Double] {
    precondition(vector.count == order, "\(vector.count) values for order \(order)")
    guard headOrder > 0 else { return zip(shaftDiagonal, vector).map { $0 * $1 } }
    OpenBLAS.useOneThread()
    let heads = (0..<headOrder).map { vector[row(ofHeadIndex: $0)] }
    var headProduct = [Double](repeating: 0, count: headOrder)
    unsafe cblas_dsymv(
      CblasRowMajor, CblasUpper, blasint(headOrder), 1, head, blasint(stride), heads, 1, 0,
      &headProduct, 1)
    var shaftProduct = zip(shaftDiagonal, vector[shaft]).map { $0 * $1 }
    if !shaft.isEmpty {
      unsafe cblas_dgemv(
        CblasRowMajor, CblasNoTrans, blasint(shaft.count), blasint(headOrder), 1, cross,
        blasint(stride), heads, 1, 1, &shaftProduct, 1)
      unsafe cblas_dgemv(
        CblasRowMajor, CblasTrans, blasint(shaft.count), blasint(headOrder), 1, cross,
        blasint(stride), Array(vector[shaft]), 1, 1, &headProduct, 1)
    }
    return Array(headProduct[..<shaft.lowerBound]) + shaftProduct
      + headProduct[shaft.lowerBound...]
  }

  /// The matrix between this one and another of the same shape: `(1 - t)·A + t·B`.
  public func blended(with other: ArrowheadMatrix, share: Double) -> ArrowheadMatrix {
    var result = scaled(by: 1 - share)
    result.add(other, times: share)
    return result
  }
}

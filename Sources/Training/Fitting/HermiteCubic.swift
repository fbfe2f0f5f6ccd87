/// The cubic through two values with two slopes, for each number of a vector.
struct HermiteCubic: Sendable {
  let start: [Double]
  let startSlope: [Double]
  let end: [Double]
  let endSlope: [Double]

  /// The values some way from the start (0) to the end (1).
  func values(at t: Double) -> [Double] {
    let s = 1 - t
    return start.indices.map {
      s * s * (1 + 2 * t) * start[$0] + t * s * s * startSlope[$0]
        + t * t * (1 + 2 * s) * end[$0] - t * t * s * endSlope[$0]
    }
  }
}

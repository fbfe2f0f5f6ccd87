#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How many strengths lie from one anchor of a path to the next.
///
/// The error of a prediction grows with the third power of its distance. Where predictions are poor
/// anchors stand closer, so that the fits between them start well; where little changes any more,
/// passes with the Hessian are saved.
struct AnchorSpacing: Sendable {
  /// The number of strengths up to the next anchor.
  private(set) var distance = 6

  /// The lag of an anchor, as a share of its strength, at which the distance is right.
  private static let aim = 0.05
  private static let shortest = 3
  private static let longest = 24

  /// Takes in how far off the prediction of an anchor was.
  mutating func adapt(toLag lag: Double) {
    let change = lag > 0 ? min(max(cbrt(Self.aim / lag), 0.5), 1.75) : 1.75
    distance = min(max(Int(Double(distance) * change), Self.shortest), Self.longest)
  }
}

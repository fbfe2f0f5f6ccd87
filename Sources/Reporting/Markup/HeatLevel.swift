#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far a factor on the odds is from 1: a class of the style sheet and its words in a key.
///
/// Limits are the same for factors and their inverses, and for all tables of a page.
struct HeatLevel: Equatable {
  /// From −4, the lowest factors, to 4, the highest; 0 is about 1.
  let step: Int

  private static let limits = [1.05, 1.2, 1.5, 2]

  init(step: Int) { self.step = step }

  /// The level of an effect in log odds; 0 for what is no number.
  init(effect: Double) {
    let size = HeatLevel.limits.count { effect.magnitude >= log($0) }
    step = effect < 0 ? -size : size
  }

  static let all = (-limits.count...limits.count).map(HeatLevel.init(step:))

  /// The class: `low-4` to `low-1`, `even`, `high-1` to `high-4`.
  var name: String {
    step == 0 ? "even" : step < 0 ? "low-\(-step)" : "high-\(step)"
  }

  /// The factors of the level.
  var text: String {
    let limits = HeatLevel.limits
    let size = abs(step)
    guard size > 0 else { return "about 1" }
    let inner = HeatLevel.text(limits[size - 1], isInverse: step < 0)
    guard size < limits.count else { return step < 0 ? "below \(inner)" : "from \(inner)" }
    let outer = HeatLevel.text(limits[size], isInverse: step < 0)
    return step < 0 ? "\(outer) to \(inner)" : "\(inner) to \(outer)"
  }

  private static func text(_ limit: Double, isInverse: Bool) -> String {
    (isInverse ? 1 / limit : limit).decimals(2)
  }
}

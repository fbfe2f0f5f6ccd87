/// How the conversion rate runs from bin to bin.
public enum BinTrend: String, Sendable, Equatable, Codable, CaseIterable {
  /// The rate rises from each bin to the next.
  case ascending
  /// The rate falls from each bin to the next.
  case descending
  /// The rate rises and then falls; one of the two may be missing.
  case peak
  /// The rate falls and then rises; one of the two may be missing.
  case valley
  /// The rate runs as it likes.
  case free

  /// Whether the rate turns nowhere.
  var isMonotone: Bool { self == .ascending || self == .descending }

  /// How many stretches of one direction there may be.
  var phaseCount: Int { self == .peak || self == .valley ? 2 : 1 }

  /// The stretch that a step of the rate leads to from another, positive if the rate rises and
  /// negative if it falls; `nil` if it is forbidden.
  func phase(after phase: Int, step: Double) -> Int? {
    switch self {
    case .free: 0
    case .ascending: step > 0 ? 0 : nil
    case .descending: step < 0 ? 0 : nil
    case .peak: Self.turning(phase, forwards: step > 0, back: step < 0)
    case .valley: Self.turning(phase, forwards: step < 0, back: step > 0)
    }
  }

  private static func turning(_ phase: Int, forwards: Bool, back: Bool) -> Int? {
    back ? 1 : forwards && phase == 0 ? 0 : nil
  }
}

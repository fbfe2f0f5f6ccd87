extension ExclusionFunnel.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .withoutSnapshot: "no moment of their snapshot"
    case .convertedBefore: "converted before their snapshot"
    case .lostBefore: "lost before their snapshot"
    case .immature: "too young: their outcome is not known yet"
    case .unworked: "never worked"
    }
  }
}

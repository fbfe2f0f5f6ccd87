/// How much a lead wants the product: never seen, it drives the rates of all they do.
enum Interest {
  /// Draws a lead's interest; 0 is the middle of the population, 1 about a standard deviation.
  static func draw(for profile: SaaSHistory.Profile, from stream: inout RandomStream) -> Double {
    let formShift =
      switch profile.form {
      case .demo: 0.35
      case .trial: 0.15
      case .contact: 0.0
      case .newsletter: -0.3
      }
    let sourceShift = profile.source == .referral ? 0.25 : 0
    return formShift + sourceShift + 0.95 * stream.normal()
  }
}

import ArgumentParser
import Tables
import Training

/// How a retrained model is held against the one that scores.
struct ChallengeArguments: ParsableArguments {
  @Option(
    name: .long,
    help: "Only leads of the last so much time, for instance 540d; a project, or with --time.")
  var window: String?

  @Flag(
    name: .long,
    help: "Store the model as challenger and compare it with the champion on the newest leads.")
  var challenge = false

  @Flag(name: .long, help: "With --challenge: make it the champion if it earns it.")
  var promote = false

  @Option(name: .long, help: "With --challenge: how much lower than the champion's the AUC may be.")
  var margin = PromotionReview.usualMargin

  /// How far back leads reach.
  var span: TimeSpan? { window.flatMap(TimeSpan.init) }

  func validate() throws {
    if let window, TimeSpan(window) == nil {
      throw ValidationError("--window takes a span such as 540d, not \"\(window.displayed())\"")
    }
    if promote && !challenge { throw ValidationError("--promote goes with --challenge") }
    guard (0...0.5).contains(margin) else {
      throw ValidationError("--margin takes a number from 0 to 0.5")
    }
  }
}

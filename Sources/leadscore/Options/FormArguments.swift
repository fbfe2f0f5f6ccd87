import ArgumentParser
import ScoringModel
import Training

/// What a model is made of, and what its fit starts from.
struct FormArguments: ParsableArguments {
  @Option(
    name: .long,
    help:
      "Shapes of numbers: none (a straight line), bins or smooth. (default: what pays on leads not fitted to)"
  )
  var nonlinear: Nonlinear?

  @Option(
    name: .long,
    help:
      "The most pairs of features that may act together, or none. (default: up to 10, if they pay)"
  )
  var interactions: Interactions?

  @Option(
    name: .long,
    help:
      "What the fit starts from: none, or for a project rules: its points table, from which every conversion moves it towards the data; there are then no fewest conversions."
  )
  var prior = Prior.none

  func validate() throws {
    if nonlinear == Nonlinear.none && (pairCount ?? 0) > 0 {
      throw ValidationError("--interactions needs shapes: leave out --nonlinear none")
    }
  }

  /// The most pairs; nil where it was not said.
  var pairCount: Int? {
    if case .atMost(let count)? = interactions { count } else { nil }
  }
}

/// How many pairs of features to look for.
enum Interactions: ExpressibleByArgument, Equatable {
  /// This many at most, 0 for none.
  case atMost(Int)

  init?(argument: String) {
    guard let count = argument == "none" ? 0 : Int(argument), 0...100 ~= count else { return nil }
    self = .atMost(count)
  }

  static var allValueStrings: [String] { ["none", "N"] }
}

/// What a fit starts from.
enum Prior: String, CaseIterable, ExpressibleByArgument {
  /// No effect of anything.
  case none
  /// The ranking of the points table.
  case rules
}

import ArgumentParser

/// Refusals of training that the user overrules.
struct OverrideArguments: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: "Keep a column although it seems to know the outcome; repeat for more.")
  var allowLeak: [String] = []

  @Flag(name: .long, help: "Train although there are fewer than 40 conversions or other leads.")
  var allowSmall = false
}

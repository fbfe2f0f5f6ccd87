import ArgumentParser

/// How leads to learn from and leads to judge by are told apart.
struct SplitArguments: ParsableArguments {
  @Option(name: .long, help: "The seed of random splits and of cross-validation.")
  var seed: UInt64 = 1

  @Flag(
    inversion: .prefixedNo,
    help:
      "For a project: leads of one account stay on one side of every split. (default: as the project says, else yes)"
  )
  var groupByAccount: Bool?
}

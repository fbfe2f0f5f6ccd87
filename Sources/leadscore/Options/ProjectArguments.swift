import ArgumentParser

/// A project instead of a flat file, and how much of it is known.
struct ProjectArguments: ParsableArguments {
  @Option(name: [.customShort("c"), .long], help: "A project file instead of a flat file.")
  var config: String?

  @Option(
    name: .long,
    help:
      "For a project: nothing after this moment is known. (default: the newest moment in the data)")
  var asOf: String?

  func validate() throws {
    try refuseProjectOptions(["--as-of": asOf != nil], config: config)
  }
}

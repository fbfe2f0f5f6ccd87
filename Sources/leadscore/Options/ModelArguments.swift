import ArgumentParser

/// Which stored model is asked.
struct ModelArguments: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: "The model: NAME (its champion, else its latest version) or NAME@VERSION.")
  var name: String
}

import Foundation

/// Colour by meaning, and none where nobody would see it.
struct Style {
  private let isColoured: Bool

  /// A style for standard output: plain when it is not a terminal, or when colour is not wanted.
  init(noColor: Bool) {
    let isWanted = ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true
    isColoured = !noColor && isWanted && isatty(STDOUT_FILENO) == 1
  }

  func bold(_ text: String) -> String { wrap(text, "1") }
  func good(_ text: String) -> String { wrap(text, "32") }
  func bad(_ text: String) -> String { wrap(text, "31") }
  func warning(_ text: String) -> String { wrap(text, "33") }
  func faint(_ text: String) -> String { wrap(text, "2") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

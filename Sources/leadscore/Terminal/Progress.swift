import Foundation
import Synchronization
import Tables

/// How far long work has come, on one line of standard error that is written over.
///
/// There is none where nobody looks: when standard error is no terminal, or on request.
final class Progress: Sendable {
  private struct State {
    var started = ContinuousClock.now
    var shown: ContinuousClock.Instant?
    var step = ""
    var width = 0
  }

  /// Progress that nobody sees.
  static let none = Progress(quiet: true)

  private let isShown: Bool
  private let state = Mutex(State())

  init(quiet: Bool) {
    isShown = !quiet && isatty(STDERR_FILENO) == 1
  }

  /// Shows a line, at most ten a second; the clock runs for each step anew.
  func show(_ line: ProgressLine) {
    guard isShown else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if line.step != state.step {
        (state.step, state.started, state.shown) = (line.step, now, nil)
      }
      if let shown = state.shown, now - shown < .milliseconds(100) { return }
      state.shown = now
      Self.write(line.text(seconds: (now - state.started) / .seconds(1)), &state.width)
    }
  }

  /// Shows how far the reading of a file has come.
  func show(_ progress: ReadingProgress) { show(ProgressLine(progress)) }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      guard state.width > 0 else { return }
      Self.write("", &state.width)
      try? Output.write("\r", to: STDERR_FILENO)
      state.step = ""
    }
  }

  /// Blanks cover what is left of a longer line; there are no escape sequences.
  private static func write(_ text: String, _ width: inout Int) {
    let columns = text.columnsShown
    let blanks = String(repeating: " ", count: max(0, width - columns))
    width = columns
    try? Output.write("\r" + text + blanks, to: STDERR_FILENO)
  }
}

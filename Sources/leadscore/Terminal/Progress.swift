import Foundation

/// How far long work has come, on one line of standard error that is written over.
///
/// There is none where nobody looks: when standard error is no terminal, or on request.
final class Progress {
  private var started = ContinuousClock.now
  private var shown: ContinuousClock.Instant?
  private var step = ""
  private var width = 0

  init?(quiet: Bool) {
    guard !quiet, isatty(STDERR_FILENO) == 1 else { return nil }
  }

  /// Shows a line, at most ten a second; the clock runs for each step anew.
  func show(_ line: ProgressLine) {
    let now = ContinuousClock.now
    if line.step != step { (step, started, shown) = (line.step, now, nil) }
    if let shown, now - shown < .milliseconds(100) { return }
    shown = now
    write(line.text(seconds: (now - started) / .seconds(1)))
  }

  /// Takes the line away.
  func clear() {
    guard width > 0 else { return }
    write("")
    try? Output.write("\r", to: STDERR_FILENO)
  }

  /// Blanks cover what is left of a longer line; there are no escape sequences.
  private func write(_ text: String) {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    width = text.count
    try? Output.write("\r" + text + blanks, to: STDERR_FILENO)
  }
}

/// What a line of progress says.
struct ProgressLine {
  let step: String
  /// How much is done, and of what.
  let done: Int
  let unit: String
  /// The same as a share of all, 0...1.
  let share: Double

  /// The line: `1/2 reading  45 %  812000 leads/s  3 s left`.
  ///
  /// Rate and time left are left out while too little is known to tell them.
  func text(seconds: Double) -> String {
    let percent = Int((min(max(share, 0), 1) * 100).rounded(.down))
    var text = "\(step)  \(percent) %"
    guard seconds >= 0.05, share > 0 else { return text }
    text += "  \(Int(Double(done) / seconds)) \(unit)/s"
    let left = seconds * (1 - min(share, 1)) / share
    return text + "  \(Int(left.rounded(.up))) s left"
  }
}

import Tables
import Training

/// What a line of progress says.
struct ProgressLine {
  /// How much of a step is done.
  enum Extent {
    /// A share of it, 0...1, which is so many of what the unit names.
    case share(Double, done: Int, unit: String)
    /// So many of all that the unit names; the next of them is at work.
    case count(Int, of: Int, unit: String)
    /// Nobody can tell.
    case unknown
  }

  let step: String
  let extent: Extent

  /// The line: `1/2 reading  45 %  812000 leads/s  3 s left`, `cross-validation 4/13  2.1 fits/s  5 s left`.
  ///
  /// Rate and time left are left out while too little is known to tell them.
  func text(seconds: Double) -> String {
    switch extent {
    case .share(let share, let done, let unit):
      let share = min(max(share, 0), 1)
      return "\(step)  \(Int((share * 100).rounded(.down))) %"
        + pace(share: share, done: done, unit: unit, seconds: seconds)
    case .count(let done, let total, let unit):
      return "\(step) \(min(done + 1, total))/\(total)"
        + pace(
          share: Double(done) / Double(max(1, total)), done: done, unit: unit, seconds: seconds)
    case .unknown:
      return "\(step) …"
    }
  }

  private func pace(share: Double, done: Int, unit: String, seconds: Double) -> String {
    guard seconds >= 0.05, share > 0 else { return "" }
    let rate = Double(done) / seconds
    let left = seconds * (1 - share) / share
    return "  \(rate < 10 ? rate.fixed(1) : String(Int(rate))) \(unit)/s"
      + "  \(Int(left.rounded(.up))) s left"
  }
}

extension ProgressLine {
  /// How far the reading of a file has come.
  init(_ progress: ReadingProgress) {
    let file = progress.file.split(separator: "/").last.map(String.init) ?? progress.file
    self.init(
      step: "reading \(file == "-" ? "standard input" : file.displayed(limit: 30))",
      extent: .share(progress.share, done: progress.rows, unit: "rows"))
  }

  /// How far a training run has come.
  init(_ progress: TrainingProgress) {
    switch progress {
    case .leakSearch: self.init(step: "looking for leaks", extent: .unknown)
    case .encoding: self.init(step: "encoding", extent: .unknown)
    case .crossValidation(let done, let total):
      self.init(step: "cross-validation", extent: .count(done, of: total, unit: "strengths"))
    case .fitting: self.init(step: "fitting", extent: .unknown)
    case .shapes: self.init(step: "fitting shapes", extent: .unknown)
    case .forms(let done, let total):
      self.init(step: "comparing forms", extent: .count(done, of: total, unit: "trials"))
    case .calibration: self.init(step: "calibrating", extent: .unknown)
    case .judging: self.init(step: "judging", extent: .unknown)
    case .bootstrap(let done, let total):
      self.init(step: "bootstrap", extent: .count(done, of: total, unit: "replicates"))
    case .learningCurve(let done, let total):
      self.init(step: "learning curve", extent: .count(done, of: total, unit: "fits"))
    }
  }
}

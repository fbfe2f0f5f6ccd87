import Synchronization
import Tables

/// How many replicates of a comparison are drawn, counted by all threads that draw them.
final class ReplicateCount: Sendable {
  private let drawn = Mutex(0)
  private let total: Int
  private let name: String
  private let progress: Progress

  /// Nothing drawn yet of a comparison with a ranking of a name.
  init(of total: Int, against name: String, shownBy progress: Progress) {
    self.total = total
    self.name = name.displayed(limit: 30)
    self.progress = progress
    progress.show(ProgressLine(step: "ranking against \(self.name)", extent: .unknown))
  }

  /// Counts more of them and shows how many there are.
  @Sendable func add(_ count: Int) {
    let done = drawn.withLock { drawn in
      drawn = min(drawn + count, total)
      return drawn
    }
    progress.show(
      ProgressLine(
        step: "bootstrap against \(name)", extent: .count(done, of: total, unit: "replicates")))
  }
}

import LinearAlgebra

extension BacktestRun {
  /// Some of the leads known at an origin, to be learned from.
  struct Lesson: Sendable {
    /// The origin.
    let training: Training
    /// The leads.
    let leads: LabelledLeads
    /// Those of them to learn from.
    let rows: [Int]
  }

  /// The most leads of a fit beside which others run: with more, a fit itself keeps threads busy,
  /// and several at once would need the memory of several.
  private static let fewLeads = 50_000

  /// Scores the period after every lesson's origin by a model of it.
  ///
  /// - Parameters:
  ///   - lessons: What fits learn from.
  ///   - advance: Called once for every fit.
  /// - Returns: The scores, in the order of the lessons.
  /// - Throws: ``TrainingError``, that of the first lesson which has one.
  func scores(_ lessons: [Lesson], _ advance: () -> Void) throws -> [BacktestScores] {
    try fits(to: lessons, largest: lessons.map(\.rows.count).max() ?? 0, advance) {
      try scores($0, settings: $1)
    }
  }

  /// Makes fits, several at once where leads are few: a pass over few rows does not keep two threads
  /// busy.
  ///
  /// - Parameters:
  ///   - lessons: What fits learn from.
  ///   - largest: The most leads that one learns from.
  ///   - advance: Called once for every fit.
  ///   - fit: Makes a fit on as many threads as its settings say.
  /// - Returns: What fits give, in the order of the lessons.
  /// - Throws: What the first fit throws that does.
  func fits<Lesson: Sendable, Fit: Sendable>(
    to lessons: [Lesson], largest: Int, _ advance: () -> Void,
    _ fit: @Sendable (Lesson, TrainingSettings) throws -> Fit
  ) throws -> [Fit] {
    var alone = settings
    if largest <= Self.fewLeads { alone.threads = 1 }
    let (settings, width) = (alone, largest <= Self.fewLeads ? self.settings.threads : 1)
    var fits: [Fit] = []
    for start in stride(from: 0, to: lessons.count, by: width) {
      let wave = Array(lessons[start..<min(start + width, lessons.count)])
      let results = RowBlocks.concurrentMap(count: wave.count, threads: width) { index in
        Result { try fit(wave[index], settings) }
      }
      for result in results {
        fits.append(try result.get())
        advance()
      }
    }
    return fits
  }
}

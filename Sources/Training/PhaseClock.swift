/// Seconds spent in each part of a training run.
public struct TrainingTiming: Sendable, Equatable {
  /// Checking, splitting and the leak gate; the fit; judging.
  public var encode = 0.0, fit = 0.0, evaluate = 0.0
}

/// Attributes time to the phase that just ended.
struct PhaseClock {
  enum Phase { case encode, fit, evaluate }

  private(set) var timing = TrainingTiming()
  private var last = ContinuousClock.now

  mutating func end(_ phase: Phase) {
    let now = ContinuousClock.now
    let seconds = (now - last) / .seconds(1)
    switch phase {
    case .encode: timing.encode += seconds
    case .fit: timing.fit += seconds
    case .evaluate: timing.evaluate += seconds
    }
    last = now
  }
}

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How fast steps towards a minimum become shorter.
struct StepPace: Sendable {
  /// The lengths of the steps since the matrix of the steps was made.
  private var lengths: [Double] = []

  /// How far the steps have led from where the matrix was made.
  private var drift: Double { lengths.reduce(0, +) }

  /// The length from which on a matrix of the present place is worth making, and the drift that
  /// makes it old: its weights are wrong by about that share.
  private static let nearness = 0.2

  /// The drift beyond which a new matrix may still help steps that are slow.
  private static let smallestDrift = 0.01

  /// Whether the matrix was made too far away for what is left to go.
  var isOld: Bool {
    isNear && drift > Self.nearness
  }

  /// Whether little is left to go.
  var isNear: Bool { lengths.last.map { $0 < Self.nearness } ?? false }

  /// Whether a matrix of the present place would differ enough to help.
  var hasMoved: Bool { drift > Self.smallestDrift }

  /// Takes in the length of a step.
  mutating func add(_ length: Double) {
    lengths.append(length)
  }

  /// Starts anew with a matrix that was made at the present place.
  mutating func renew() {
    lengths = []
  }

  /// The share that a step leaves of an error, over the last three; `nil` before there are as many.
  var contraction: Double? {
    guard lengths.count > 3, let last = lengths.last else { return nil }
    return cbrt(last / lengths[lengths.count - 4])
  }

  /// How many more steps it takes to a length, as the last three went; `nil` if that is not known.
  func remaining(to length: Double) -> Double? {
    guard let contraction, let last = lengths.last, last > length else { return nil }
    return contraction < 1 ? log(length / last) / log(contraction) : .infinity
  }
}

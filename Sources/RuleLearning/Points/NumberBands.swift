internal import FeatureExtraction
internal import Tables

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Points for the numbers of a feature, band by band.
struct NumberBands {
  /// The edges between bands, increasing; a band holds its lower edge.
  let edges: [Double]
  /// The points of the bands from the lowest to the highest.
  let points: [Double]
  /// The points of a missing value.
  let missing: Double
  /// The contribution to the log odds that stands for 0 points.
  let start: Double
  /// The largest distance between points and exact points.
  let error: Double
  /// The numbers that the error holds for, nil for all.
  let range: ClosedRange<Double>?

  /// The bins of a feature with the effect of each.
  init(_ encoding: BinnedEncoding, effects: [Double], factor: Double) {
    let codes = Array(0...encoding.edges.count)
    let missing = effects[encoding.hasMissing ? encoding.edges.count + 1 : encoding.unknownCode]
    let start = (codes.map { effects[$0] } + [missing]).min() ?? 0
    func exact(_ effect: Double) -> Double { factor * (effect - start) }
    self.start = start
    edges = encoding.edges
    points = codes.map { exact(effects[$0]).rounded() }
    self.missing = exact(missing).rounded()
    error = (codes.map { effects[$0] } + [missing]).reduce(0) {
      max($0, (exact($1).rounded() - exact($1)).magnitude)
    }
    range = nil
  }

  /// How many bands a number gets at most.
  private static let maximumCount = 24.0

  /// A straight line over a standardized number, cut where its points change by a whole step.
  init(
    _ encoding: NumericEncoding, slope: Double, present: Double, missing: Double, factor: Double,
    measure: EventMeasure?
  ) {
    let line = PointsLine(encoding, slope: slope, present: present, factor: factor)
    // Four standard deviations, and no negative counts, spans or amounts.
    let isPositive = encoding.transform == .log || measure.map(\.isNeverNegative) ?? false
    let lower = max(line.number(at: -4), isPositive ? 0 : -.infinity)
    let upper = max(line.number(at: 4), lower)
    let ends = [line.points(of: lower), line.points(of: upper)]
    let start = min(ends[0], ends[1], factor * missing)
    self.start = start / factor
    self.missing = (factor * missing - start).rounded()
    let missingError = (factor * missing - start - self.missing).magnitude
    if measure?.isCount == true {
      // One band for each count: nothing lies between them.
      let numbers = (0...Int(min(max(upper.rounded(.up), 12), Self.maximumCount))).map(Double.init)
      let exact = numbers.map { line.points(of: $0) - start }
      edges = Array(numbers.dropFirst())
      points = exact.map { $0.rounded() }
      error = exact.reduce(missingError) { max($0, ($1.rounded() - $1).magnitude) }
      range = 0...(numbers.last ?? 0)
      return
    }
    let step = max(1, ((ends[1] - ends[0]).magnitude / Self.maximumCount).rounded(.up))
    let counts = ends.map { (($0 - start) / step).rounded() }
    var edges: [Double] = []
    var points = [counts[0] * step]
    let direction = counts[1] > counts[0] ? 1.0 : -1
    for index in 0..<Int((counts[1] - counts[0]).magnitude) {
      let count = counts[0] + direction * (Double(index) + 0.5)
      let edge = line.number(ofPoints: start + count * step).rounded(for: measure)
      guard edge > max(lower, edges.last ?? lower), edge < upper else {
        points[points.count - 1] = (count + direction / 2) * step
        continue
      }
      edges.append(edge)
      points.append((count + direction / 2) * step)
    }
    var error = missingError
    for (index, given) in points.enumerated() {
      let begin = index == 0 ? lower : edges[index - 1]
      let end = index == edges.count ? upper : edges[index]
      for number in [begin, end] {
        error = max(error, (line.points(of: number) - start - given).magnitude)
      }
    }
    self.edges = edges
    self.points = points
    self.error = error
    range = edges.isEmpty ? nil : lower...upper
  }
}

/// The exact points of a standardized number, as a straight line over its transform.
private struct PointsLine {
  let encoding: NumericEncoding
  /// Points per standard deviation, and at the mean.
  let slope, present: Double

  init(_ encoding: NumericEncoding, slope: Double, present: Double, factor: Double) {
    self.encoding = encoding
    self.slope = slope * factor
    self.present = present * factor
  }

  func points(of number: Double) -> Double {
    slope * (encoding.standardized([number]).first ?? 0) + present
  }

  func number(ofPoints points: Double) -> Double { number(at: (points - present) / slope) }

  /// The number that lies so many standard deviations above the mean.
  func number(at deviation: Double) -> Double {
    let transformed = encoding.mean + deviation * encoding.scale
    return switch encoding.transform {
    case .none: transformed
    case .log: transformed < 0 ? -expm1(-transformed) : expm1(transformed)
    }
  }
}

extension Double {
  /// The number as an edge people can read: four digits, whole hours for days since an event.
  fileprivate func rounded(for measure: EventMeasure?) -> Double {
    if measure == .recency { return (self * 24).rounded() / 24 }
    return rounded(digits: 4)
  }

  private func rounded(digits: Double) -> Double {
    guard self != 0, isFinite else { return self }
    let unit = pow(10, digits - 1 - log10(magnitude).rounded(.down))
    return (self * unit).rounded() / unit
  }

  /// The number as text of four digits.
  var fourDigits: String { rounded(digits: 4).shortText }
}

extension EventMeasure {
  /// Whether it counts events or days, in whole numbers.
  fileprivate var isCount: Bool {
    switch self {
    case .count, .activeDays: true
    default: false
    }
  }

  /// Whether it is never below 0.
  fileprivate var isNeverNegative: Bool {
    switch self {
    case .count, .activeDays, .recency, .rate, .decayed: true
    default: false
    }
  }
}

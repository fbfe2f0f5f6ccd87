import Evaluation

/// The key of a metric, so that the limits of an interval can be named after what they limit.
struct MetricKey: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringLiteral value: String) { stringValue = value }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }

  static func lower(_ metric: String) -> MetricKey { MetricKey(stringValue: metric + "_lower") }
  static func upper(_ metric: String) -> MetricKey { MetricKey(stringValue: metric + "_upper") }
}

extension KeyedDecodingContainer<MetricKey> {
  /// The interval of a metric, from `metric_lower` to `metric_upper`; nil where there is none.
  func interval(_ metric: String) throws -> ConfidenceInterval? {
    guard let lower = try decodeIfPresent(Double.self, forKey: .lower(metric)),
      let upper = try decodeIfPresent(Double.self, forKey: .upper(metric))
    else { return nil }
    guard lower <= upper else {
      throw DecodingError.dataCorruptedError(
        forKey: .lower(metric), in: self, debugDescription: "the limits are out of order")
    }
    return ConfidenceInterval(lower: lower, upper: upper)
  }
}

extension KeyedEncodingContainer<MetricKey> {
  /// Writes the interval of a metric as `metric_lower` and `metric_upper`, nothing for nil.
  mutating func encode(_ interval: ConfidenceInterval?, of metric: String) throws {
    guard let interval, interval.lower.isFinite, interval.upper.isFinite else { return }
    try encode(interval.lower, forKey: .lower(metric))
    try encode(interval.upper, forKey: .upper(metric))
  }
}

/// How often leads that converted and others did something, before and after.
public struct EventTotal: Sendable, Equatable {
  /// The name of the event.
  public let name: String
  /// How often leads did it that converted, and how often not before they did.
  public let ofConverted, afterConversion: Int
  /// How often leads did it that did not convert.
  public let ofOthers: Int
}

/// Counts events by name.
struct EventTotals {
  /// Of one name: of leads that converted, of these not before they did, of others.
  struct Counts {
    fileprivate var converted = 0
    fileprivate var after = 0
    fileprivate var others = 0

    /// Counts an event; a lead that never converts does so at the end of time.
    @inline(__always)
    mutating func add(at time: Int64, conversion: Int64) {
      let isConverted = conversion < .max
      converted &+= isConverted ? 1 : 0
      after &+= time >= conversion ? 1 : 0
      others &+= isConverted ? 0 : 1
    }
  }

  private var counts: [String: Counts] = [:]

  /// Adds what was counted of some names.
  mutating func add(_ counted: [Counts], of names: [String]) {
    for (name, more) in zip(names, counted) {
      var sum = counts[name] ?? Counts()
      sum.converted += more.converted
      sum.after += more.after
      sum.others += more.others
      counts[name] = sum
    }
  }

  /// By name, sorted.
  var totals: [EventTotal] {
    counts.sorted { $0.key < $1.key }.map { name, counts in
      EventTotal(
        name: name, ofConverted: counts.converted, afterConversion: counts.after,
        ofOthers: counts.others)
    }
  }
}

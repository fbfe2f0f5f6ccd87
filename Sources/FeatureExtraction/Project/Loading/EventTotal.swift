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
  private struct Counts {
    var converted = 0
    var after = 0
    var others = 0
  }

  private var places: [String: Int] = [:]
  private var counts: [Counts] = []

  /// Where the names of a block are counted.
  mutating func places(of names: [String]) -> [Int] {
    names.map { name in
      if let place = places[name] { return place }
      places[name] = counts.count
      counts.append(Counts())
      return counts.count - 1
    }
  }

  /// Counts an event; a lead that never converts does so at the end of time.
  @inline(__always)
  mutating func add(at time: Int64, conversion: Int64, place: Int) {
    let isConverted = conversion < .max
    counts[place].converted += isConverted ? 1 : 0
    counts[place].after += time >= conversion ? 1 : 0
    counts[place].others += isConverted ? 0 : 1
  }

  /// By name, sorted.
  var totals: [EventTotal] {
    places.sorted { $0.key < $1.key }.map { name, place in
      EventTotal(
        name: name, ofConverted: counts[place].converted, afterConversion: counts[place].after,
        ofOthers: counts[place].others)
    }
  }
}

internal import Tables

/// Adds each event to one count: that of the narrowest window that holds it, among those of its name.
///
/// A table with a row per name, all of the same width, so that the names of events do not matter to
/// the processor.
struct WindowCounts {
  /// A word and what an event adds to it.
  private struct Increment: BitwiseCopyable {
    let word: Int
    let amount: UInt64

    static let none = Increment(word: 0, amount: 0)
  }

  /// How many windows a name has at most.
  private let width: Int
  /// For each name the lengths of its windows, ascending.
  private let lengths: [Int64]
  /// For each name what is added to in each window, and nothing behind the last.
  private let increments: [Increment]

  /// The counts of the events of each name; nil for a name that is not counted.
  init(_ windows: [TallyLayout.Windows?]) {
    let width = windows.map { $0?.lengths.count ?? 0 }.max() ?? 0
    self.width = width
    lengths = windows.flatMap { windows in
      let own = windows?.lengths.map(\.microseconds) ?? []
      return own + [Int64](repeating: .max, count: width - own.count)
    }
    increments = windows.flatMap { windows in
      let own =
        windows?.places.map { Increment(word: $0 / 2, amount: $0 % 2 == 1 ? 1 << 32 : 1) } ?? []
      return own + [Increment](repeating: .none, count: width + 1 - own.count)
    }
  }

  /// Adds a batch of events.
  @inline(__always)
  func add(
    _ events: UnsafeBufferPointer<KnownEvent>, to words: UnsafeMutableBufferPointer<UInt64>
  ) {
    let width = width
    unsafe lengths.withUnsafeBufferPointer { lengths in
      unsafe increments.withUnsafeBufferPointer { increments in
        for index in 0..<events.count {
          let event = unsafe events[index]
          var place = event.name &* (width &+ 1)
          var window = event.name &* width
          let end = window &+ width
          while window < end {
            // One more where the age is not below the length; ages are none below 0.
            place &+= unsafe 1 &+ Int((event.age &- lengths[window]) >> 63)
            window &+= 1
          }
          let increment = unsafe increments[place]
          unsafe words[event.record &+ increment.word] &+= increment.amount
        }
      }
    }
  }
}

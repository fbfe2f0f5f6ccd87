internal import Tables

/// What the events of a block do to the records of their leads.
///
/// Each action is carried out for all events of a batch before the next: so nothing branches on their
/// names, nor on whether they are in a window, which are matters of chance that no processor can guess.
struct TallyActions {
  /// An action of the events of some names.
  private struct Action {
    /// For each name, 1 where its events are meant and 0 where not; nil where all are.
    let meant: [UInt8]?
    let kind: TallyCell.Kind
    let half: Int
  }

  private let counts: [WindowCounts]
  private let others: [Action]

  /// What events of some names do to the records of a layout.
  init(_ layout: TallyLayout, names: [String]) {
    func isMeasured(_ name: String, in measured: [String]) -> Bool {
      measured.contains(name) || measured.contains(EventFeature.anyEvent)
    }
    let windows = names.map { name in
      layout.windows.filter { isMeasured(name, in: $0.names) }
    }
    let passes = windows.map(\.count).max() ?? 0
    counts = (0..<passes).map { pass in
      WindowCounts(windows.map { $0.count > pass ? $0[pass] : nil })
    }
    others = layout.others.map { other in
      let meant: [UInt8] = names.map { isMeasured($0, in: other.cell.names) ? 1 : 0 }
      return Action(
        meant: meant.contains(0) ? meant : nil, kind: other.cell.kind, half: other.half)
    }
  }

  /// Adds a batch of events; there must be room for as many more.
  func add(
    _ events: UnsafeBufferPointer<KnownEvent>, to words: UnsafeMutableBufferPointer<UInt64>,
    room: UnsafeMutableBufferPointer<KnownEvent>
  ) {
    for pass in counts { unsafe pass.add(events, to: words) }
    for action in others {
      let meant = unsafe action.meant.map { unsafe chosen(events, by: $0, in: room) } ?? events
      let word = action.half / 2
      switch action.kind {
      case .count: break
      case .latest: unsafe TallyActions.keepLatest(meant, in: words, word)
      case .days(let window):
        unsafe TallyActions.mark(meant, in: words, firstBit: action.half * 32, window)
      case .sum(let weight): unsafe TallyActions.sum(meant, in: words, word, weight)
      }
    }
  }

  /// The events whose names are meant.
  private func chosen(
    _ events: UnsafeBufferPointer<KnownEvent>, by meant: [UInt8],
    in room: UnsafeMutableBufferPointer<KnownEvent>
  ) -> UnsafeBufferPointer<KnownEvent> {
    var count = 0
    for place in 0..<events.count {
      let event = unsafe events[place]
      unsafe room[count] = event
      count &+= Int(meant[event.name])
    }
    return unsafe UnsafeBufferPointer(rebasing: room[..<count])
  }

  private static func keepLatest(
    _ events: UnsafeBufferPointer<KnownEvent>, in words: UnsafeMutableBufferPointer<UInt64>,
    _ word: Int
  ) {
    for place in 0..<events.count {
      let event = unsafe events[place]
      let time = unsafe Int64(bitPattern: words[event.record]) &- event.age
      let last = unsafe Int64(bitPattern: words[event.record &+ word])
      unsafe words[event.record &+ word] = UInt64(bitPattern: max(last, time))
    }
  }

  /// Marks the days that have events, counted back from the day of the moment.
  private static func mark(
    _ events: UnsafeBufferPointer<KnownEvent>, in words: UnsafeMutableBufferPointer<UInt64>,
    firstBit: Int, _ window: TimeSpan
  ) {
    for place in 0..<events.count {
      let event = unsafe events[place]
      let moment = unsafe Timestamp(microseconds: Int64(bitPattern: words[event.record]))
      let time = Timestamp(microseconds: moment.microseconds &- event.age)
      // All ones for an event in the window, else zeros.
      let isRecent = Int((event.age &- window.microseconds) >> 63)
      let bit = firstBit &+ (moment.day &- time.day) & isRecent
      unsafe words[event.record &+ bit >> 6] |= UInt64(isRecent & 1) &<< UInt64(bit & 63)
    }
  }

  private static func sum(
    _ events: UnsafeBufferPointer<KnownEvent>, in words: UnsafeMutableBufferPointer<UInt64>,
    _ word: Int, _ weight: EventWeight
  ) {
    // A loop for each weight, which is known within it.
    switch weight {
    case .value:
      unsafe sum(events, in: words, word, weight) { EventWeight.ofValue($0.value) }
    case .halfLife(let span):
      unsafe sum(events, in: words, word, weight) {
        EventWeight.decayed(TimeSpan(microseconds: $0.age), halfLife: span)
      }
    case .linear(let span):
      unsafe sum(events, in: words, word, weight) {
        EventWeight.linear(TimeSpan(microseconds: $0.age), span: span)
      }
    }
  }

  @inline(__always)
  private static func sum(
    _ events: UnsafeBufferPointer<KnownEvent>, in words: UnsafeMutableBufferPointer<UInt64>,
    _ word: Int, _ weight: EventWeight, weigh: (KnownEvent) -> Double
  ) {
    let window = weight.window?.microseconds ?? .max
    let isShare = weight.isShare
    for index in 0..<events.count {
      let event = unsafe events[index]
      let term = event.age < window ? weigh(event) : 0
      let place = event.record &+ word
      var sum = unsafe ExactSum(low: words[place], high: words[place &+ 1])
      if isShare { sum.add(share: term) } else { sum.add(term) }
      unsafe words[place] = sum.low
      unsafe words[place &+ 1] = sum.high
    }
  }
}

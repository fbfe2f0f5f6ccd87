internal import Tables

/// What the events of some names do to the records of their leads.
///
/// Flat lists, in which each name has a range of every kind of action: an event looks at plain
/// numbers only. Whether an event is in a window is a matter of chance, which no processor can guess;
/// so every action is carried out, and adds nothing where the event is too old.
struct TallyActions {
  /// One more in the narrowest of some windows; `places` has one place more than there are windows.
  private struct Count {
    let windows: Range<Int>
    let firstPlace: Int
  }

  /// A word and what an event adds to it.
  private struct Increment {
    let word: Int
    let amount: UInt64
  }

  private struct Day {
    let firstBit: Int
    let window: Int64
  }

  private struct Sum {
    let word: Int
    let weight: EventWeight
    /// The age in microseconds from which on an event adds nothing.
    let window: Int64
  }

  /// The actions of one name.
  private struct Ranges {
    let counts, latest, days, sums: Range<Int>
  }

  private var counts: [Count] = []
  private var windows: [Int64] = []
  private var places: [Increment] = []
  private var latest: [Int] = []
  private var days: [Day] = []
  private var sums: [Sum] = []
  private var names: [Ranges] = []

  init(_ layout: TallyLayout, names: [String]) {
    for name in names {
      func isMeasured(_ measured: [String]) -> Bool {
        measured.contains(name) || measured.contains(EventFeature.anyEvent)
      }
      let starts = (counts.count, latest.count, days.count, sums.count)
      for counted in layout.windows where isMeasured(counted.names) { append(counted) }
      for other in layout.others where isMeasured(other.cell.names) {
        append(other.cell.kind, atHalf: other.half)
      }
      self.names.append(
        Ranges(
          counts: starts.0..<counts.count, latest: starts.1..<latest.count,
          days: starts.2..<days.count, sums: starts.3..<sums.count))
    }
  }

  private mutating func append(_ counted: TallyLayout.Windows) {
    let first = windows.count
    windows += counted.lengths.map(\.microseconds)
    counts.append(Count(windows: first..<windows.count, firstPlace: places.count))
    places += counted.places.map { Increment(word: $0 / 2, amount: $0 % 2 == 1 ? 1 << 32 : 1) }
    places.append(Increment(word: 0, amount: 0))
  }

  private mutating func append(_ kind: TallyCell.Kind, atHalf half: Int) {
    let word = half / 2
    switch kind {
    case .count: break
    case .latest: latest.append(word)
    case .days(let window): days.append(Day(firstBit: half * 32, window: window.microseconds))
    case .sum(let weight):
      sums.append(Sum(word: word, weight: weight, window: weight.window?.microseconds ?? .max))
    }
  }

  /// Adds an event of the name at an index to the record of its lead.
  @inline(__always)
  func add(_ event: KnownEvent, name: Int, value: Double, to words: inout MutableSpan<UInt64>) {
    let (record, age) = (event.record, event.age)
    let actions = names[name]
    for count in actions.counts {
      var place = counts[count].firstPlace
      for window in counts[count].windows { place += age >= windows[window] ? 1 : 0 }
      words[record + places[place].word] &+= places[place].amount
    }
    guard !(actions.latest.isEmpty && actions.days.isEmpty && actions.sums.isEmpty) else { return }
    let moment = Timestamp(microseconds: Int64(bitPattern: words[record]))
    let time = Timestamp(microseconds: moment.microseconds - age)
    for action in actions.latest {
      let last = Int64(bitPattern: words[record + latest[action]])
      words[record + latest[action]] = UInt64(bitPattern: max(last, time.microseconds))
    }
    for action in actions.days {
      let isRecent = age < days[action].window
      let bit = days[action].firstBit + (isRecent ? moment.day - time.day : 0)
      words[record + (bit >> 6)] |= (isRecent ? 1 : 0) &<< UInt64(bit & 63)
    }
    for action in actions.sums {
      let (weight, word) = (sums[action].weight, record + sums[action].word)
      let weighed = weight(age: TimeSpan(microseconds: age), value: value)
      let term = age < sums[action].window ? weighed : 0
      var sum = ExactSum(low: words[word], high: words[word + 1])
      if weight.isShare { sum.add(share: term) } else { sum.add(term) }
      words[word] = sum.low
      words[word + 1] = sum.high
    }
  }
}

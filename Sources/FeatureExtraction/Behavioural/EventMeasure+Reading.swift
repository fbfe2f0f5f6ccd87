internal import Tables
internal import YAMLDocuments

extension EventMeasure {
  /// The measures that an entry of the project file asks for, in a fixed order, and the columns of
  /// the events file that they read.
  ///
  /// - Throws: a problem for spans and lists that are none, for keys that mean nothing without
  ///   another one, and when nothing is measured.
  static func read(_ entry: YAMLMapping) throws(ConfigurationProblem) -> (
    measures: [EventMeasure], columns: [ColumnReference]
  ) {
    var measures: [EventMeasure] = []
    var columns: [ColumnReference] = []
    func spans(_ key: String) throws(ConfigurationProblem) -> [TimeSpan] {
      try entry.optional(key)?.timeSpans() ?? []
    }
    for window in try spans("count") { measures.append(.count(window)) }
    for window in try spans("days") { measures.append(.activeDays(window)) }
    if try entry.optional("recency")?.bool() ?? false { measures.append(.recency) }
    if let node = entry.optional("trend") {
      let windows = try node.timeSpans()
      guard windows.count == 2, windows[0] < windows[1] else {
        throw node.problem(ProjectFlaw.notATrend)
      }
      measures.append(.trend(short: windows[0], long: windows[1]))
    }
    for halfLife in try spans("half_life") { measures.append(.decayed(halfLife: halfLife)) }
    for span in try entry.optional("linear_decay")?.decaySpans() ?? [] {
      measures.append(.linearlyDecayed(over: span))
    }
    for window in try spans("not_within") { measures.append(.absent(window)) }
    measures += try sessions(entry)
    for (key, isFirst) in [("first_touch", true), ("last_touch", false)] {
      guard let column = try entry.column(key) else { continue }
      columns.append(column)
      measures.append(
        isFirst ? .firstTouch(column: column.name) : .lastTouch(column: column.name))
    }
    measures += try windowed(entry, &columns)
    if let within = entry.optional("within") {
      throw within.problem(ProjectFlaw.needs("within", beside: "sequence"))
    }
    guard !measures.isEmpty else {
      throw ConfigurationProblem(.specific(ProjectFlaw.noMeasure), at: entry.place)
    }
    return (measures, columns)
  }

  private static func sessions(_ entry: YAMLMapping) throws(ConfigurationProblem) -> [EventMeasure]
  {
    guard let node = entry.optional("sessions") else { return [] }
    let sessions = try node.mapping()
    try sessions.allow(only: ["gap", "window"])
    let gap = try sessions.required("gap").timeSpan()
    let window = try sessions.required("window").timeSpan()
    return [.sessions(gap: gap, window: window), .sessionHours(gap: gap, window: window)]
  }

  /// The measures over the entry's own window.
  private static func windowed(
    _ entry: YAMLMapping, _ columns: inout [ColumnReference]
  ) throws(ConfigurationProblem) -> [EventMeasure] {
    let (rate, sum, distinct) = (
      entry.optional("rate"), entry.optional("sum"), try entry.column("distinct")
    )
    if rate == nil, let towards = entry.optional("towards") {
      throw towards.problem(ProjectFlaw.needs("towards", beside: "rate"))
    }
    guard rate != nil || sum != nil || distinct != nil else {
      if let window = entry.optional("window") {
        throw window.problem(ProjectFlaw.needs("window", beside: "rate"))
      }
      return []
    }
    let window = try entry.required("window").timeSpan()
    var measures: [EventMeasure] = []
    if let rate {
      let others = try rate.eventNames()
      let isShrunk = try entry.optional("towards")?.choice(of: RateTarget.self) == .baseRate
      measures.append(
        isShrunk ? .shrunkRate(per: others, window: window) : .rate(per: others, window: window))
    }
    if let sum {
      _ = try sum.choice(of: MeasuredColumn.self)
      measures.append(.sum(window))
    }
    if let distinct {
      columns.append(distinct)
      measures.append(.distinct(column: distinct.name, window: window))
    }
    return measures
  }

  /// What can be summed: the column that the events section calls its value.
  private enum MeasuredColumn: String, CaseIterable { case value }

  /// What rates of few events are drawn towards.
  private enum RateTarget: String, CaseIterable {
    case half
    case baseRate = "base_rate"
  }
}

extension YAMLNode {
  /// The names of events, one at least.
  func eventNames() throws(ConfigurationProblem) -> [String] {
    let names = try stringOrList()
    guard !names.isEmpty else { throw problem(ProjectFlaw.nothingIn(key ?? "event")) }
    return names
  }

  /// One length of time or a list of them.
  fileprivate func timeSpans() throws(ConfigurationProblem) -> [TimeSpan] {
    guard case .sequence(let elements) = kind else { return [try timeSpan()] }
    var spans: [TimeSpan] = []
    for element in elements { spans.append(try element.timeSpan()) }
    guard !spans.isEmpty else { throw problem(ProjectFlaw.nothingIn(key ?? "")) }
    return spans
  }

  /// Spans after which nothing is left, or `{per: 30d, share: 50%}`, which leaves nothing after 60
  /// days.
  fileprivate func decaySpans() throws(ConfigurationProblem) -> [TimeSpan] {
    guard case .mapping(let decay) = kind else { return try timeSpans() }
    try decay.allow(only: ["per", "share"])
    let period = try decay.required("per").timeSpan()
    let node = try decay.required("share")
    let share = try node.percent()
    let microseconds = (Double(period.microseconds) / share).rounded()
    guard microseconds < 1e16 else { throw node.problem(ProjectFlaw.outOfRange("\(share * 100)%")) }
    return [TimeSpan(microseconds: Int64(microseconds))]
  }
}

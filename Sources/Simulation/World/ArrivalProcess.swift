/// When leads arrive: more from month to month, fewer at weekends, in August and in December.
struct ArrivalProcess: Sendable {
  private let days: CumulativeWeights
  private let hours: CumulativeWeights

  init() {
    days = CumulativeWeights(
      (0..<WorldCalendar.days).map { day in
        let moment = WorldCalendar.start + day * WorldCalendar.day
        let growth = 1 + 0.3 * WorldCalendar.progress(of: moment)
        let weekend = WorldCalendar.weekday(of: moment) >= 5 ? 0.35 : 1
        let month = WorldCalendar.date(of: moment).month
        return growth * weekend * (month == 8 ? 0.8 : month == 12 ? 0.7 : 1)
      })
    hours = CumulativeWeights(
      (0..<24).map { hour in (8...17).contains(hour) ? 1 : (6...21).contains(hour) ? 0.4 : 0.08 })
  }

  /// The moment a lead arrives, before the cut-off.
  func moment(from stream: inout RandomStream) -> Int {
    WorldCalendar.start + days.index(from: &stream) * WorldCalendar.day + timeOfDay(from: &stream)
  }

  /// Seconds after midnight, mostly in working hours.
  func timeOfDay(from stream: inout RandomStream) -> Int {
    hours.index(from: &stream) * WorldCalendar.hour
      + stream.integer(in: 0...(WorldCalendar.hour - 1))
  }
}

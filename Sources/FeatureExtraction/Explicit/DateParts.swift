internal import Tables

/// What a date says of a lead at its moment.
///
/// A day is 24 hours, also where clocks change: a date is as many days old as 24 hours have passed.
/// Weekday and month are those of the calendar in the zone in which the column is written.
struct DateParts {
  /// The days from the date to the moment; negative for one that is to come.
  let age: Double
  /// `Mon` to `Sun`.
  let weekday: String
  /// Sine and cosine of the month, so that December is next to January.
  let month: (sine: Double, cosine: Double)

  init(_ date: Timestamp, at moment: Timestamp, zone: CivilTimeZone) {
    age = (moment - date).days
    let civil = zone.date(of: date)
    weekday = DateParts.weekdays[civil.weekday - 1]
    let place = civil.month - 1
    month = (DateParts.sines[place], DateParts.sines[(place + 3) % 12])
  }

  /// The sines of twelfths of a turn, each the number nearest to it: those of rounded angles miss even
  /// the half of 30°, and not on every system by as much.
  private static let sines: [Double] = {
    let root = 3.0.squareRoot() / 2
    return [0, 0.5, root, 1, root, 0.5, 0, -0.5, -root, -1, -root, -0.5]
  }()

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}

extension Column {
  /// The columns of the parts of dates at the moments of their leads.
  ///
  /// A date after the moment is not known yet, and missing, unless dates to come are kept.
  func dateParts(
    named names: [String], moments: [Timestamp], zone: CivilTimeZone, keepsFuture: Bool
  ) -> [Column] {
    guard case .timestamps(let dates) = values else {
      return names.map { Column(name: $0, values: .numbers(moments.map { _ in .nan })) }
    }
    let parts = zip(dates, moments).map { date, moment in
      date.flatMap { date in
        keepsFuture || date <= moment ? DateParts(date, at: moment, zone: zone) : nil
      }
    }
    let values: [ColumnValues] = [
      .numbers(parts.map { $0?.age ?? .nan }), .categories(Categories(parts.map { $0?.weekday })),
      .numbers(parts.map { $0?.month.sine ?? .nan }),
      .numbers(parts.map { $0?.month.cosine ?? .nan }),
    ]
    return zip(names, values).map { Column(name: $0, values: $1) }
  }
}

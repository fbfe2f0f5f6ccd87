import Testing

@testable import Tables

@Suite("Moments")
struct TimestampTests {
  @Test("dates map to days and back, from 1600 to 2400")
  func civil() {
    for day in stride(from: -135_140, through: 157_054, by: 1) {
      let date = Timestamp.civil(fromDays: day)
      if Timestamp.daysFromCivil(date.year, date.month, date.day) != day { Issue.record("\(day)") }
    }
    #expect(Timestamp.civil(fromDays: 0) == (1970, 1, 1))
    #expect(Timestamp.daysFromCivil(2000, 2, 29) == 11_016)
  }

  @Test(
    "the day of a moment begins at midnight, also before 1970 and far from it",
    arguments: [0, 1, -1, 20_000, -20_000, 70_000, 1_000_000, -1_000_000])
  func day(_ day: Int64) {
    let midnight = day * 86_400_000_000
    #expect(Timestamp(microseconds: midnight).day == Int(day))
    #expect(Timestamp(microseconds: midnight - 1).day == Int(day) - 1)
    #expect(Timestamp(microseconds: midnight + 86_399_999_999).day == Int(day))
  }

  @Test("spans are added and taken away")
  func arithmetic() {
    let moment = Timestamp(year: 2026, month: 3, day: 1)
    #expect(moment - TimeSpan(days: 1) == Timestamp(year: 2026, month: 2, day: 28))
    #expect(moment + TimeSpan(days: 31) == Timestamp(year: 2026, month: 4, day: 1))
    #expect(Timestamp(year: 2026, month: 4, day: 1) - moment == TimeSpan(days: 31))
    #expect(moment < moment + TimeSpan(microseconds: 1))
  }

  @Test("moments are written with a fraction only where there is one")
  func description() {
    #expect(Timestamp(seconds: 0).description == "1970-01-01T00:00:00Z")
    #expect(Timestamp(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
    #expect(Timestamp(microseconds: 1_500_000).description == "1970-01-01T00:00:01.500000Z")
  }
}

/// What a customer does after the purchase: log-ins and sessions that no lead would have.
enum CustomerProcess {
  /// Draws the actions of somebody who bought at `moment`.
  static func actions(after moment: Int, from stream: inout RandomStream) -> [Action] {
    (0..<stream.poisson(mean: 3)).flatMap { _ in
      let days = stream.exponential(mean: 25)
      let start = moment + 60 + Int(days * Double(WorldCalendar.day))
      let seconds = Int(min(14_400, stream.logNormal(median: 1_200, sigma: 0.9)))
      return [
        Action(occurredAt: start, kind: .login, duration: nil),
        Action(occurredAt: start + seconds, kind: .session, duration: seconds),
      ]
    }
  }
}

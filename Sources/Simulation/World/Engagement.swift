/// What is known of a lead's behaviour at one moment: the counts the truth is made of.
struct Engagement: Sendable, Equatable {
  let logins: Int
  /// Different UTC days with a log-in.
  let loginDays: Int
  let pricingViews: Int
  let emailsOpened: Int
  let hasRequestedDemo: Bool
  /// Seconds since the last action of the lead's own (a mail sent is none), if there was one.
  let idle: Int?

  /// Counts the actions before `moment`.
  init(actions: [Action], before moment: Int) {
    let past = actions.filter { $0.occurredAt < moment }
    func count(_ kind: SaaSHistory.EventKind) -> Int { past.count { $0.kind == kind } }
    logins = count(.login)
    loginDays =
      Set(past.lazy.filter { $0.kind == .login }.map { $0.occurredAt / WorldCalendar.day })
      .count
    pricingViews = count(.pricingView)
    emailsOpened = count(.emailOpen)
    hasRequestedDemo = count(.demoRequest) > 0
    idle = past.lazy.filter { $0.kind != .emailSent }.map(\.occurredAt).max().map { moment - $0 }
  }
}

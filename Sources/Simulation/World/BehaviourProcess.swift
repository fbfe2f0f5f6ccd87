#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a lead does between creation and purchase, at rates that grow with their interest.
///
/// Half of it happens in the first week or so, nearly all in the first 30 days.
struct BehaviourProcess: Sendable {
  let createdAt: Int
  let form: SaaSHistory.Form
  let interest: Double

  /// Draws all actions, in no particular order, whether or not the data reach that far.
  func actions(from stream: inout RandomStream) -> [Action] {
    mails(from: &stream) + visits(from: &stream) + logins(from: &stream)
      + demoRequest(from: &stream)
  }

  /// Everybody is sent mail; the interested open it, and some click.
  private func mails(from stream: inout RandomStream) -> [Action] {
    var actions: [Action] = []
    for _ in 0..<stream.poisson(mean: form == .newsletter ? 1.0 : 0.65) {
      let sent = offset(from: &stream)
      actions.append(action(.emailSent, after: sent))
      guard stream.chance(min(0.9, 0.38 * exp(0.4 * interest))) else { continue }
      let opened = sent + wait(hours: 9, from: &stream)
      actions.append(action(.emailOpen, after: opened))
      guard stream.chance(min(0.8, 0.25 * exp(0.4 * interest))) else { continue }
      actions.append(action(.emailClick, after: opened + stream.integer(in: 5...300)))
    }
    return actions
  }

  private func visits(from stream: inout RandomStream) -> [Action] {
    let rates: [(SaaSHistory.EventKind, mean: Double, slope: Double)] = [
      (.pageView, mean: 0.85, slope: 0.4), (.pricingView, mean: 0.22, slope: 0.9),
      (.whitepaperDownload, mean: 0.10, slope: 0.3), (.webinarAttended, mean: 0.06, slope: 0.4),
    ]
    return rates.flatMap { kind, mean, slope in
      let count = stream.poisson(mean: min(12, mean * exp(slope * interest)))
      return (0..<count).map { _ in action(kind, after: offset(from: &stream)) }
    }
  }

  /// Trial users log in; a third of the log-ins leave a session with its length.
  private func logins(from stream: inout RandomStream) -> [Action] {
    guard form == .trial else { return [] }
    let count = stream.poisson(mean: min(12, 1.1 * exp(0.8 * interest)))
    var actions: [Action] = []
    for _ in 0..<count {
      let start = offset(from: &stream)
      actions.append(action(.login, after: start))
      guard stream.chance(0.33) else { continue }
      let seconds = Int(min(14_400, stream.logNormal(median: 600, sigma: 0.9)))
      let end = start + seconds
      actions.append(action(.session, after: end, duration: seconds))
    }
    return actions
  }

  /// At most one request for a demonstration, often but not only by those with the demo form.
  private func demoRequest(from stream: inout RandomStream) -> [Action] {
    let share =
      switch form {
      case .demo: 0.40
      case .trial: 0.11
      case .contact: 0.10
      case .newsletter: 0.04
      }
    guard stream.chance(min(0.95, share * exp(0.6 * interest))) else { return [] }
    let isAtOnce = form == .demo && stream.chance(0.5)
    let offset = isAtOnce ? stream.integer(in: 5...90) : offset(from: &stream)
    return [action(.demoRequest, after: offset)]
  }

  /// Seconds from creation: exponential, longer for the interested, within 80 days.
  private func offset(from stream: inout RandomStream) -> Int {
    let days = stream.exponential(mean: 8.5 * exp(0.2 * interest))
    return 1 + Int(min(days, 80) * Double(WorldCalendar.day))
  }

  private func wait(hours: Double, from stream: inout RandomStream) -> Int {
    60 + Int(stream.exponential(mean: hours) * Double(WorldCalendar.hour))
  }

  /// An action so many seconds after creation.
  ///
  /// None happens in the very second of the snapshot, so that "before" and "up to" agree.
  private func action(
    _ kind: SaaSHistory.EventKind, after offset: Int, duration: Int? = nil
  ) -> Action {
    let shift = offset == WorldCalendar.snapshotDelay ? 1 : 0
    return Action(occurredAt: createdAt + offset + shift, kind: kind, duration: duration)
  }
}

/// Something a lead does, before it has an id and a place in the log.
struct Action: Sendable, Equatable {
  /// Seconds since 1970.
  let occurredAt: Int
  let kind: SaaSHistory.EventKind
  /// Seconds, only of a session.
  let duration: Int?
}

extension SaaSHistory {
  /// A row of `events.csv`: something a lead did, or was sent.
  public struct Event: Sendable, Equatable {
    /// `E000001`, `E000002` … in the order of first delivery; delivered twice, it comes twice.
    public let id: String
    /// The lead's id.
    public let leadID: String
    /// When it happened, in seconds since 1970-01-01T00:00:00Z.
    public let occurredAt: Int
    /// What happened.
    public let kind: EventKind
    /// The length in seconds, only for a session.
    public let duration: Int?
  }

  /// What happened.
  public enum EventKind: String, Sendable, CaseIterable {
    case emailSent = "email_sent"
    case emailOpen = "email_open"
    case emailClick = "email_click"
    case pageView = "page_view"
    case pricingView = "pricing_view"
    case whitepaperDownload = "whitepaper_download"
    case webinarAttended = "webinar_attended"
    case login
    case session
    case demoRequest = "demo_request"
  }
}

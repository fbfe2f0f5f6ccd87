/// What a report says of itself: whose it is, what it rests on, and as of when.
///
/// The caller supplies every fact, the moment included, so that the same run gives the same page.
public struct ReportFacts: Sendable, Equatable {
  /// The heading of the page.
  public let title: String
  /// The name of the model.
  public let modelName: String
  /// What the scores are for; nil when the project does not say.
  public let purpose: String?
  /// The file or table the leads came from.
  public let source: String
  /// The moment as of which the report speaks, as it is to be shown.
  public let asOf: String
  /// The program and its version.
  public let software: String

  /// The facts of a report.
  public init(
    title: String, modelName: String, purpose: String? = nil, source: String, asOf: String,
    software: String
  ) {
    self.title = title
    self.modelName = modelName
    self.purpose = purpose
    self.source = source
    self.asOf = asOf
    self.software = software
  }
}

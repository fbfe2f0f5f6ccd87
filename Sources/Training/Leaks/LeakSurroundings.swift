public import FeatureExtraction
public import Tables

/// What beside the labelled leads helps to tell columns that know the outcome.
public struct LeakSurroundings: Sendable {
  /// An event of the leads that converted, before and after they did.
  public struct Echo: Sendable, Equatable {
    /// The event.
    public let event: String
    /// How often it happened to leads that converted, and how often not before they did.
    public let count, afterwards: Int
    /// How often it happened to leads that did not convert.
    public let elsewhere: Int
  }

  /// The features of the leads to be scored tonight; nil when they are not known.
  public let upcoming: Table?
  /// The events that features are made of.
  public let echoes: [Echo]
  /// The dates that features are made of though they may be later than the lead's moment.
  public let dates: [DateEcho]

  /// Nothing beside the leads.
  public static let none = LeakSurroundings(upcoming: nil, echoes: [])

  /// Something beside the leads.
  public init(upcoming: Table?, echoes: [Echo], dates: [DateEcho] = []) {
    self.upcoming = upcoming
    self.echoes = echoes
    self.dates = dates
  }

  /// What a project knows beside its labelled leads.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - tables: Its data.
  ///   - asOf: The time up to which anything is known; nil for the newest moment in the data.
  /// - Throws: `FeatureProblem` when the column of a feature is missing.
  public init(project: Project, tables: ProjectTables, asOf: Timestamp? = nil) throws {
    upcoming = try ProjectFeatures(project).table(of: tables.snapshot(asOf: asOf).leads).table
    let used = Set(
      project.features.flatMap { entry -> [String] in
        if case .events(let feature) = entry { feature.events } else { [] }
      })
    echoes = tables.eventTotals.filter {
      used.contains($0.name) || used.contains(EventFeature.anyEvent)
    }.map { total in
      Echo(
        event: total.name, count: total.ofConverted, afterwards: total.afterConversion,
        elsewhere: total.ofOthers)
    }
    dates = tables.dateEchoes(knownBy: asOf ?? tables.newest ?? Timestamp(microseconds: 0))
  }
}

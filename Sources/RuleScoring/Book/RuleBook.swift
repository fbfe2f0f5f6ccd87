public import FeatureExtraction
public import YAMLDocuments

/// A points table: what marketing and sales agreed a lead's attributes and actions are worth.
public struct RuleBook: Sendable {
  /// The name people know the table by.
  public let name: String
  /// The groups of rules in the order of the file.
  public let groups: [RuleGroup]
  /// The most points a lead can have, nil for no limit.
  public let cap: Double?
  /// The fewest points a lead can have, nil for no limit.
  public let floor: Double?
  /// The tiers from the highest threshold to the lowest; empty when the book declares none.
  public let tiers: [PointsTier]
  /// The stages of the buyer's journey, the first that applies holds; empty when not declared.
  public let journey: [JourneyStage]
  /// The grid of fit and engagement; nil when not declared.
  public let grid: PointsGrid?

  /// The book in a YAML file.
  ///
  /// - Throws: all problems of the file, each with its place.
  public init(path: String) throws(ConfigurationProblems) {
    let document: YAMLDocument
    do {
      document = try YAMLDocument(path: path)
    } catch {
      throw ConfigurationProblems([error])
    }
    try self.init(document: document)
  }

  /// The book in a YAML document.
  ///
  /// - Throws: all problems of the document, each with its place.
  public init(document: YAMLDocument) throws(ConfigurationProblems) {
    var problems = ConfigurationProblems()
    guard let book = problems.gather(try document.root.mapping()) else { throw problems }
    problems.append(
      book.unknownKeys(besides: ["name", "cap", "floor", "groups", "tiers", "journey", "grid"]))
    name = problems.gather(try book.required("name").string()) ?? ""
    let limits = problems.gather(try PointsLimits(book))
    cap = limits?.cap
    floor = limits?.floor
    groups = RuleGroup.read(from: book, problems: &problems)
    tiers = problems.gather(try PointsTier.read(book.optional("tiers"))) ?? []
    journey = JourneyStage.read(book.optional("journey"), problems: &problems)
    grid = problems.gather(try PointsGrid.read(book.optional("grid"))).flatMap(\.self)
    try problems.throwIfAny()
  }

  /// A book of parts that were read or made before.
  init(
    name: String, groups: [RuleGroup], cap: Double?, floor: Double?, tiers: [PointsTier],
    journey: [JourneyStage], grid: PointsGrid?
  ) {
    self.name = name
    self.groups = groups
    self.cap = cap
    self.floor = floor
    self.tiers = tiers
    self.journey = journey
    self.grid = grid
  }

  /// The columns the book reads, in the order of first use.
  public var requiredColumns: [String] { columnUses.map(\.text).inOrderOfFirstUse }

  /// The events the book reads, in the order of first use.
  public var requiredEvents: [String] { eventUses.map(\.text).inOrderOfFirstUse }

  /// The events that each condition speaks of, one list per condition.
  public var eventLists: [[String]] {
    conditions.flatMap { $0.condition.allActivities.map { $0.events.map(\.text) } }
  }

  /// The events that the book looks at one by one, one interest per condition.
  public var eventInterests: [EventInterest] {
    conditions.flatMap { $0.condition.allActivities.map(\.interest) }
  }

  /// All conditions with a description, those of rules first.
  var conditions: [(description: String, condition: RuleCondition)] {
    groups.flatMap { $0.rules.map { ($0.description, $0.condition) } }
      + journey.map { ($0.name, $0.condition) }
  }

  /// Every column as it is named somewhere in the book.
  var columnUses: [PlacedText] { conditions.flatMap { $0.condition.allTests.map(\.column) } }

  /// Every event as it is named somewhere in the book.
  var eventUses: [PlacedText] {
    conditions.flatMap { $0.condition.allActivities.flatMap(\.events) }
  }
}

extension [String] {
  fileprivate var inOrderOfFirstUse: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

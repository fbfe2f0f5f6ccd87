public import FeatureExtraction
public import Tables

/// The features that a stored model reads of a project's leads, made as its training made them.
///
/// They are those that the project declares, with what the model learned of them, and the points of
/// the project's rules where the model starts from rules. Whatever holds leads against a stored
/// model takes its table from here.
public struct ModelFeatures: Sendable {
  private let features: ProjectFeatures
  private let book: RuleBook?
  private let kinds: [RuleKind]
  /// The file of the points table that the model reads points of; nil for a model without points.
  public let rulesPath: String?

  /// The features of a project as a model knows them.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - learned: What the model learned.
  /// - Throws: ``ModelFeaturesError`` when the model reads points and the project names no rules,
  ///   or the problems of the points table, each with its place.
  public init(_ project: Project, learned: FeatureExtractor) throws {
    features = ProjectFeatures(project, learned: learned)
    kinds = learned.ruleKinds
    guard !kinds.isEmpty else {
      book = nil
      rulesPath = nil
      return
    }
    guard let path = project.rules else {
      throw ModelFeaturesError.noRules(project: project.path)
    }
    book = try RuleBook(path: path)
    rulesPath = path
  }

  /// The events that the points of the model are made of, one by one.
  public var eventInterests: [EventInterest] { book?.eventInterests ?? [] }

  /// One column per feature, named as the feature is explained, and how each is to be encoded.
  ///
  /// Events after the moment of a lead never count.
  ///
  /// - Throws: `FeatureProblem` when the snapshot lacks a column, or `ConfigurationProblems` when
  ///   the rules do not fit it.
  public func table(of snapshot: LeadSnapshot) throws -> (
    table: Table, declarations: [FeatureDeclaration]
  ) {
    let made = try features.table(of: snapshot)
    guard let book else { return made }
    let points = RuleFeatures(try book.score(snapshot), kinds: kinds)
    return (made.table.adding(points.columns), made.declarations + points.declarations)
  }
}

/// Why the features of a stored model cannot be made.
public enum ModelFeaturesError: Error, Sendable, Equatable {
  /// The model reads points, and the project does not say whose.
  case noRules(project: String)
}

extension ModelFeaturesError: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    switch self {
    case .noRules(let project):
      "\(project.displayed(limit: 4096)): the model starts from a points table (--prior rules), and"
        + " the project names none: write \"rules: FILE\""
    }
  }
}

extension FeatureExtractor {
  /// The kinds of data of which the features read points.
  fileprivate var ruleKinds: [RuleKind] { RuleFeatures.kinds(among: columnNames) }
}

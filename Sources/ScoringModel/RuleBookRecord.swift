public import FeatureExtraction
internal import Tables

/// The points table that a model has points from, as it was when the model was trained.
public struct RuleBookRecord: Sendable, Equatable, Codable {
  /// The name of the points table.
  public let name: String
  /// The SHA-256 digest of its file, as `sha256sum` prints it.
  public let sha256: String

  /// The record of the points table in a file.
  ///
  /// - Throws: `InputError`.
  public init(name: String, path: String) throws {
    self.name = name
    sha256 = try Digest.sha256(ofFile: path)
  }
}

/// A points table that is not what it was when a model learned what its points are worth.
public struct RuleBookChange: Sendable, Equatable {
  /// The model.
  public let model: String
  /// The file of the points table.
  public let path: String
  /// The points table of the training.
  public let trained: RuleBookRecord
  /// The digest of the file now.
  public let sha256: String
}

extension RuleBookChange: CustomStringConvertible {
  /// One line for the user.
  public var description: String {
    "\(path.displayed(limit: 4096)): has changed since model \(model) was trained with it"
      + " (\"\(trained.name.displayed())\", sha256 \(trained.sha256.prefix(12)); now"
      + " \(sha256.prefix(12))): new points are weighed as the old ones were; train again"
  }
}

extension ScoringModel {
  /// How a project's points table differs from the one that the model was trained with; nil when it
  /// does not, or when the model has no points or comes from before that was recorded.
  ///
  /// - Throws: `InputError` when the points table cannot be read.
  public func ruleBookChange(in project: Project) throws -> RuleBookChange? {
    guard let trained = training.rules, let path = project.rules else { return nil }
    let sha256 = try Digest.sha256(ofFile: path)
    guard sha256 != trained.sha256 else { return nil }
    return RuleBookChange(model: name, path: path, trained: trained, sha256: sha256)
  }
}

internal import Tables
internal import Yams

/// A YAML file read strictly: one document, no anchors or aliases, no key twice, bounded in size
/// and depth, and every value with its place.
public struct YAMLDocument: Sendable {
  /// The most bytes a document may have.
  public static let sizeLimit = 1 << 20
  /// The most levels of lists and mappings within each other.
  public static let depthLimit = 64

  /// The outermost value.
  public let root: YAMLNode

  /// The document in a file.
  ///
  /// - Throws: a problem when the file cannot be read or is not what it should be.
  public init(path: String) throws(ConfigurationProblem) {
    let bytes = try ConfigurationFile(path: path, limit: YAMLDocument.sizeLimit).bytes
    try self.init(utf8: bytes, file: path)
  }

  /// The document in a text, reported under the name of a file.
  ///
  /// - Throws: a problem when the text is not what it should be.
  public init(text: String, file: String) throws(ConfigurationProblem) {
    try self.init(utf8: Array(text.utf8), file: file)
  }

  init(utf8: [UInt8], file: String) throws(ConfigurationProblem) {
    let text = try DocumentText(utf8: utf8, file: file, limit: YAMLDocument.sizeLimit)
    do {
      let parser = try Parser(yaml: text.text, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        throw ConfigurationProblem(.empty, at: Place(file: file, line: 1, column: 1))
      }
      // A node refers to its anchor weakly: the parser has to outlive the conversion.
      self.root = try withExtendedLifetime(parser) {
        try YAMLNode(root, key: nil, file: file, depth: 0)
      }
    } catch let problem as ConfigurationProblem {
      throw problem
    } catch {
      throw ConfigurationProblem(yams: error, file: file)
    }
  }
}

extension ConfigurationProblem {
  fileprivate init(yams error: any Error, file: String) {
    func problem(_ kind: Kind, _ mark: Mark?) -> ConfigurationProblem {
      ConfigurationProblem(
        kind, at: Place(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1))
    }
    self =
      switch error as? YamlError {
      case .scanner(let context, let words, let mark, _),
        .parser(let context, let words, let mark, _):
        problem(.syntax(ConfigurationProblem.sentence(context, words)), mark)
      // The composer complains of two things only, and gives no context for the second.
      case .composer(.some, _, let mark, _): problem(.syntax("a second document"), mark)
      case .composer(nil, _, let mark, _): problem(.alias, mark)
      case .duplicatedKeysInMapping(let keys, let context):
        problem(.duplicateKey(keys.first ?? ""), context.mark)
      case .reader(let words, _, _, _): problem(.syntax(words), nil)
      default: problem(.syntax("\(error)"), nil)
      }
  }

  /// The parser's words on one line: `could not find expected ':' while scanning a simple key`.
  private static func sentence(_ context: YamlError.Context?, _ words: String) -> String {
    guard let context else { return words }
    return "\(words) \(context.text) (from line \(context.mark.line))"
  }
}

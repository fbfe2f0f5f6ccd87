internal import Tables
internal import Yams

extension YAMLNode {
  /// The value of a parsed node.
  ///
  /// An alias is parsed into a copy of the node with its anchor, so refusing anchors while walking
  /// in the order of the file refuses aliases before they multiply.
  ///
  /// - Throws: a problem for an anchor, for too deep a nesting and for a key that is no text.
  init(_ node: Node, key: String?, file: String, depth: Int) throws(ConfigurationProblem) {
    let place = Place(file: file, node.mark)
    guard node.anchor == nil else { throw ConfigurationProblem(.alias, at: place) }
    guard depth <= YAMLDocument.depthLimit else {
      throw ConfigurationProblem(.tooDeep(limit: YAMLDocument.depthLimit), at: place)
    }
    let kind: Kind
    switch node {
    case .scalar(let scalar): kind = .scalar(YAMLScalar(scalar))
    case .sequence(let sequence):
      var elements: [YAMLNode] = []
      for element in sequence {
        elements.append(try YAMLNode(element, key: key, file: file, depth: depth + 1))
      }
      kind = .sequence(elements)
    case .mapping(let mapping):
      var entries: [YAMLMapping.Entry] = []
      for (key, value) in mapping {
        entries.append(try YAMLMapping.Entry(key, value, file: file, depth: depth + 1))
      }
      kind = .mapping(try YAMLMapping(place: place, entries: entries))
    case .alias: throw ConfigurationProblem(.alias, at: place)
    }
    self.init(place: place, key: key, kind: kind)
  }
}

extension YAMLMapping.Entry {
  fileprivate init(
    _ key: Node, _ value: Node, file: String, depth: Int
  ) throws(ConfigurationProblem) {
    let place = Place(file: file, key.mark)
    guard key.anchor == nil else { throw ConfigurationProblem(.alias, at: place) }
    guard case .scalar(let scalar) = key, !scalar.string.isEmpty else {
      throw ConfigurationProblem(.keyIsNotText, at: place)
    }
    self.init(
      key: scalar.string, keyPlace: place,
      value: try YAMLNode(value, key: scalar.string, file: file, depth: depth))
  }
}

extension YAMLScalar {
  fileprivate init(_ scalar: Node.Scalar) {
    self.init(text: scalar.string, isPlain: scalar.style == .plain)
  }
}

extension Place {
  fileprivate init(file: String, _ mark: Mark?) {
    self.init(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}

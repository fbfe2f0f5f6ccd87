internal import YAMLDocuments

extension String {
  /// The text as a YAML scalar that reads back the same wherever a value may stand.
  var yaml: String { isPlainInYAML && !isWordInYAML ? self : quotedForYAML }

  /// The text as a key or as a name, where words such as `missing` mean nothing.
  var yamlName: String { isPlainInYAML && !isNullInYAML ? self : quotedForYAML }

  /// Words that mean something when they stand without quotes.
  private var isWordInYAML: Bool {
    isNullInYAML
      || ["true", "false", "yes", "no", "missing", "present", "rest", "otherwise"]
        .contains(lowercased())
  }

  private var isNullInYAML: Bool { ["~", "null", ""].contains(lowercased()) }

  /// Whether the text needs no quotes, inside brackets and braces too.
  private var isPlainInYAML: Bool {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return false }
    let isSafe = unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic && scalar.value < 0x250
        || ("0"..."9").contains(scalar) || " ._-+/&<>()%".unicodeScalars.contains(scalar)
    }
    let opens = ("0"..."9").contains(first) || first.properties.isAlphabetic || first == "<"
    return isSafe && opens && last != " "
  }

  private var quotedForYAML: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      default:
        if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
          || (0x2028...0x202E).contains(scalar.value) || scalar.value == 0xFEFF
        {
          text += "\\u" + String(repeating: "0", count: 4 - hex(scalar).count) + hex(scalar)
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text + "\""
  }

  private func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }
}

extension YAMLScalar {
  /// The scalar written again so that it means the same.
  var yaml: String { isPlain ? text.yamlName : text.yaml }
}

extension [String] {
  /// The entries as one mapping on a line.
  var yamlMapping: String { "{" + joined(separator: ", ") + "}" }

  /// One text by itself, several as a list on a line.
  var yamlList: String { count == 1 ? self[0] : "[" + joined(separator: ", ") + "]" }
}

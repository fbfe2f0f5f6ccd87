import Mustache
import Tables

/// The one way in which foreign text gets into a page or a chart.
///
/// Works scalar by scalar. Mustache's own escaping looks at whole characters, and `<` after a
/// prepending scalar such as U+0600, or `"` before a combining one, is another character than `<`
/// or `"`: it would pass as it is, and browsers would read it as markup.
struct HTMLText: MustacheContentType {
  /// Escapes what ends text or a quoted attribute, and shows controls and direction changes as
  /// their code points.
  func escapeText(_ text: String) -> String {
    var escaped = ""
    for scalar in text.displayed(limit: HTMLText.longest).unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The number of scalars after which a text is cut: longer than any sentence of ours.
  private static let longest = 1000
}

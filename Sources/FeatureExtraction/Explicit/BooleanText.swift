/// A text that means yes or no.
enum BooleanText {
  /// Whether a text means yes; nil when it means neither.
  ///
  /// Case does not matter.
  static func value(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "true", "1", "y", "t", "on": true
    case "no", "false", "0", "n", "f", "off": false
    default: nil
    }
  }

  /// How the two are written in vectors.
  static func word(_ value: Bool) -> String { value ? "yes" : "no" }
}

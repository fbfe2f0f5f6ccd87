import Foundation

/// A JSON document, for looking things up in tests.
indirect enum JSON: Equatable {
  case object([String: JSON])
  case array([JSON])
  case string(String)
  case number(Double)
  case null

  /// A whole document; anything before or after it is an error.
  init(_ text: String) throws {
    self = JSON(
      any: try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed))
  }

  private init(any value: Any) {
    switch value {
    case let object as [String: Any]: self = .object(object.mapValues(JSON.init(any:)))
    case let array as [Any]: self = .array(array.map(JSON.init(any:)))
    case let text as String: self = .string(text)
    case let number as NSNumber: self = .number(number.doubleValue)
    default: self = .null
    }
  }

  subscript(key: String) -> JSON? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }

  /// The elements of an array, none of anything else.
  var elements: [JSON] {
    guard case .array(let array) = self else { return [] }
    return array
  }

  /// Whether the object has all these keys.
  func has(_ keys: String...) -> Bool { keys.allSatisfy { self[$0] != nil } }

  func number(_ key: String) -> Double? {
    guard case .number(let number)? = self[key] else { return nil }
    return number
  }

  func text(_ key: String) -> String? {
    guard case .string(let text)? = self[key] else { return nil }
    return text
  }
}

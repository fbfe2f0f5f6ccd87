/// The elements of a page or a chart, read strictly: what the reader does not understand is a
/// flaw, so that a page it accepts holds no markup but that which it lists.
struct MarkupReader {
  struct Element {
    let name: String
    let attributes: [(name: String, value: String)]
  }

  private(set) var elements: [Element] = []
  /// What is wrong with the markup; empty for a well-formed page.
  private(set) var flaws: [String] = []
  private var open: [String] = []
  private var rest: Substring.UnicodeScalarView

  private static let void: Set<String> = ["meta", "!doctype"]
  private static let entities = ["&lt;", "&gt;", "&amp;", "&quot;", "&#39;"]

  init(_ text: String) {
    rest = Substring(text).unicodeScalars
    while let scalar = rest.first {
      if scalar == "<" {
        readTag()
      } else {
        if scalar == "&" { readEntity() }
        if scalar == ">", open.last != "style" { flaws.append("a bare >") }
        rest.removeFirst()
      }
    }
    flaws += open.map { "\($0) is never closed" }
  }

  func attributes(_ name: String) -> [String] {
    elements.flatMap { $0.attributes.filter { $0.name == name }.map(\.value) }
  }

  private mutating func readEntity() {
    // By scalar: to Swift, ";" and a combining mark are one character.
    let isKnown = MarkupReader.entities.contains { rest.starts(with: $0.unicodeScalars) }
    if !isKnown { flaws.append("a bare &") }
  }

  private mutating func readTag() {
    rest.removeFirst()
    let isEnd = skip("/")
    let name = take { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "!" }
    guard !name.isEmpty else {
      flaws.append("a bare <")
      return
    }
    if isEnd {
      if open.popLast() != name { flaws.append("</\(name)> closes nothing") }
      if !skip(">") { flaws.append("</\(name) does not end") }
      return
    }
    let attributes = readAttributes(of: name)
    elements.append(Element(name: name, attributes: attributes))
    let isEmpty = skip("/")
    if !skip(">") { flaws.append("<\(name) does not end") }
    if !isEmpty, !MarkupReader.void.contains(name) { open.append(name) }
  }

  private mutating func readAttributes(of element: String) -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    while true {
      _ = take { $0 == " " || $0 == "\n" }
      let name = take { !" \n=>/\"<".unicodeScalars.contains($0) }
      guard !name.isEmpty else { return attributes }
      guard skip("=") else {
        attributes.append((name, ""))
        continue
      }
      guard skip("\"") else {
        flaws.append("\(element) \(name) is not quoted")
        return attributes
      }
      var value = ""
      while let scalar = rest.first, scalar != "\"" {
        if scalar == "&" { readEntity() }
        if scalar == "<" { flaws.append("< in \(element) \(name)") }
        value.unicodeScalars.append(scalar)
        rest.removeFirst()
      }
      if !skip("\"") { flaws.append("\(element) \(name) does not end") }
      attributes.append((name, value))
    }
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func take(_ belongs: (Unicode.Scalar) -> Bool) -> String {
    var taken = ""
    while let scalar = rest.first, belongs(scalar) {
      taken.unicodeScalars.append(scalar)
      rest.removeFirst()
    }
    return taken
  }
}

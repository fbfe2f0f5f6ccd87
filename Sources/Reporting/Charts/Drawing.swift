import Tables

/// A place on a chart, in the units of its view box, from the upper left corner.
struct Point {
  let x, y: Double
}

/// The marks of a chart, in the order in which they are painted.
///
/// What a mark looks like is a class of the page's style sheet, so that one chart serves light and
/// dark pages and print.
struct Drawing {
  /// The looks a mark can have.
  enum Look: String {
    case grid, axis, zero, chance, ideal, whisker
    case first, second
    case firstArea = "first-area"
    case firstMark = "first-mark"
    case secondMark = "second-mark"
    case firstBar = "first-bar"
    case secondBar = "second-bar"
    case plainBar = "plain-bar"
    case hollowBar = "hollow-bar"
    case tick, label, value, strong
  }

  enum Anchor: String {
    case start, middle, end
  }

  /// The width of every chart: about that of a phone, so that text there has its nominal size.
  static let width = 360.0

  private(set) var markup = ""

  mutating func line(from start: Point, to end: Point, _ look: Look) {
    add("line", look, [("x1", start.x), ("y1", start.y), ("x2", end.x), ("y2", end.y)])
  }

  /// A vertical line beside the marks of rows, broken where their labels stand.
  mutating func rowLine(x: Double, rows: Int, of height: Double, from top: Double, _ look: Look) {
    for row in 0..<rows {
      let start = top + height * Double(row)
      line(from: Point(x: x, y: start + 17), to: Point(x: x, y: start + height - 5), look)
    }
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, _ look: Look) {
    add("rect", look, [("x", x), ("y", y), ("width", width), ("height", height)])
  }

  mutating func circle(at centre: Point, radius: Double, _ look: Look) {
    add("circle", look, [("cx", centre.x), ("cy", centre.y), ("r", radius)])
  }

  /// A square standing on its corner, to be told from a circle without colour.
  mutating func diamond(at centre: Point, radius: Double, _ look: Look) {
    path(
      [
        Point(x: centre.x, y: centre.y - radius), Point(x: centre.x + radius, y: centre.y),
        Point(x: centre.x, y: centre.y + radius), Point(x: centre.x - radius, y: centre.y),
      ], isClosed: true, look)
  }

  mutating func path(_ points: [Point], isClosed: Bool = false, _ look: Look) {
    let steps = points.enumerated().map { index, point in
      (index == 0 ? "M" : "L") + Drawing.coordinate(point.x) + " " + Drawing.coordinate(point.y)
    }
    let data = steps.joined() + (isClosed ? "Z" : "")
    markup += "<path class=\"\(look.rawValue)\" d=\"\(data)\"/>\n"
  }

  mutating func text(_ text: String, at point: Point, _ anchor: Anchor, _ look: Look) {
    let position =
      "x=\"\(Drawing.coordinate(point.x))\" y=\"\(Drawing.coordinate(point.y))\""
    markup +=
      "<text class=\"\(look.rawValue)\" \(position) text-anchor=\"\(anchor.rawValue)\">"
      + HTMLText().escapeText(text) + "</text>\n"
  }

  private mutating func add(_ element: String, _ look: Look, _ numbers: [(String, Double)]) {
    let attributes = numbers.map { " \($0.0)=\"\(Drawing.coordinate($0.1))\"" }.joined()
    markup += "<\(element) class=\"\(look.rawValue)\"\(attributes)/>\n"
  }

  /// A number of a chart's geometry: two decimals, never infinite, never `nan`.
  static func coordinate(_ value: Double) -> String {
    guard !value.isNaN else { return "0.00" }
    return min(max(value, -9999), 9999).fixed(2)
  }
}

/// A picture of numbers as SVG, with its title and what it shows in words.
///
/// The picture has no size of its own and takes its colours from the page around it.
public struct Chart: Sendable, Equatable {
  /// The identifier in the page; the title's and description's are derived from it.
  public let identifier: String
  /// What the chart is.
  public let title: String
  /// What it shows, for those who cannot see it.
  public let description: String
  /// The `svg` element.
  public let svg: String

  /// A chart; a number tells it from others of its kind on a page.
  init(
    identifier: StaticString, number: Int? = nil, title: String, description: String,
    height: Double, drawing: Drawing
  ) {
    let identifier = "\(identifier)" + (number.map { "-\($0)" } ?? "")
    self.identifier = identifier
    self.title = title
    self.description = description
    let size = "\(Drawing.coordinate(Drawing.width)) \(Drawing.coordinate(height))"
    svg = """
      <svg class="chart" viewBox="0 0 \(size)" role="img" \
      aria-labelledby="\(identifier)-title \(identifier)-description" \
      xmlns="http://www.w3.org/2000/svg">
      <title id="\(identifier)-title">\(HTMLText().escapeText(title))</title>
      <desc id="\(identifier)-description">\(HTMLText().escapeText(description))</desc>
      \(drawing.markup)</svg>

      """
  }

  var markup: Markup { Markup(finished: svg) }
}

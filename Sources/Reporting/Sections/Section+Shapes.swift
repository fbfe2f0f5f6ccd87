import FeatureExtraction
import ScoringModel
import Training

extension Section {
  /// How numbers act that are no straight lines; nil for a model without them.
  static func shapes(_ result: TrainingResult) -> Section? {
    let shapes = FeatureWeight.ranked(in: result.model)
      .compactMap { FeatureShape($0, of: result) }
    guard !shapes.isEmpty else { return nil }
    let drawn = shapes.filter { $0.deviation >= smallestDeviation }.prefix(largestCount)
    let figures = drawn.enumerated().map { index, shape in
      Figure(
        chart: .shape(shape, number: index + 1),
        caption: "Typically moves a lead’s odds by a factor of "
          + "\(shape.deviation.oddsRatioText), up or down.")
    }
    return Section(
      "shapes", heading: "How do numbers act?",
      Markup(
        paragraph: "Each step is a range of the number and says by what factor a lead in it has "
          + "other odds than \(result.model.coding.baseline), all other features being equal. "
          + "Numbers beneath stand where a range begins."),
      drawn.isEmpty ? .empty : Markup(figures),
      Markup(
        note: rest(shapes.dropFirst(drawn.count).map(\.name))
          + "Ranges are drawn equally wide and every chart has its own scale; the most important "
          + "number comes first. A band that holds ×1 may be chance."))
  }

  /// The most shapes on a page.
  private static var largestCount: Int { 12 }
  /// What a feature typically adds to the log odds, from which on its shape is worth a chart.
  private static var smallestDeviation: Double { 0.01 }

  private static func rest(_ names: [String]) -> String {
    names.isEmpty ? "" : "Not drawn, because they matter less: \(names.listed). "
  }
}

extension [String] {
  /// The texts one after the other, shortened, the first thirty at most.
  var listed: String {
    let shown = prefix(30).map { $0.shortened(to: 44) }.joined(separator: ", ")
    return count > 30 ? "\(shown) and \(count - 30) more" : shown
  }
}

import ScoringModel

extension Section {
  /// What the numbers of a model mean, and what they do not.
  static func limits(of model: ScoringModel) -> Section {
    Section(
      "limits", heading: "What the numbers mean, and what not",
      Markup(points: [
        (
          "Decision support, not a decision.",
          "Scores order people’s work. They are no ground on which to refuse anybody anything."
        ),
        (
          "A probability speaks of many leads.",
          "Of a hundred leads at 20 %, about twenty should convert "
            + "(\(model.subject.conversionText)). Which ones, nobody knows."
        ),
        (
          "Association, not cause.",
          "A coefficient says what went together with conversions. Changing the feature need not "
            + "change the outcome."
        ),
        (
          "It looks backwards.",
          "When the market, the product or the forms change, it goes stale. Watch it, and train "
            + "it again."
        ),
        (
          "It knows the leads that were worked.",
          "Leads nobody called look like leads that did not convert. Keep calling a few at random."
        ),
      ]))
  }
}

import Training

extension Section {
  /// Whether shapes and pairs paid; nil where there was nothing to choose.
  static func forms(_ result: TrainingResult) -> Section? {
    if let column = result.heldStraightBy { return heldStraight(by: column) }
    guard let comparison = result.shapes, comparison.candidates.count > 1 else { return nil }
    let table = DataTable(
      caption: "Forms of the model, judged on \(comparison.rows.grouped) leads "
        + comparison.leadsText,
      columns: [
        .text("Form"), .number("AUC"), .number("Log loss"),
        .number("Gain over \(comparison.candidates[0].form)"), .number("Standard error"),
        .text("Kept"),
      ],
      rows: comparison.candidates.enumerated().map { index, candidate in
        [
          candidate.form.description, candidate.auc.decimals(3), candidate.logLoss.decimals(4),
          index == 0 ? "" : candidate.gain.signedDecimals(4),
          index == 0 ? "" : candidate.gainStandardError.decimals(4),
          candidate.form == comparison.kept ? "kept" : "",
        ]
      })
    return Section(
      "forms", heading: "Did bending pay?", Markup(paragraph: comparison.sentence), table.markup,
      Markup(
        note: "Every form was fitted to other leads than those it was judged on. Kept is the "
          + "simplest whose log loss is within a standard error of the best one’s. Gain is log "
          + "loss saved per lead; above 0 is better."))
  }
}

extension Section {
  /// That shapes and pairs were not tried while a column is suspected.
  static func heldStraight(by column: String) -> Section {
    Section(
      "forms", heading: "Did bending pay?",
      Markup(
        paragraph: "Not tried: \(column) may know the outcome, and shapes and pairs would bend "
          + "around what it knows, on leads held back as well. Leave it out, or allow it if it is "
          + "known in time."))
  }
}

extension ShapeComparison {
  fileprivate var leadsText: String {
    isForward ? "newer than those fitted to" : "held back from the fit"
  }

  fileprivate var sentence: String {
    let simplest = candidates[0].form.description
    guard let kept = candidates.first(where: { $0.form == kept }), kept.form != candidates[0].form
    else {
      return "No: on \(rows.grouped) leads \(leadsText), nothing did clearly better than "
        + "\(simplest), so \(simplest) it is."
    }
    return "Yes: on \(rows.grouped) leads \(leadsText), \(kept.form) predicted better than "
      + "\(simplest). Log loss fell by \(kept.gain.decimals(4)) per lead, with a standard error of "
      + "\(kept.gainStandardError.decimals(4))."
  }
}

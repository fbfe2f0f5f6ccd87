import Evaluation
import FeatureExtraction
import Tables
import Training

extension Section {
  /// How the model of every origin did on the period after it.
  static func origins(_ backtest: Backtest) -> Section {
    let hasRules = backtest.rules != nil
    let rows =
      backtest.folds.map { fold in
        [
          backtest.clock.text(fold.origin).unbroken, fold.trained.grouped,
          fold.trainedConversions.grouped,
        ] + fold.judgement.cells(hasRules: hasRules)
      } + [["All", "", ""] + backtest.pooled.cells(hasRules: hasRules)]
    let table = DataTable(
      caption: "Trained at an origin, judged on the \(backtest.clock.text(backtest.plan.period)) "
        + "after it",
      columns: [
        .text("Origin"), .number("Leads known"), .number("Conversions known"),
      ] + BacktestJudgement.columns(hasRules: hasRules), rows: rows)
    return Section(
      "origins", heading: "Does it hold forward in time?",
      Markup(
        paragraph: "At every origin the model saw only leads whose outcome was known by then, and "
          + "was judged on the leads that came next, as in use."),
      Markup([
        Figure(
          chart: .origins(backtest),
          caption: "The whiskers are 95 % intervals. A line that falls is a model that meets a "
            + "changing world.")
      ]), table.markup)
  }

  /// What a random split would have claimed; nil when it was not tried.
  static func optimism(_ backtest: Backtest) -> Section? {
    guard let optimism = backtest.optimism, let forward = backtest.pooled.auc else { return nil }
    return Section(
      "optimism", heading: "What would a random split have claimed?",
      Markup(
        paragraph: "The same \(backtest.pooled.rows.grouped) leads, scored by models of "
          + "\(optimism.trained.grouped) leads drawn at random from the whole history, later ones "
          + "included: AUC \(optimism.auc.challenger.value.decimals(3)) instead of "
          + "\(forward.value.decimals(3)), a difference of \(optimism.auc.value.signedDecimals(3)) "
          + "with a 95 % interval from \(optimism.auc.interval.signedText(3)). Log loss "
          + "\(optimism.logLoss.decimals(4)) instead of \(backtest.pooled.logLoss.decimals(4))."),
      Markup(
        note: "Believe the number forward in time. A large difference means that leads change, or "
          + "that a column knows what comes later."))
  }

  /// How well models of shorter histories do; nil when they were not tried.
  static func learning(_ backtest: Backtest) -> Section? {
    guard backtest.learning.count > 1 else { return nil }
    let hasRules = backtest.rules != nil
    let table = DataTable(
      caption: "The newest part of the history before each origin",
      columns: [
        .number("Of the history"), .number("Leads"), .number("Conversions"), .number("Origins"),
        .number("Scored"), .number("AUC (95 %)"),
      ] + (hasRules ? [.number("AUC, rules")] : [])
        + [.number("Log loss"), .number("Base rate’s")],
      rows: backtest.learning.map { point in
        [
          point.share.roundPercent, Int(point.trained.rounded()).grouped,
          Int(point.trainedConversions.rounded()).grouped, point.origins.grouped,
          point.judgement.rows.grouped, point.judgement.aucText,
        ] + (hasRules ? [(point.judgement.againstRules?.reference.value ?? .nan).decimals(3)] : [])
          + [point.judgement.logLoss.decimals(4), point.judgement.baseLogLoss.decimals(4)]
      })
    return Section(
      "learning", heading: "How much history does it take?",
      Markup([
        Figure(
          chart: .learning(backtest),
          caption: "Where the line still rises, more history helps; where it falls, old leads "
            + "mislead.")
      ]), table.markup)
  }

  /// What each kind of data adds; nil when it was not asked for.
  static func kinds(_ backtest: Backtest) -> Section? {
    guard !backtest.kinds.isEmpty else { return nil }
    let table = DataTable(
      caption: "Models of some kinds of data only",
      columns: [
        .text("Kinds"), .number("Features"), .number("AUC"), .number("95 % interval"),
        .number("The others add"), .number("95 % interval"), .number("Log loss"),
      ],
      rows: backtest.kinds.map { kind in
        [
          kind.name, kind.features.grouped,
          (kind.judgement.auc?.value ?? .nan).decimals(3),
          kind.judgement.auc?.reportedInterval.text(3) ?? Double.absentText,
          (kind.othersAdd?.value ?? .nan).signedDecimals(3),
          kind.othersAdd?.interval.signedText(3) ?? Double.absentText,
          kind.judgement.logLoss.decimals(4),
        ]
      })
    return Section(
      "kinds", heading: "What does each kind of data add?",
      Markup(
        paragraph: "Explicit data are what a lead told, implicit data what can be found out, "
          + "behavioural data what it did. “The others add” is the AUC of all kinds together less "
          + "that of these, on the same leads."),
      table.markup)
  }

  /// The scored leads month by month; nil where moments are no times.
  static func months(_ backtest: Backtest) -> Section? {
    guard !backtest.months.isEmpty else { return nil }
    return Section(
      "months", heading: "Month by month",
      partTable("Scored leads by month", first: "Month", backtest.months, backtest).markup)
  }

  /// The scored leads by the values of a column.
  static func parts(
    _ backtest: Backtest, _ parts: (column: String, parts: [BacktestPart]), number: Int
  ) -> Section {
    let column = parts.column.displayed(limit: 80)
    return Section(
      anchor: "part-\(number + 1)", heading: "By \(column)",
      partTable("Scored leads by \(column)", first: column, parts.parts, backtest).markup)
  }

  private static func partTable(
    _ caption: String, first: String, _ parts: [BacktestPart], _ backtest: Backtest
  ) -> DataTable {
    let hasRules = backtest.rules != nil
    return DataTable(
      caption: caption,
      columns: [.text(first)] + BacktestJudgement.columns(hasRules: hasRules),
      rows: parts.map {
        [$0.name?.displayed(limit: 80).unbroken ?? "(none)"]
          + $0.judgement.cells(hasRules: hasRules)
      })
  }

  /// How the backtest was made and what it does not say.
  static func backtestMethod(_ backtest: Backtest) -> Section {
    let maturity =
      backtest.maturity.map { "Outcomes are known \($0) after the moment of a lead. " }
      ?? (backtest.clock == .order
        ? "The file does not say when outcomes became known: they are taken to be known at once, "
          + "which flatters where they take long. " : "")
    return Section(
      "method", heading: "How this was done",
      Markup(
        paragraph: maturity
          + "Rules are applied as of the same moments as the model. The base rate is that of the "
          + "leads known at the origin. AUC and lift of several periods rank leads only "
          + "within their period, as in use: across periods, knowing the season would look like "
          + "skill. AUC is how often a lead that converted ranks before one that did not (0.5 is chance); "
          + "log loss is the price of wrong probabilities, less is better; a slope of 1 is neither "
          + "bold nor timid. Intervals are DeLong’s."),
      Markup(
        points: backtest.skipped.map { ("\(backtest.clock.text($0.origin)) skipped:", $0.reason) }))
  }
}

extension BacktestJudgement {
  fileprivate static func columns(hasRules: Bool) -> [DataTable.Column] {
    [
      .number("Scored"), .number("Converted"), .number("Rate"), .number("Expected"),
      .number("AUC (95 %)"),
    ] + (hasRules ? [.number("AUC, rules")] : [])
      + [
        .number("Log loss"), .number("Base rate’s"), .number("Slope"), .number("Lift at 10 %"),
      ]
  }

  /// The AUC with its interval.
  fileprivate var aucText: String {
    auc.map { "\($0.value.decimals(3)) (\($0.reportedInterval.text(3)))" } ?? Double.absentText
  }

  fileprivate func cells(hasRules: Bool) -> [String] {
    let lift = gains.first.map { $0.lift.decimals(2) + "×" } ?? Double.absentText
    return [
      rows.grouped, conversions.grouped, rate.percent(), (expected / Double(rows)).percent(),
      aucText,
    ] + (hasRules ? [(againstRules?.reference.value ?? .nan).decimals(3)] : [])
      + [
        logLoss.decimals(4), baseLogLoss.decimals(4),
        (calibration?.slope.value ?? .nan).decimals(2), lift,
      ]
  }
}

extension String {
  /// The text with hyphens at which no line breaks, for dates.
  fileprivate var unbroken: String {
    String(map { $0 == "-" ? "\u{2011}" : $0 })
  }
}

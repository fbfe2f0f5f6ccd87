import Tables
import Training

extension Section {
  /// Columns that seem to know the outcome, the evidence and what to do.
  static func leaks(_ findings: [LeakFinding]) -> Section {
    let table = DataTable(
      caption: "Columns that seem to know the outcome",
      columns: [.text("Column"), .text("Evidence"), .text("What to do"), .text("Status")],
      rows: findings.map {
        [$0.column.displayed(limit: 80), $0.reason.description, $0.reason.advice, $0.status]
      })
    return Section(
      "leaks", heading: "Suspected leaks",
      Markup(
        paragraph: "A column leaks when it was filled in after the outcome was known. The model "
          + "then looks excellent here and fails on new leads, whose column is still empty."),
      table.markup)
  }
}

extension LeakFinding {
  fileprivate var status: String {
    if isAllowed { return "allowed by the user, recorded in the model" }
    return severity == .refused ? "refused" : "suspect; training went on"
  }
}

extension LeakFinding.Reason {
  fileprivate var advice: String {
    switch self {
    case .ranksAlone, .dominates, .association:
      "Ask when the column is filled in. If that is after the outcome, exclude it; if it is "
        + "before, allow it."
    case .pureLevel, .pureExceptions:
      "Ask when a lead gets this value. If it is set on closing, exclude the column."
    case .followsOutcome:
      "Leave the event out of the features: nobody has it before the outcome."
    case .datesOutcome:
      "Leave it out: of a lead whose outcome is open nobody knows this date."
    case .laterThanMoment:
      "The column itself is not used. Ask what else is entered together with it."
    case .looksLikeIdentifier:
      "Exclude it: what it says of the leads of the past it does not say of new ones."
    case .filledOnlyWhen, .purePresence, .enteredWhen, .fillGap, .filledOnlyInPast, .fillDrift:
      "Find out who fills the column in, and when. Exclude it, or take its value as of the moment "
        + "of scoring."
    }
  }
}

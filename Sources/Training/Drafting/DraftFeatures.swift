import Evaluation
import FeatureExtraction
import Tables

/// The features that a draft declares, and the columns that it leaves out with the reason.
struct DraftFeatures {
  struct Entry {
    let text: String
    let comment: String?
  }

  let sections: [(kind: String, entries: [Entry])]
  private(set) var left: [(column: String, reason: String)] = []

  init(_ draft: DraftWriter) {
    let leads = draft.roles.leads
    var taken = Set(
      draft.outcome.columns + [draft.identifier.name, draft.created.name]
        + [draft.amount?.name, draft.addresses?.name, draft.roles.accounts?.key.name]
        .compactMap { $0 })
    var left: [(column: String, reason: String)] = []
    var explicit: [Entry] = []
    var implicit: [Entry] = []
    if let address = draft.addresses {
      implicit.append(
        Entry(
          text: "{column: \(draft.quoted(address.name)), parse: email_domain}",
          comment: "free mail or company, country"))
    }
    let converted = draft.outcome.converted(leads.rows)
    for column in leads.columns where taken.insert(column.name).inserted {
      let name = draft.quoted(column.name)
      let isLate = Self.knowsOutcome(column, converted: converted) != nil
      if !isLate, let entry = Self.parsed(column, name) {
        explicit.append(entry)
        continue
      }
      if let reason = Self.obstacle(column, converted: converted) {
        left.append((column.name, reason))
        continue
      }
      if Self.isTitle(column) {
        explicit.append(
          Entry(
            text: "title: {column: \(name), parse: job_title}", comment: "seniority × department"))
      } else if column.isNumeric, column.isWhole, column.isNamedAsIdentifier {
        if Double(column.values.count) <= Self.mostDistinct * Double(column.filled) {
          implicit.append(
            Entry(
              text: "{column: \(name), min_count: 20}",
              comment: "a key: \(column.values.count) values, rare ones share a level"))
        }
        implicit.append(
          Entry(text: "{column: \(name), parse: group_size}", comment: "leads that share it"))
      } else {
        explicit.append(Self.entry(column, name))
      }
    }
    if let accounts = draft.roles.accounts {
      for column in accounts.file.columns where column.name != accounts.column.name {
        let name = draft.quoted("accounts." + column.name)
        if let entry = Self.parsed(column, name) {
          implicit.append(entry)
        } else if let reason = Self.obstacle(column, converted: nil) {
          left.append(("accounts." + column.name, reason))
        } else {
          implicit.append(Self.entry(column, name))
        }
      }
    }
    sections = [
      ("explicit", explicit), ("implicit", implicit),
      ("behavioural", Self.behaviour(draft)),
    ]
    self.left = left
  }

  /// A column whose texts are amounts of money or hold several values; nil for any other.
  private static func parsed(_ column: DraftColumn, _ name: String) -> Entry? {
    if let money = column.money {
      let example = ["us": "1,234.56", "eu": "1.234,56", "ch": "1'234.56"][money.marks.rawValue]
      return Entry(
        text: "{column: \(name), parse: money, currency: \(money.currency), format: "
          + "\(money.marks.rawValue)}",
        comment: "every amount reads as \(money.currency), written like \(example ?? "")")
    }
    return column.separator.map { separator in
      Entry(
        text: "{column: \(name), multi: \"\(separator)\", min_count: 20}",
        comment: "several values in a field, a feature for each that 20 leads have")
    }
  }

  private static func entry(_ column: DraftColumn, _ name: String) -> Entry {
    if column.isMixed {
      return Entry(
        text: "{column: \(name), kind: category, min_count: 20}",
        comment: "not all of its \(column.values.count) values are numbers, or moments: mend them")
    }
    if column.isNumeric {
      return column.values.count <= 2
        ? Entry(text: "{column: \(name), kind: category}", comment: "two values")
        : column.isNamed(amountStems)
          ? Entry(text: "{column: \(name), transform: log}", comment: "a number of any size")
          : Entry(text: "{column: \(name)}", comment: "a number")
    }
    return column.values.count > 20
      ? Entry(
        text: "{column: \(name), min_count: 20}",
        comment: "\(column.values.count) values, rare ones share a level")
      : Entry(text: "{column: \(name)}", comment: "\(column.values.count) values")
  }

  /// The share of different values beyond which a text names a lead rather than a group of them.
  private static let mostDistinct = 0.1
  /// What columns of amounts that span orders of magnitude are called.
  private static let amountStems = [
    "budget", "revenue", "amount", "price", "employ", "salary", "sales",
  ]

  private static func isTitle(_ column: DraftColumn) -> Bool {
    column.isNamed(["title", "jobtitle"]) && !column.isNumeric
  }

  /// Why a column is no feature; nil when it may be one.
  private static func obstacle(_ column: DraftColumn, converted: [Bool]?) -> String? {
    if column.timeFormat != nil { return "a moment; features are taken as of one" }
    if column.values.count < 2 && column.fill > 0.999 { return "the same for every lead" }
    if column.values.isEmpty { return "empty" }
    // Titles differ from lead to lead; what is parsed from them does not.
    if isTitle(column) { return nil }
    let share = Double(column.values.count) / Double(max(1, column.filled))
    if column.isNumeric
      ? column.isNamedAsIdentifier && share > 0.5 : share > mostDistinct && column.values.count > 20
    {
      return "\(column.values.count) different values in \(column.filled) rows"
    }
    return knowsOutcome(column, converted: converted)
  }

  /// What speaks for a column that is filled by the outcome; nil when nothing does.
  private static func knowsOutcome(_ column: DraftColumn, converted: [Bool]?) -> String? {
    guard let converted else { return nil }
    let counts = fill(column, converted)
    let (here, there) = (counts.converted.rate ?? 0, counts.other.rate ?? 0)
    if min(here, there) < 0.02, max(here, there) > 0.1 {
      return
        "it seems to know the outcome: filled for \((here * 100).fixed(0)) % of conversions and \((there * 100).fixed(0)) % of"
        + " others"
    }
    let halves = converted.indices.map { $0 % 2 == 0 }
    let evidence = ColumnEvidence(column: column.column, outcomes: converted)
    if let area = evidence.auc(halves: halves), area >= LeakGate.refusedAUC,
      LeakGate.isSure(area: area, converted)
    {
      return "it seems to know the outcome: alone it ranks leads with AUC \(area.fixed(3))"
    }
    return nil
  }

  private static func fill(
    _ column: DraftColumn, _ converted: [Bool]
  ) -> (converted: Proportion, other: Proportion) {
    ColumnEvidence(column: column.column, outcomes: converted).fill
  }

  private static func behaviour(_ draft: DraftWriter) -> [Entry] {
    guard draft.roles.events != nil else { return [] }
    guard let name = draft.eventName else {
      return [
        Entry(
          text: "{event: event, days: [3d, 7d, 14d], recency: true, trend: [7d, 14d],"
            + " half_life: 7d}",
          comment: "distinct days, days since the last, change, all of it fading")
      ]
    }
    var counts: [String: Int] = [:]
    for row in 0..<name.column.count {
      if let value = name.column.text(row) { counts[value, default: 0] += 1 }
    }
    let frequent = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12)
    return frequent.map { event, count in
      Entry(
        text: "{event: \(draft.quoted(event)), count: 14d, half_life: 7d, recency: true}",
        comment: "\(count) events")
    }
  }
}

import CustomerProfile
import Evaluation
import FeatureExtraction

extension Section {
  /// What converted leads share against the rest, for and against.
  static func profileLevels(_ profile: CustomerProfile) -> Section {
    guard !profile.attractive.isEmpty || !profile.unattractive.isEmpty else {
      return Section(
        "profile", heading: "Who buys?",
        Markup(
          paragraph: "No level of any feature is clearly more common among leads that converted. "
            + "Either what sets them apart is not in the data, or there are too few leads."))
    }
    let figure = Figure(
      chart: .lifts(profile.attractive.strongest(5) + profile.unattractive.strongest(2), count: 21),
      caption: "Lines are 95 % intervals; the vertical line is the average lead. Only what is "
        + "clear after correction for the number of comparisons is drawn.")
    return Section(
      "profile", heading: "Who buys?",
      Markup(
        paragraph: "Shares among the \(profile.converted.grouped) leads that converted and among "
          + "the \((profile.leads - profile.converted).grouped) others. Points are those of a "
          + "points table in which ten points double the odds: a place to start rules from."),
      Markup([figure]), brief("For a conversion", profile.attractive.strongest(6)).markup,
      brief("Against a conversion", profile.unattractive.strongest(4)).markup)
  }

  /// Groups of customers.
  static func personas(_ profile: CustomerProfile) -> Section {
    guard let personas = profile.personas else {
      return Section(
        "personas", heading: "Which sorts of customers are there?",
        Markup(
          paragraph: "None that can be told apart: there are fewer than 40 conversions, or they do "
            + "not fall into groups."))
    }
    let knowsRevenue = personas.groups.contains { $0.revenue != nil }
    let table = DataTable(
      caption: "\(personas.groups.count) personas",
      columns: [
        .text("Persona"), .number("Customers"), .number("Leads like them"), .number("Win rate"),
        .number("95 % interval"),
      ] + (knowsRevenue ? [.number("Revenue"), .number("Mean deal")] : [])
        + [.number("Days to close")],
      rows: personas.groups.enumerated().map { index, group in
        [
          "\(index + 1). \(group.spokenTraits.prefix(2).joined(separator: ", "))",
          group.converted.grouped, group.winRate.trials.grouped,
          (group.winRate.rate ?? .nan).percent(), group.winRate.interval.percentText,
        ] + (knowsRevenue ? [group.revenue?.amount ?? "", group.meanRevenue?.amount ?? ""] : [])
          + [group.medianDaysToClose.map { $0.decimals(0) } ?? ""]
      })
    return Section(
      "personas", heading: "Which sorts of customers are there?",
      Markup(
        paragraph: "Customers fall into \(personas.groups.count) groups that are alike within. "
          + "Leads like them are all leads, converted or not, that a group’s profile fits best; "
          + "the win rate is of those."),
      table.markup,
      Markup(
        points: personas.groups.enumerated().map { index, group in
          ("Persona \(index + 1).", group.sentence)
        }),
      Markup(
        note: "A latent class model over \(personas.features.count) features; the number of groups "
          + "is the one with the smallest criterion of Schwarz among those whose groups are large "
          + "enough."))
  }

  /// Every level with its evidence.
  static func profileEvidence(_ profile: CustomerProfile) -> Section {
    let tables = FeatureKind.allCases.compactMap { kind -> Markup? in
      let levels = profile.levels.filter { $0.kind == kind }
      guard !levels.isEmpty else { return nil }
      let table = full("All \(kind.rawValue) data, \(levels.count) levels", levels)
      return Markup(folded: table.markup, under: table.caption)
    }
    return Section(
      "evidence", heading: "All the evidence",
      Markup(
        paragraph: "By kind of data. A level is clear when its corrected p-value is at most 0.05: "
          + "of all levels called clear, about one in twenty is there by chance."),
      Markup(joining: tables))
  }

  /// What a profile does not say.
  static var profileLimits: Section {
    Section(
      "limits", heading: "Before rules are made of this",
      Markup(points: [
        (
          "Levels are looked at one by one.",
          "Those that come together, such as log-ins and time in the product, are counted twice if "
            + "both get points. A model, or rules suggested from one, takes them together."
        ),
        (
          "Customers so far are not all there could be.",
          "Who was never approached cannot be in the profile."
        ),
        (
          "Check the rules against history.",
          "Run them beside the model on held-out leads before anybody works by them."
        ),
      ]))
  }

  private static func brief(_ caption: String, _ levels: [LevelEvidence]) -> DataTable {
    DataTable(
      caption: caption,
      columns: [
        .text("What"), .text("Kind"), .number("Of converted"), .number("Of others"),
        .number("Rate"), .number("Lift"), .number("Points"),
      ],
      rows: levels.map {
        [
          "\($0.feature.spokenName): \($0.level)", $0.kind.rawValue,
          $0.shareOfConverted.percent(0),
          $0.shareOfOthers.percent(0), ($0.rate.rate ?? .nan).percent(),
          $0.lift.decimals(1) + "×", Double($0.points).signedDecimals(0),
        ]
      })
  }

  private static func full(_ caption: String, _ levels: [LevelEvidence]) -> DataTable {
    DataTable(
      caption: caption,
      columns: [
        .text("Feature"), .text("Level"), .number("Leads"), .number("Of converted"),
        .number("Of others"), .number("Lift"), .number("95 % interval"), .number("p"),
        .number("p, corrected"), .number("Points"),
      ],
      rows: levels.map {
        [
          $0.feature, $0.level, $0.rate.trials.grouped, $0.shareOfConverted.percent(),
          $0.shareOfOthers.percent(), $0.lift.decimals(2), $0.liftInterval.text(2),
          $0.pValue.pValueText, $0.correctedPValue.pValueText,
          $0.isShown ? Double($0.points).signedDecimals(0) : "",
        ]
      })
  }
}

extension [LevelEvidence] {
  /// The first so many levels of each kind of data, kind by kind.
  fileprivate func strongest(_ count: Int) -> [LevelEvidence] {
    FeatureKind.allCases.flatMap { kind in filter { $0.kind == kind }.prefix(count) }
  }
}

extension Persona {
  /// What sets it apart: `seniority manager`.
  var spokenTraits: [String] { traits.map { "\($0.feature.spokenName) \($0.level)" } }

  fileprivate var sentence: String {
    guard !traits.isEmpty else { return "Nothing in particular sets it apart." }
    return traits.map {
      "\($0.share.percent(0)) have \($0.feature.spokenName) \($0.level) (other customers: "
        + "\($0.shareElsewhere.percent(0)))"
    }.joined(separator: "; ") + "."
  }
}

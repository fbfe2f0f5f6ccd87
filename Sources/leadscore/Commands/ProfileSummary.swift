import CustomerProfile
import Evaluation
import FeatureExtraction
import Tables

/// What `profile` prints: what stands out, what warns, and the groups of customers.
struct ProfileSummary {
  let profile: CustomerProfile
  let verdict: String
  let style: Style

  var lines: [String] {
    [
      style.bold(verdict), "",
      "Leads      \(profile.leads), \(profile.converted) converted"
        + " (\((profile.baseRate * 100).fixed(1)) %)",
    ] + levels("Speaks for a conversion", strongest(profile.attractive, 5))
      + levels("Speaks against one", strongest(profile.unattractive, 3)) + personas
  }

  /// The first so many levels of each kind of data.
  private func strongest(_ levels: [LevelEvidence], _ count: Int) -> [LevelEvidence] {
    FeatureKind.allCases.flatMap { kind in levels.filter { $0.kind == kind }.prefix(count) }
  }

  private func levels(_ title: String, _ levels: [LevelEvidence]) -> [String] {
    guard !levels.isEmpty else { return [] }
    var table = TextTable([.left, .left, .right, .right, .right, .left, .right])
    table.add([title, "kind", "converted", "others", "lift", "95 % interval", "points"])
    for level in levels {
      table.add([
        "\(level.feature): \(level.level)".displayed(limit: 60), level.kind.rawValue,
        percent(level.shareOfConverted), percent(level.shareOfOthers), level.lift.fixed(2),
        "\(level.liftInterval.lower.fixed(2))–\(level.liftInterval.upper.fixed(2))",
        Double(level.points).signed(0),
      ])
    }
    return [""] + table.lines(indent: "")
  }

  private var personas: [String] {
    guard let personas = profile.personas else {
      return ["", "No groups of customers can be told apart."]
    }
    var table = TextTable([.right, .right, .right, .right, .right, .left])
    table.add(["customers", "leads like them", "win rate", "mean deal", "days", "persona"])
    for group in personas.groups {
      table.add([
        "\(group.converted)", "\(group.winRate.trials)", percent(group.winRate.rate ?? 0),
        group.meanRevenue.map { $0.fixed(0) } ?? "–",
        group.medianDaysToClose.map { $0.fixed(0) } ?? "–", group.name.displayed(limit: 90),
      ])
    }
    return [""] + table.lines(indent: "")
  }

  private func percent(_ share: Double) -> String { (share * 100).fixed(1) + " %" }
}

/// Every level of a profile with its evidence, as CSV.
struct ProfileTable {
  let bytes: [UInt8]

  init(_ profile: CustomerProfile) {
    var writer = CSVWriter()
    writer.record([
      "feature", "kind", "level", "leads", "converted", "share_of_converted", "share_of_others",
      "lift", "lift_low", "lift_high", "p", "p_corrected", "points",
    ])
    for level in profile.levels {
      writer.field(level.feature)
      writer.field(level.kind.rawValue)
      writer.field(level.level)
      writer.integer(level.rate.trials)
      writer.integer(level.rate.successes)
      for number in [
        level.shareOfConverted, level.shareOfOthers, level.lift, level.liftInterval.lower,
        level.liftInterval.upper,
      ] {
        writer.fixed(number, decimals: 6)
      }
      writer.shortest(level.pValue)
      writer.shortest(level.correctedPValue)
      writer.integer(level.points)
      writer.endRecord()
    }
    bytes = writer.bytes
  }
}

/// The result of `profile` for scripts.
struct ProfileJSON: Encodable {
  let verdict: String
  let leads, converted: Int
  let levels: [Level]
  let personas: [Group]
  let personaFeatures: [String]

  struct Level: Encodable {
    let feature, kind, level: String
    let leads, converted, points: Int
    let shareOfConverted, shareOfOthers, lift, liftLow, liftHigh, p, pCorrected: Double
    let isShown: Bool

    init(_ level: LevelEvidence) {
      feature = level.feature
      kind = level.kind.rawValue
      self.level = level.level
      leads = level.rate.trials
      converted = level.rate.successes
      points = level.points
      shareOfConverted = level.shareOfConverted
      shareOfOthers = level.shareOfOthers
      lift = level.lift
      liftLow = level.liftInterval.lower
      liftHigh = level.liftInterval.upper
      p = level.pValue
      pCorrected = level.correctedPValue
      isShown = level.isShown
    }
  }

  struct Group: Encodable {
    let name: String
    let traits: [Trait]
    let converted, leads: Int
    let winRate, winRateLow, winRateHigh, revenue, meanRevenue, medianDaysToClose: Double?

    struct Trait: Encodable {
      let feature, level, kind: String
      let share, shareElsewhere: Double
    }

    init(_ group: Persona) {
      name = group.name
      traits = group.traits.map {
        Trait(
          feature: $0.feature, level: $0.level, kind: $0.kind.rawValue, share: $0.share,
          shareElsewhere: $0.shareElsewhere)
      }
      converted = group.converted
      leads = group.winRate.trials
      winRate = group.winRate.rate
      winRateLow = group.winRate.interval.lower
      winRateHigh = group.winRate.interval.upper
      revenue = group.revenue
      meanRevenue = group.meanRevenue
      medianDaysToClose = group.medianDaysToClose
    }
  }

  init(_ profile: CustomerProfile, verdict: String) {
    self.verdict = verdict
    leads = profile.leads
    converted = profile.converted
    levels = profile.levels.map(Level.init)
    personas = profile.personas?.groups.map(Group.init) ?? []
    personaFeatures = profile.personas?.features ?? []
  }
}

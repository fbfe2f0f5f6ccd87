#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How leads of different groups fare with a model: how often each group is selected, and, where the
/// outcomes are known, whether the model ranks it as well and expects of it what comes.
///
/// The share of a group that is selected is held against that of the group that is selected most
/// often. Below four fifths of it is the limit of the Uniform Guidelines on Employee Selection
/// Procedures (29 CFR 1607.4 D); it is a reason to look, not a verdict on the model.
public struct GroupFairness: Sendable, Equatable {
  /// The groups, the largest first, then by name; small ones are not among them.
  public let groups: [Group]
  /// How many groups are too small to be told.
  public let smallGroups: Int

  /// The share of another group's rate below which a group is flagged.
  public static let limit = 0.8
  /// A group is judged when so many of it would be selected at the rate of the most selected group.
  public static let fewestSelected = 30.0

  /// What is said of a group.
  public enum Verdict: String, Sendable, Equatable, Codable {
    /// It is selected most often: the others are held against it.
    case reference
    /// It is selected at four fifths of that rate or more.
    case even
    /// It is selected less often than that.
    case below
    /// It has too few leads to tell.
    case notEnoughData = "not enough data"
  }

  /// A group of leads.
  public struct Group: Sendable, Equatable {
    /// The value of the column; nil for leads without one.
    public let name: String?
    /// How many leads it has.
    public let leads: Int
    /// How many of them are selected; ties at the limit count in part.
    public let selected: Double
    /// Its share of selected leads over that of the most selected group; nil for a group that has
    /// too few leads.
    public let ratio: Double?
    /// What chance leaves open about the ratio: Katz's interval on the log scale (Biometrics 34,
    /// 1978), with a half added to all counts (Walter, Biometrika 63, 1976).
    public let ratioInterval: ConfidenceInterval?
    /// What became of its leads; nil where that is not known.
    public let outcomes: Outcomes?
    /// What is said of it.
    public let verdict: Verdict

    /// The share of its leads that are selected.
    public var rate: Double { selected / Double(leads) }
  }

  /// What became of the leads of a group beside what the model expected.
  public struct Outcomes: Sendable, Equatable {
    /// How many converted.
    public let conversions: Int
    /// How many were to be expected.
    public let expected: Double
    /// Conversions over those expected; nil where none was.
    public let observedToExpected: ObservedToExpected?
    /// How well the model ranks within the group; nil where only one outcome occurs.
    public let auc: AUC?
  }

  /// Compares groups.
  ///
  /// - Parameters:
  ///   - groups: The group of each lead, nil for none.
  ///   - selection: How far each lead is selected, 0...1; see ``SelectedShare``.
  ///   - probabilities: The probability of each lead; nil where outcomes are not known.
  ///   - outcomes: Whether it converted.
  ///   - periods: The period that each lead was scored in, within which leads are ranked; nil for one.
  /// - Precondition: all have the same length.
  public init(
    groups: [String?], selection: [Double], probabilities: [Double]? = nil,
    outcomes: [Bool]? = nil, periods: [Int]? = nil
  ) {
    precondition(groups.count == selection.count)
    var rows: [String?: [Int]] = [:]
    for (row, group) in groups.enumerated() { rows[group, default: []].append(row) }
    let told = rows.filter { $0.value.count >= SmallCells.floor }
      .sorted { ($1.value.count, $0.key ?? "") < ($0.value.count, $1.key ?? "") }
    smallGroups = rows.count - told.count
    let counts = told.map { group in
      Count(
        name: group.key, leads: group.value.count,
        selected: group.value.reduce(0) { $0 + selection[$1] })
    }
    let reference = Count.reference(of: counts)
    self.groups = zip(counts, told).map { count, group in
      var known: Outcomes?
      if let probabilities, let outcomes {
        known = Outcomes(
          group.value, probabilities: probabilities, outcomes: outcomes, periods: periods)
      }
      return Group(count, against: reference, outcomes: known)
    }
  }

  /// The groups that are selected less often than four fifths of the most selected one.
  public var flagged: [Group] { groups.filter { $0.verdict == .below } }
}

/// How many leads of a group are selected.
private struct Count {
  let name: String?
  let leads: Int
  let selected: Double

  var rate: Double { selected / Double(leads) }

  /// The group of the highest rate among those of which enough are selected.
  static func reference(of counts: [Count]) -> Count? {
    counts.filter { $0.selected >= GroupFairness.fewestSelected }
      .max { ($0.rate, $1.name ?? "") < ($1.rate, $0.name ?? "") }
  }
}

extension GroupFairness.Group {
  fileprivate init(_ count: Count, against reference: Count?, outcomes: GroupFairness.Outcomes?) {
    name = count.name
    leads = count.leads
    selected = count.selected
    self.outcomes = outcomes
    let isReference = reference.map { $0.name == count.name } ?? false
    guard let reference, !isReference,
      Double(count.leads) * reference.selected
        >= GroupFairness.fewestSelected * Double(reference.leads)
    else {
      verdict = isReference ? .reference : .notEnoughData
      ratio = isReference ? 1 : nil
      ratioInterval = nil
      return
    }
    // One division: four fifths are four fifths.
    let ratio =
      count.selected * Double(reference.leads) / (reference.selected * Double(count.leads))
    self.ratio = ratio
    verdict = ratio < GroupFairness.limit ? .below : .even
    func part(_ count: Count) -> (logRate: Double, variance: Double) {
      let (selected, leads) = (count.selected + 0.5, Double(count.leads) + 0.5)
      return (log(selected / leads), 1 / selected - 1 / leads)
    }
    let (own, other) = (part(count), part(reference))
    let halfWidth =
      ConfidenceInterval.normalDeviate * (own.variance + other.variance).squareRoot()
    let middle = own.logRate - other.logRate
    ratioInterval = ConfidenceInterval(
      lower: exp(middle - halfWidth), upper: exp(middle + halfWidth))
  }
}

extension GroupFairness.Outcomes {
  fileprivate init(
    _ rows: [Int], probabilities: [Double], outcomes: [Bool], periods: [Int]?
  ) {
    conversions = rows.count { outcomes[$0] }
    expected = rows.reduce(0) { $0 + probabilities[$1] }
    observedToExpected =
      (try? ProbabilityForecast(
        probabilities: rows.map { probabilities[$0] }, outcomes: rows.map { outcomes[$0] }))
      .flatMap { ObservedToExpected($0) }
    var strata: [Int: [Int]] = [:]
    for row in rows { strata[periods?[row] ?? 0, default: []].append(row) }
    auc = AUC(
      strata: strata.sorted { $0.key < $1.key }.compactMap { _, rows in
        try? RankedOutcomes(
          scores: rows.map { probabilities[$0] }, outcomes: rows.map { outcomes[$0] })
      })
  }
}

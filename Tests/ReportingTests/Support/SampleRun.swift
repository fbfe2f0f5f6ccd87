import Evaluation
import Reporting
import ScoringModel
import Tables
import Training

/// A training run on a few hundred made-up leads, with names to choose.
struct SampleRun {
  var modelName = "leads"
  var numberColumn = "visits"
  var categoryColumn = "department"
  var levels = ["IT", "Finance", "Marketing"]
  var split = HoldoutSplit(kind: .random, share: 0.25, seed: 1)
  var threads = 1
  /// Whether a column that is filled for conversions only takes part, allowed.
  var leaks = false
  var leadCount = 400
  /// Whether conversions depend on a bent number, and on both columns together.
  var bends = false
  /// How numbers may bend; nil to choose by what pays.
  var nonlinear: Nonlinear? = .some(.none)

  func result() throws -> TrainingResult {
    var options = FlatFileOptions(target: "converted")
    options.exclude = ["notes"]
    options.isInTimeOrder = split.kind == .newest
    let leads = try LabelledLeads(flat: table, options: options)
    var settings = TrainingSettings(name: modelName, split: split)
    settings.lambda = 0.01
    settings.threads = threads
    settings.nonlinear = nonlinear
    if leaks { settings.allowedLeaks = ["contract"] }
    return try Trainer(settings: settings).train(leads)
  }

  private var table: Table {
    var random = SplitMix64(seed: 7)
    var visits: [Double] = []
    var departments: [Int32] = []
    var outcomes: [Int32] = []
    for _ in 0..<(bends ? 2_000 : leadCount) {
      let visit = (random.uniform() * 10).rounded(.down)
      let department = Int32(random.uniform() * Double(levels.count))
      let chance =
        bends
        ? bentChance(visit: visit, department: department)
        : 0.1 + 0.05 * visit + (department == 0 ? 0.2 : 0)
      visits.append(random.uniform() < 0.1 ? .nan : visit)
      departments.append(department)
      outcomes.append(random.uniform() < chance ? 1 : 0)
    }
    var columns = [
      Column(name: numberColumn, values: .numbers(visits)),
      Column(
        name: categoryColumn,
        values: .categories(Categories(codes: departments, levels: PackedStrings(levels)))),
      Column(name: "country", values: .numbers([Double](repeating: 49, count: outcomes.count))),
      Column(name: "notes", values: .numbers(visits)),
      Column(
        name: "converted",
        values: .categories(Categories(codes: outcomes, levels: PackedStrings(["no", "yes"])))),
    ]
    if leaks {
      let contracts = outcomes.map { $0 == 1 ? (random.uniform() * 4).rounded() : .nan }
      columns.append(Column(name: "contract", values: .numbers(contracts)))
    }
    return Table(source: "leads.csv", columns: columns)
  }

  /// Few and many visits convert; in the first department many do not.
  private func bentChance(visit: Double, department: Int32) -> Double {
    let distance = (visit - 4.5).magnitude / 4.5
    return department == 0 && visit > 5 ? 0.1 : 0.1 + 0.7 * distance * distance
  }

  static let facts = ReportFacts(
    title: "How good is the model?", modelName: "leads, version 1",
    purpose: "order the morning’s calls", source: "leads.csv", asOf: "2026-07-01",
    software: "leadscore")
}

/// A stream of numbers that depends on its seed alone (Steele, Lea and Flood, 2014).
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number from 0 up to, and without, 1.
  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53
  }
}

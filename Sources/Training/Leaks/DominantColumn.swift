import Evaluation
import FeatureExtraction
import Tables

/// A column that alone ranks leads set apart better than all others together, and what follows for
/// the form of the model.
struct DominantColumn {
  /// What is found; nil for no such column.
  let finding: LeakFinding?
  /// The column while which is suspected the model keeps to straight lines; nil where forms compete.
  let heldStraightBy: String?
  /// The settings by which the form is chosen.
  let settings: TrainingSettings

  /// Looks for such a column.
  ///
  /// - Parameters:
  ///   - linear: All columns as straight lines, whose strength of penalty is that of the others too.
  ///   - leads: The leads.
  ///   - split: Those fitted to, and those set apart.
  ///   - settings: The choices of the run.
  /// - Throws: ``TrainingError``.
  init(
    over linear: FittedFeatures?, _ leads: LabelledLeads, _ split: (fit: [Int], held: [Int]),
    settings: TrainingSettings
  ) throws {
    finding = try Self.finding(over: linear, leads, split, settings)
    // If a column knows the outcome, whatever bends around it pays on the leads held back as well.
    let isOpen = settings.nonlinear == nil && settings.forms.count > 1
    heldStraightBy = isOpen && finding?.isAllowed == false ? finding?.column : nil
    self.settings = heldStraightBy == nil ? settings : settings.straightUnlessAsked
  }

  /// The same for leads that are not fitted to as a whole, with the newest set apart.
  ///
  /// - Throws: ``TrainingError``.
  init(in leads: LabelledLeads, settings: TrainingSettings) throws {
    let split = settings.split.rows(of: leads)
    let learned = leads.learningBaseRates(from: split.fit)
    let hasBoth = Set(split.fit.map { leads.outcomes[$0] }).count == 2
    let linear =
      hasBoth
      ? try ChosenModel.linear(learned, rows: split.fit, settings: settings.onlyLogOdds) : nil
    try self.init(over: linear, learned, hasBoth ? split : ([], []), settings: settings)
  }

  private static func finding(
    over linear: FittedFeatures?, _ leads: LabelledLeads, _ split: (fit: [Int], held: [Int]),
    _ settings: TrainingSettings
  ) throws -> LeakFinding? {
    let outcomes = split.held.map { leads.outcomes[$0] }
    guard leads.declarations.count > 1, outcomes.contains(true), outcomes.contains(false) else {
      return nil
    }
    settings.progress(.judging)
    let held = leads.table.rows(split.held)
    let halves = split.held.map { leads.keys[$0] & 1 == 1 }
    var strongest: (declaration: FeatureDeclaration, auc: Double, lower: Double)?
    for declaration in leads.declarations {
      guard let column = held[declaration.column],
        let area = ColumnEvidence(column: column, outcomes: outcomes).area(halves: halves)
      else { continue }
      if area.value > strongest?.auc ?? 0 { strongest = (declaration, area.value, area.lower) }
    }
    // The best of many columns looks good by chance where few leads are held out.
    guard let strongest, strongest.lower > 0.65 else { return nil }
    // As straight lines: shapes and pairs may win back what one leak knows from many others.
    let others = try FittedFeatures(
      leads.declarations.filter { $0.column != strongest.declaration.column }, leads: leads,
      rows: split.fit, settings: settings.onlyLogOdds, lambda: linear?.estimate.lambda,
      segments: linear?.segments)
    let ranking = try RankedOutcomes(scores: try others.logOdds(held), outcomes: outcomes)
    let auc = AUC(ranking)
    // Better by more than chance: above the interval of what the others reach together.
    guard strongest.auc > auc.interval.upper else { return nil }
    return LeakFinding(
      column: strongest.declaration.column,
      reason: .dominates(alone: strongest.auc, others: auc.value),
      isAllowed: settings.allowedLeaks.contains(strongest.declaration.column))
  }
}

extension [LeakFinding] {
  /// Adds a dominant column that was not found before.
  mutating func add(_ dominant: DominantColumn) {
    guard let finding = dominant.finding, !contains(where: { $0.column == finding.column }) else {
      return
    }
    append(finding)
  }
}

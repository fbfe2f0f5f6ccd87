public import ScoringModel
import Tables

extension ReferencePopulation {
  /// What the leads looked like that a model was trained on, those set apart left out.
  ///
  /// Older leads of the accounts that are judged are among them, although they were not learned from:
  /// the leads of a night come from all accounts, and those without a later lead look different.
  ///
  /// - Parameters:
  ///   - model: A model that was trained on the leads.
  ///   - leads: All leads of its training.
  /// - Throws: `FeatureProblem` when the leads lack a column of the model.
  public init(of model: ScoringModel, trainedOn leads: LabelledLeads) throws {
    let held = Set(model.training.split.rows(of: leads).held)
    let rows = leads.keys.indices.filter { !held.contains($0) }
      .sorted { leads.keys[$0] < leads.keys[$1] }
    let positives = rows.count { leads.outcomes[$0] }
    try self.init(
      of: model, fittedTo: leads.asRead(by: model).table.rows(rows),
      baseRate: rows.isEmpty ? 0 : Double(positives) / Double(rows.count))
  }
}

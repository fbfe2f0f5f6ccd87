public import ScoringModel
import Tables

extension ReferencePopulation {
  /// What the leads looked like that a model was fitted to, those set apart left out.
  ///
  /// - Parameters:
  ///   - model: A model that was trained on the leads.
  ///   - leads: All leads of its training.
  /// - Throws: `FeatureProblem` when the leads lack a column of the model.
  public init(of model: ScoringModel, trainedOn leads: LabelledLeads) throws {
    let rows = model.training.split.rows(of: leads).fit
    let positives = rows.count { leads.outcomes[$0] }
    try self.init(
      of: model, fittedTo: leads.table.rows(rows),
      baseRate: rows.isEmpty ? 0 : Double(positives) / Double(rows.count))
  }
}

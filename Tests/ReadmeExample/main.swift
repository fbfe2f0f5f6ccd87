import Prediction
import Tables
import Training

// Read past leads, fit a model, and say how good it is.
let history = try CSVFile("datasets/saas-demo/export.csv").read(threads: 2)
let leads = try LabelledLeads(
  flat: history, options: FlatFileOptions(target: "Converted", identifier: "Lead Number"))
let result = try Trainer(settings: TrainingSettings(name: "demo")).train(leads)
for verdict in TrainingVerdict.verdicts(of: result) { print(verdict) }

// Score tonight's leads, best first, and explain each score.
let tonight = try CSVFile("datasets/saas-demo/new.csv").read(threads: 2)
let scored = try Predictor(model: result.model).score(tonight)
for lead in scored.ranking.prefix(5).map({ scored[$0] }) {
  print(lead.id, lead.tier, lead.probability.fixed(3))
  for reason in lead.reasons(3) { print("  ", reason) }
}

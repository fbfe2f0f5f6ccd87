import ArgumentParser

/// `leadscore rules`: the points table.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Check a points table, score leads with it, learn from history, write a model as points.",
    discussion: """
      Examples:
        leadscore rules check rules.yaml leads.csv
        leadscore rules score rules.yaml leads.csv --id "Lead Number" --out points.csv
      """,
    subcommands: [
      RulesCheck.self, RulesScore.self, RulesSuggest.self, RulesExport.self, RulesImport.self,
      RulesScorecard.self,
    ])
}

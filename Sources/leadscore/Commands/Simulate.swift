import ArgumentParser
import Foundation
import Simulation
import Tables

/// `leadscore simulate`: a CRM history with known truth.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Write a simulated SaaS history with known truth: leads, accounts, events, rules, project.",
    discussion: """
      Examples:
        leadscore simulate --leads 12000 --seed 20260701 --out saas-demo
        leadscore simulate --leads 200000 --seed 7 --out big --truth
      """)

  @Option(name: .long, help: "How many leads.")
  var leads = 12_000

  @Option(name: .long, help: "The seed; the same seed writes the same bytes.")
  var seed: UInt64 = 20_260_701

  @Option(name: .long, help: "The folder to write.")
  var out: String

  @Flag(name: .long, help: "Also write truth.csv with the true probability of every lead.")
  var truth = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...10_000_000).contains(leads) else {
      throw ValidationError("--leads takes a number from 1 to 10000000")
    }
  }

  private struct Written: Encodable {
    let leads, accounts, events: Int
    let out: String
  }

  func run() throws {
    try OutputPaths(common.json).check()
    let history = SaaSHistory(leads: leads, seed: seed)
    do {
      try history.write(to: out, includeTruth: truth)
    } catch let error as CocoaError {
      let system = error.underlying as? POSIXError
      throw OutputError.cannotCreate(path: out, errno: system?.code.rawValue ?? EIO)
    }
    try common.say([
      "Wrote \(history.leads.count) leads, \(history.accounts.count) accounts and"
        + " \(history.events.count) events to \(out); \(out)/README.md says what is in them."
    ])
    try common.writeJSON(
      Written(
        leads: history.leads.count, accounts: history.accounts.count,
        events: history.events.count, out: out))
  }
}

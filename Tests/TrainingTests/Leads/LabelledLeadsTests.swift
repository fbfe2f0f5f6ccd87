import FeatureExtraction
import Tables
import TestLeads
import Testing

@testable import Training

@Suite("Labelled leads")
struct LabelledLeadsTests {
  private static let leads = SyntheticLeads(200, seed: 5)

  private func labelled(_ table: Table) throws -> LabelledLeads {
    try LabelledLeads(flat: table, options: SyntheticLeads.options)
  }

  @Test(
    "have digests that no order of rows or columns changes", arguments: 1...3 as ClosedRange<UInt64>
  )
  func order(_ seed: UInt64) throws {
    let leads = try Self.leads.labelled()
    let shuffled = Self.leads.table.shuffled(seed: seed)
    let other = try labelled(
      Table(source: "other.csv", columns: shuffled.columns.reversed()))
    #expect(other.leadFingerprint == leads.leadFingerprint)
    #expect(other.dataFingerprint == leads.dataFingerprint)
  }

  @Test("have a digest of contents that any value changes, and one of leads that values do not")
  func contents() throws {
    let leads = try Self.leads.labelled()
    guard case .numbers(var visits)? = Self.leads.table["visits"]?.values else {
      Issue.record("visits are no numbers")
      return
    }
    visits[17] += 1
    let changed = try labelled(Self.leads.table.adding([.numbers("visits", visits)]))
    #expect(changed.dataFingerprint != leads.dataFingerprint)
    #expect(changed.leadFingerprint == leads.leadFingerprint)
  }

  @Test("have other digests when an outcome or a lead changes")
  func outcomes() throws {
    let leads = try Self.leads.labelled()
    let won = leads.outcomes.map { $0 ? "yes" : "no" }
    let flipped = [won[0] == "yes" ? "no" : "yes"] + won.dropFirst()
    let changed = try labelled(Self.leads.table.adding([.categories("won", flipped)]))
    #expect(changed.dataFingerprint != leads.dataFingerprint)
    #expect(changed.leadFingerprint != leads.leadFingerprint)
    let fewer = try labelled(Self.leads.table.rows(Array(0..<199)))
    #expect(fewer.dataFingerprint != leads.dataFingerprint)
    #expect(fewer.leadFingerprint != leads.leadFingerprint)
  }

  @Test("keep the features of the wished kinds, and tell which are left out")
  func keeping() throws {
    let leads = try Self.leads.labelled()
    let kept = leads.keeping(kinds: [.explicit], exclude: ["visits"])
    #expect(kept.declarations.map(\.column) == ["revenue", "industry", "source"])
    #expect(kept.dropped == [DroppedColumn(column: "visits", reason: .excluded)])
    #expect(kept.outcomes == leads.outcomes)
    #expect(leads.keeping(kinds: [.implicit], exclude: []).declarations.isEmpty)
  }
}

import Tables
import Testing

@testable import FeatureExtraction

@Suite("leads and their accounts by domain")
struct AccountKeyTests {
  /// The sizes of the accounts of leads with these keys.
  private static func sizes(_ account: String, keys: [String], accounts: [String]) throws
    -> [String?]
  {
    let leads = keys.enumerated().map { "L\($0),2026-01-01,\($1),\n" }.joined()
    let rows = accounts.enumerated().map { "\($1),\(10 + $0)\n" }.joined()
    let tables = try TestProject([
      "leadscore.yaml": """
      leads: {from: leads.csv, id: id, created: created, account: \(account)}
      accounts: {from: accounts.csv, id: domain}
      outcome: {won_at: won}
      snapshot: {after: 1d}
      features: {implicit: [{column: accounts.size}]}

      """,
      "leads.csv": "id,created,key,won\n" + leads, "accounts.csv": "domain,size\n" + rows,
    ]).tables()
    let column = try #require(tables.facts["accounts.size"])
    return keys.indices.map(column.text)
  }

  @Test("addresses join the domain that their company registered, in any case")
  func addresses() throws {
    #expect(
      try Self.sizes(
        "{email: key}",
        keys: ["a@sales.ACME.com", "a@acme.com", "a@x.two.co.uk", "a@three.de", "a@gmail.com"],
        accounts: ["Acme.com", "two.co.uk", "www.three.de", "gmail.com"])
        == ["10", "10", "11", "12", nil])
  }

  @Test("of a company's rows that of the registered domain counts, wherever it stands")
  func subdomains() throws {
    for accounts in [["acme.com", "eu.acme.com"], ["eu.acme.com", "acme.com"]] {
      let size = accounts[0] == "acme.com" ? "10" : "11"
      #expect(
        try Self.sizes("{email: key}", keys: ["a@eu.acme.com"], accounts: accounts) == [size])
    }
    #expect(throws: (any Error).self) {
      try Self.sizes("{email: key}", keys: ["a@acme.com"], accounts: ["acme.com", "Acme.com"])
    }
  }

  @Test("keys of a column join domains in any case, and other keys only as they are written")
  func columns() throws {
    #expect(
      try Self.sizes(
        "key", keys: ["acme.com", "TWO.example", "ab1", "Ab1", "eu.acme.com"],
        accounts: ["Acme.com", "two.example", "AB1", "Ab1"]) == ["10", "11", nil, "13", nil])
  }
}

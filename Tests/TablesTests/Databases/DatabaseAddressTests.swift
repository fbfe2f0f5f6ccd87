import Tables
import Testing

@Suite("Addresses of rows in databases")
struct DatabaseAddressTests {
  @Test("A text names a file, a table of a file or a table of a server")
  func kinds() throws {
    #expect(try DatabaseAddress("leads.csv") == nil)
    #expect(try DatabaseAddress("C:/leads.csv") == nil)
    let file = try DatabaseAddress("sqlite:data/crm.db#leads")
    #expect(file?.kind == .sqlite && file?.database == "data/crm.db" && file?.table == "leads")
    let server = try DatabaseAddress("postgresql:service=crm#public.leads")
    #expect(server?.kind == .postgresql && server?.database == "service=crm")
    #expect(server?.table == "public.leads")
    #expect(try DatabaseAddress("postgres://db/crm#leads")?.kind == .postgresql)
  }

  @Test("A query takes the place of the table")
  func query() throws {
    let address = try DatabaseAddress("sqlite:crm.db", query: "SELECT 1 AS a")
    #expect(address?.relation == .query("SELECT 1 AS a"))
    #expect(throws: DatabaseAddressError.tableAndQuery("leads")) {
      _ = try DatabaseAddress("sqlite:crm.db#leads", query: "SELECT 1")
    }
    #expect(throws: DatabaseAddressError.noTable(.sqlite)) {
      _ = try DatabaseAddress("sqlite:crm.db")
    }
    #expect(throws: DatabaseAddressError.noDatabase(.sqlite)) {
      _ = try DatabaseAddress("sqlite:#leads")
    }
  }

  @Test(
    "S14 a password is refused in every form, and not repeated",
    arguments: [
      "postgresql:host=db password=S3cr3t#t", "postgresql:host=db PASSWORD = 'S3cr3t'#t",
      "postgresql://me:S3cr3t@db/crm#t", "postgres://db/crm?password=S3cr3t#t",
    ])
  func password(_ text: String) {
    #expect {
      _ = try DatabaseAddress(text)
    } throws: { error in
      (error as? DatabaseAddressError) == .passwordGiven(.postgresql)
        && !String(describing: error).contains("S3cr3t")
    }
  }
}

import PostgreSQLStore
import Tables
import Testing

@Suite("Connecting to PostgreSQL")
struct PostgreSQLReaderTests {
  @Test(
    "A password in a connection string is refused and never repeated",
    arguments: [
      "host=/nowhere password=S3cr3t-canary", "//me:S3cr3t-canary@localhost/crm",
      "//localhost/crm?password=S3cr3t-canary", "host=/nowhere password='S3cr3t-canary'",
    ])
  func password(_ connection: String) {
    #expect {
      _ = try PostgreSQLReader(connection)
    } throws: { error in
      let text = String(describing: error)
      return text.contains(".pgpass") && !text.contains("S3cr3t")
    }
  }

  @Test("I08 a server that is not there is unavailable, and is named")
  func unreachable() {
    #expect {
      _ = try PostgreSQLReader("host=/nowhere/at/all dbname=crm")
    } throws: { error in
      guard case .unavailable(let database, _)? = error as? DatabaseProblem else { return false }
      return database == "postgresql:///nowhere/at/all/crm"
    }
  }

  @Test("A connection string that is none is not repeated: it may hold a secret")
  func malformed() {
    #expect {
      _ = try PostgreSQLReader("host=/nowhere pasword S3cr3t-canary")
    } throws: { error in
      !String(describing: error).contains("S3cr3t")
    }
  }
}

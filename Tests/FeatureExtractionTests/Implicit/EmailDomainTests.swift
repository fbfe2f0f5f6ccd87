import Testing

@testable import FeatureExtraction

@Suite("e-mail domains")
struct EmailDomainTests {
  @Test(
    "an address tells who runs the mailbox and where",
    arguments: [
      ("ann@gmail.com", EmailDomain.Kind.free, "gmail.com", nil),
      ("Ann@GMail.com", .free, "gmail.com", nil),
      ("ann@gmx.de", .free, "gmx.de", "DE"),
      ("ann@mail.gmx.de", .free, "mail.gmx.de", "DE"),
      ("ann@notgmail.com", .corporate, "notgmail.com", nil),
      ("ann@cuvox.de", .disposable, "cuvox.de", "DE"),
      ("ann@mailinator.com", .disposable, "mailinator.com", nil),
      ("ann@mit.edu", .education, "mit.edu", nil),
      ("ann@cs.ox.ac.uk", .education, "cs.ox.ac.uk", "GB"),
      ("ann@unimelb.edu.au", .education, "unimelb.edu.au", "AU"),
      ("ann@ac.com", .corporate, "ac.com", nil),
      ("ann@irs.gov", .government, "irs.gov", nil),
      ("ann@homeoffice.gov.uk", .government, "homeoffice.gov.uk", "GB"),
      ("ann@army.mil", .government, "army.mil", nil),
      ("ann@firma.co.at", .corporate, "firma.co.at", "AT"),
      ("ann@startup.io", .corporate, "startup.io", nil),
      ("\"a@b\"@firma.fr", .corporate, "firma.fr", "FR"),
    ] as [(String, EmailDomain.Kind, String, String?)])
  func parses(address: String, kind: EmailDomain.Kind, name: String, country: String?) throws {
    let domain = try #require(EmailDomain(ofAddress: address))
    #expect(domain.kind == kind)
    #expect(domain.name == name)
    #expect(domain.country == country)
    #expect(domain.identifiesCompany == (kind != .free && kind != .disposable))
  }

  @Test(
    "a text that is no address has no domain",
    arguments: ["", "ann", "@gmail.com", "ann@", "ann@localhost", "ann@a..b", "ann@a b.com"])
  func refuses(text: String) {
    #expect(EmailDomain(ofAddress: text) == nil)
  }

  @Test("no domain is both free and disposable")
  func disjoint() {
    #expect(EmailDomain.freeDomains.isDisjoint(with: EmailDomain.disposableDomains))
  }
}

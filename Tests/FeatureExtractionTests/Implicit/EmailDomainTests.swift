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
      ("Jane <jane@gmail.com>", .free, "gmail.com", nil),
      (" \"Doe, Jane\" <jane@Acme.com> ", .corporate, "acme.com", nil),
      ("<jane@acme.com>", .corporate, "acme.com", nil),
      ("o'hara+crm@acme-two.com", .corporate, "acme-two.com", nil),
      ("ann@müller.de", .corporate, "müller.de", "DE"),
      ("ann@mod.go.jp", .government, "mod.go.jp", "JP"),
      ("ann@tbs-sct.gc.ca", .government, "tbs-sct.gc.ca", "CA"),
      ("ann@moef.go.kr", .government, "moef.go.kr", "KR"),
      ("ann@interieur.gouv.fr", .government, "interieur.gouv.fr", "FR"),
      ("ann@sat.gob.mx", .government, "sat.gob.mx", "MX"),
      ("ann@ec.europa.eu", .government, "ec.europa.eu", nil),
      ("ann@bmf.bund.de", .government, "bmf.bund.de", "DE"),
      ("ann@seco.admin.ch", .government, "seco.admin.ch", "CH"),
      ("ann@who.int", .government, "who.int", nil),
      ("ann@go.com", .corporate, "go.com", nil),
      ("ann@int.de", .corporate, "int.de", "DE"),
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
    arguments: [
      "", "ann", "@gmail.com", "ann@", "ann@localhost", "ann@a..b", "ann@a b.com",
      "a@@acme.com", "a b@acme.com", "a@b@acme.com", "ann@acme.com, bob@acme.com", "ann@acme.com>",
      "<ann@acme.com", "Jane <>", "ann@-acme.com", "ann@acme.com;", "ann@10.0.0.1",
      "n/a@", "ann@acme_com",
    ])
  func refuses(text: String) {
    #expect(EmailDomain(ofAddress: text) == nil)
  }

  @Test(
    "a company is known by the domain that it registered",
    arguments: [
      ("acme.com", "acme.com"), ("sales.acme.com", "acme.com"), ("a.b.Acme.com", "acme.com"),
      ("acme.co.uk", "acme.co.uk"), ("eu.acme.co.uk", "acme.co.uk"), ("co.uk", "co.uk"),
      ("mail.acme.com.au", "acme.com.au"), ("x.acme.co.jp", "acme.co.jp"),
      ("x.acme.com.br", "acme.com.br"), ("cs.ox.ac.uk", "ox.ac.uk"),
      ("x.homeoffice.gov.uk", "homeoffice.gov.uk"), ("x.acme.de", "acme.de"),
      ("x.co.com", "co.com"),
    ])
  func registered(host: String, domain: String) {
    #expect(EmailDomain(ofAddress: "ann@" + host)?.registered == domain)
  }

  @Test("no domain is both free and disposable")
  func disjoint() {
    #expect(EmailDomain.freeDomains.isDisjoint(with: EmailDomain.disposableDomains))
  }
}

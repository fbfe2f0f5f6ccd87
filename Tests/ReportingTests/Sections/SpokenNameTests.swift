import Testing

@testable import Reporting

struct SpokenNameTests {
  @Test(
    "Names are said without what only the data need, and keep what is counted of many events",
    arguments: [
      ("accounts.employees", "employees"), ("title.seniority", "title seniority"),
      ("login", "login"), ("email_open + email_click", "email open or email click"),
      ("page_view + pricing_view + download + demo_request", "any activity"),
      (
        "page_view + pricing_view + download + demo_request: days since last",
        "any activity: days since last"
      ),
      (
        "email_open + email_click per email_sent in 14 days",
        "email open or email click per email sent in 14 days"
      ),
    ])
  func spoken(name: String, words: String) {
    #expect(name.spokenName == words)
  }
}

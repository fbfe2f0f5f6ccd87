import Testing

@testable import Simulation

@Suite("Job titles")
struct JobTitleTests {
  @Test(
    "every seniority and department has words for it", arguments: SaaSHistory.Seniority.allCases)
  func wordings(seniority: SaaSHistory.Seniority) {
    for department in SaaSHistory.Department.allCases {
      let words = SaaSHistory.JobTitle.wordings(seniority, in: department)
      #expect(!words.isEmpty && words.allSatisfy { !$0.isEmpty })
    }
  }

  @Test("the titles of a history are many, and the usual ones are among them")
  func variety() {
    let titles = Set(Histories.standard.leads.map(\.profile.title.text))
    #expect(titles.count > 120)
    for title in [
      "", "VP of Marketing", "Head of IT", "CFO", "Marketing Manager", "Assistant to the CFO",
      "Software Engineer", "Account Executive",
    ] {
      #expect(titles.contains(title))
    }
  }

  @Test("only executives manage in general")
  func generalManagement() {
    let titles = Histories.standard.leads.map(\.profile.title)
    #expect(
      titles.allSatisfy { $0.department != .management || $0.seniority == .executive })
  }
}

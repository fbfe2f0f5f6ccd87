import Testing

@testable import FeatureExtraction

@Suite("job titles")
struct JobTitleTests {
  @Test(
    "a title tells seniority and department",
    arguments: [
      ("CFO", Seniority.executive, Department.finance),
      ("Chief Marketing Officer", .executive, .marketing),
      ("Chief Happiness Officer", .executive, nil),
      ("C.E.O.", .executive, .management),
      ("Founder & CEO", .executive, .management),
      ("Co-Founder", .executive, .management),
      ("Managing Director", .executive, .management),
      ("President", .executive, .management),
      ("VP of Marketing", .vicePresident, .marketing),
      ("Vice President, Sales", .vicePresident, .sales),
      ("Senior Vice-President Finance", .vicePresident, .finance),
      ("V.P. Engineering", .vicePresident, .engineering),
      ("Head of IT", .director, .it),
      ("it director", .director, .it),
      ("Director of Engineering Management", .director, .engineering),
      ("Chief of Staff", .director, nil),
      ("Assistant Director of Finance", .director, .finance),
      ("Senior Marketing Manager", .manager, .marketing),
      ("IT Team Lead", .manager, .it),
      ("Project Manager", .manager, nil),
      ("Assistant Manager, Sales", .manager, .sales),
      ("Account Executive", .specialist, .sales),
      ("Senior Account Executive", .specialist, .sales),
      ("Marketing Executive", .specialist, .marketing),
      ("Product Owner", .specialist, .product),
      ("HR Business Partner", .specialist, .hr),
      ("Sales Engineer", .specialist, .sales),
      ("Software Engineer", .specialist, .engineering),
      ("System Administrator", .specialist, .it),
      ("Accountant", .specialist, .finance),
      ("Lead Generation Specialist", .specialist, .marketing),
      ("Customer Support Agent", .specialist, .customerSuccess),
      ("Assistant to the CFO", .assistant, .finance),
      ("Executive Assistant", .assistant, nil),
      ("Executive Assistant to the CEO", .assistant, .management),
      ("Director's Assistant", .assistant, nil),
      ("Marketing Intern", .assistant, .marketing),
      ("Executive Director", .executive, .management),
      ("Executive Vice President", .vicePresident, nil),
      ("R&D Director", .director, .engineering),
      ("Assistant to the CEO", .assistant, .management),
      ("PA to CEO", .assistant, .management),
      ("EA to the CFO", .assistant, .finance),
      ("Sales Manager, PA", .manager, .sales),
      ("Office of the CEO", nil, .management),
      ("Director, Office of the CEO", .director, .management),
      ("Office Manager", .manager, nil),
      ("former CEO", nil, nil),
      ("Former Sales Director", nil, .sales),
      ("ex-CEO", nil, nil),
      ("ex CFO", nil, nil),
      ("retired VP", nil, nil),
      ("CEO (retired)", nil, nil),
      ("Founder & CEO, former CTO", .executive, .management),
      ("Former CTO, now Director of Engineering", .director, .engineering),
      ("VP Sales | ex-Google", .vicePresident, .sales),
      ("", nil, nil),
      ("Wizard of Light", nil, nil),
    ] as [(String, Seniority?, Department?)])
  func parses(title: String, seniority: Seniority?, department: Department?) {
    let parsed = JobTitle(title)
    #expect(parsed.seniority == seniority)
    #expect(parsed.department == department)
    #expect(JobTitle(title.uppercased()) == parsed)
  }

  @Test("words can be added, and take the place of those that are there")
  func extends() {
    let words = JobTitleWords.english
      .adding("geschäftsführer", .init(seniority: .executive, department: .management))
      .adding("project manager", .init(seniority: .director))
    #expect(JobTitle("Geschäftsführer", words: words).seniority == .executive)
    #expect(JobTitle("Project Manager", words: words).seniority == .director)
    #expect(JobTitle("Geschäftsführer").seniority == nil)
  }

  @Test("from director upwards people decide", arguments: Seniority.allCases)
  func decides(seniority: Seniority) {
    #expect(seniority.decides == [.director, .vicePresident, .executive].contains(seniority))
  }
}

extension SaaSHistory {
  /// How high a lead stands in their company.
  public enum Seniority: String, Sendable, CaseIterable {
    /// C-level, founders and owners.
    case executive
    /// Vice presidents.
    case vicePresident = "vice president"
    /// Directors and heads of a department.
    case director
    /// Managers and team leads.
    case manager
    /// People who do the department's work.
    case specialist
    /// Assistants, interns and students.
    case assistant
  }

  /// Where in the company a lead works.
  public enum Department: String, Sendable, CaseIterable {
    case it = "IT"
    case finance = "Finance"
    case marketing = "Marketing"
    case sales = "Sales"
    case operations = "Operations"
    case humanResources = "HR"
    case engineering = "Engineering"
    /// General management: only executives.
    case management = "Management"
  }

  /// What a lead is in their company, and the words they typed for it.
  public struct JobTitle: Sendable, Equatable {
    /// The title as typed; empty when the field was left out.
    public let text: String
    /// The true seniority, whether typed or not.
    public let seniority: Seniority
    /// The true department, whether typed or not.
    public let department: Department
  }
}

extension SaaSHistory.JobTitle {
  init(from stream: inout RandomStream) {
    let seniority = stream.element(of: Self.seniorityShares)
    let general = seniority == .executive && stream.chance(0.4)
    let department = general ? .management : stream.element(of: Self.departmentShares)
    let words = stream.element(of: Self.wordings(seniority, in: department))
    let isEmpty = stream.chance(0.09)
    let isLowercase = stream.chance(0.04)
    self.seniority = seniority
    self.department = department
    text = isEmpty ? "" : isLowercase ? words.lowercased() : words
  }

  private static let seniorityShares: [(SaaSHistory.Seniority, weight: Double)] = [
    (.executive, weight: 0.10), (.vicePresident, weight: 0.06), (.director, weight: 0.14),
    (.manager, weight: 0.28), (.specialist, weight: 0.34), (.assistant, weight: 0.08),
  ]

  private static let departmentShares: [(SaaSHistory.Department, weight: Double)] = [
    (.it, weight: 0.22), (.finance, weight: 0.12), (.marketing, weight: 0.22),
    (.sales, weight: 0.14), (.operations, weight: 0.12), (.humanResources, weight: 0.07),
    (.engineering, weight: 0.11),
  ]

  /// The titles people of a seniority and department use, each as likely as the others.
  static func wordings(
    _ seniority: SaaSHistory.Seniority, in department: SaaSHistory.Department
  ) -> [String] {
    let name = department.rawValue
    return switch seniority {
    case .executive: executiveTitles(in: department)
    case .vicePresident:
      ["VP of \(name)", "VP \(name)", "Vice President \(name)", "Vice President, \(name)"]
    case .director:
      ["Head of \(name)", "Director of \(name)", "\(name) Director", "Director, \(name)"]
    case .manager:
      ["\(name) Manager", "\(name) Manager", "Senior \(name) Manager", "\(name) Team Lead"]
        + (department == .it || department == .operations ? ["Project Manager"] : [])
    case .specialist: specialistTitles(in: department)
    case .assistant:
      ["\(name) Assistant", "\(name) Intern"] + assistantTitles(in: department)
    }
  }

  private static func executiveTitles(in department: SaaSHistory.Department) -> [String] {
    switch department {
    case .it: ["CIO", "Chief Information Officer", "CTO"]
    case .finance: ["CFO", "Chief Financial Officer"]
    case .marketing: ["CMO", "Chief Marketing Officer"]
    case .sales: ["CRO", "Chief Revenue Officer"]
    case .operations: ["COO", "Chief Operating Officer"]
    case .humanResources: ["CHRO", "Chief People Officer"]
    case .engineering: ["CTO", "Chief Technology Officer"]
    case .management: ["CEO", "Founder", "Founder & CEO", "Managing Director", "Owner"]
    }
  }

  private static func specialistTitles(in department: SaaSHistory.Department) -> [String] {
    switch department {
    case .it: ["IT Specialist", "IT Analyst", "System Administrator"]
    case .finance: ["Accountant", "Financial Analyst", "Controller"]
    case .marketing: ["Marketing Specialist", "Content Marketer", "SEO Specialist"]
    // An account executive executes nothing: a trap for parsers that look for one word.
    case .sales: ["Sales Representative", "Account Executive", "Sales Engineer"]
    case .operations: ["Operations Analyst", "Operations Coordinator", "Buyer"]
    case .humanResources: ["HR Specialist", "Recruiter"]
    case .engineering: ["Software Engineer", "Data Engineer", "QA Engineer"]
    case .management: ["Consultant"]
    }
  }

  private static func assistantTitles(in department: SaaSHistory.Department) -> [String] {
    switch department {
    case .finance: ["Assistant to the CFO"]
    case .it: ["Assistant to the CIO"]
    case .marketing: ["Assistant to the CMO"]
    case .operations: ["Office Assistant", "Executive Assistant"]
    default: []
    }
  }
}

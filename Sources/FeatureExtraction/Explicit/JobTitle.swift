/// How high somebody stands in their company, as their title tells.
public enum Seniority: String, Sendable, CaseIterable, Comparable {
  /// Assistants, interns, students and clerks.
  case assistant
  /// People who do the department's work.
  case specialist
  /// Managers, team leads and supervisors.
  case manager
  /// Directors and heads of a department.
  case director
  /// Vice presidents of every grade.
  case vicePresident = "vice_president"
  /// C-level, founders, owners and presidents.
  case executive

  /// Whether people of this seniority decide on purchases.
  public var decides: Bool { self >= .director }

  /// Whether somebody stands below somebody else.
  public static func < (lower: Seniority, higher: Seniority) -> Bool {
    lower.rank < higher.rank
  }

  private var rank: Int { Seniority.allCases.firstIndex(of: self) ?? 0 }
}

/// Where in a company somebody works, as their title tells.
public enum Department: String, Sendable, CaseIterable {
  /// A department of that name.
  case it, engineering, product, marketing, sales, finance, operations, hr, legal
  /// Customer success, customer service and support.
  case customerSuccess = "customer_success"
  /// General management.
  case management
}

/// What a job title tells of a person.
///
/// The longest known phrases are found from left to right. Seniority is the highest of theirs, with
/// four exceptions: what follows `to` is somebody else (*Assistant to the CFO*), what comes next after
/// `former` is not held (*Former CEO*; nor is any of *CEO, retired*), a title that ends
/// in an assistant's word is an assistant's (*Director's Assistant*), and an *executive* right after
/// a department executes its work (*Sales Executive*). The department is the first that is named;
/// a trade such as *engineer* tells it only when none is. Which phrases say what is data: see
/// ``JobTitleWords``.
public struct JobTitle: Sendable, Equatable {
  /// How high the person stands; nil when no word tells.
  public let seniority: Seniority?
  /// Where the person works; nil when no word tells.
  public let department: Department?

  /// The meaning of a title; case and punctuation do not matter.
  public init(_ title: String, words: JobTitleWords = .english) {
    let tokens = words.tokens(title)
    var (highest, last): (Seniority?, Seniority?) = (nil, nil)
    var (named, trade): (Department?, Department?) = (nil, nil)
    var (isSomebodyElse, isNotHeld) = (false, false)
    var followsDepartment = false
    var index = 0
    while index < tokens.count {
      let (meaning, length) = words.longestPhrase(in: tokens[index...])
      index += length
      let isPast = isNotHeld && meaning.seniority != nil
      if let seniority = meaning.seniority, !isSomebodyElse, !isPast {
        let isTrade = meaning.isExecutiveAlone && followsDepartment
        let settled = isTrade ? .specialist : seniority
        highest = max(highest ?? settled, settled)
        last = index == tokens.count ? settled : nil
      }
      if meaning.isTrade, !isPast {
        trade = trade ?? meaning.department
      } else if !isPast {
        named = named ?? meaning.department
      }
      followsDepartment = meaning.department != nil
      isNotHeld = isNotHeld && !isPast
      switch meaning.bearing {
      case .ofSomebodyElse: isSomebodyElse = true
      case .notHeld where index == tokens.count: (highest, named, trade) = (nil, nil, nil)
      case .notHeld: isNotHeld = true
      case nil: break
      }
    }
    seniority = last == .assistant ? .assistant : highest
    department = named ?? trade
  }
}

extension JobTitleWords {
  /// The words of English job titles.
  ///
  /// Three tables, so that each word is written once: ranks tell seniority, departments tell where
  /// somebody works, and roles tell both.
  public static let english: JobTitleWords = {
    var words = JobTitleWords()
    for (seniority, phrases) in ranks {
      for phrase in phrases { words.add(phrase, Meaning(seniority: seniority)) }
    }
    for (department, phrases) in departments {
      for phrase in phrases { words.add(phrase, Meaning(department: department)) }
    }
    for (seniority, department, phrases) in roles {
      for phrase in phrases {
        words.add(phrase, Meaning(seniority: seniority, department: department))
      }
    }
    for (department, phrases) in trades {
      for phrase in phrases {
        words.add(
          phrase, Meaning(seniority: .specialist, department: department, isTrade: true))
      }
    }
    words.add(
      "executive", Meaning(.executive, nil, isTrade: false, isExecutiveAlone: true))
    return words
  }()

  /// Words that tell seniority and nothing else.
  private static let ranks: [(Seniority, [String])] = [
    (.executive, ["chief"]),
    (
      .vicePresident,
      ["vice president", "vp", "svp", "evp", "avp", "rvp", "executive vice president"]
    ),
    (
      .director,
      [
        "director", "head", "general manager", "gm", "chief of staff", "chief engineer",
        "chief architect", "dean",
      ]
    ),
    (
      .manager,
      [
        "manager", "mgr", "lead", "leader", "supervisor", "superintendent", "foreman", "principal",
        "project manager", "program manager", "office manager",
      ]
    ),
    (
      .specialist,
      [
        "specialist", "analyst", "consultant", "coordinator", "representative", "rep", "associate",
        "officer", "expert", "advisor", "adviser", "agent", "planner", "strategist", "teacher",
        "professor", "researcher", "freelancer", "business partner", "process owner",
        "system owner", "technician", "contractor",
      ]
    ),
    (
      .assistant,
      [
        "assistant", "executive assistant", "personal assistant", "intern", "internship", "trainee",
        "student", "apprentice", "secretary", "receptionist", "clerk", "aide", "management trainee",
        "working student", "graduate",
      ]
    ),
  ]

  /// Names of departments.
  private static let departments: [(Department, [String])] = [
    (
      .it,
      [
        "it", "ict", "information technology", "information systems", "information security",
        "cybersecurity", "cyber security", "infrastructure", "help desk", "helpdesk",
        "service desk",
      ]
    ),
    (
      .engineering,
      [
        "engineering", "development", "r d", "research and development", "research", "technology",
        "qa", "quality assurance", "devops", "data science", "technical",
      ]
    ),
    (.product, ["product", "ux", "user experience", "product management", "product design"]),
    (
      .marketing,
      [
        "marketing", "seo", "sem", "brand", "branding", "content", "communications", "pr",
        "public relations", "demand generation", "lead generation", "growth", "advertising",
        "social media", "product marketing", "campaign", "crm",
      ]
    ),
    (
      .sales,
      [
        "sales", "business development", "account", "accounts", "key account", "revenue",
        "commercial", "presales", "partnerships", "channel", "inside sales",
      ]
    ),
    (
      .customerSuccess,
      [
        "customer success", "customer service", "customer support", "customer experience",
        "client success", "support",
      ]
    ),
    (
      .finance,
      [
        "finance", "financial", "accounting", "accounts payable", "accounts receivable", "audit",
        "tax", "treasury", "payroll", "fp a", "investment",
      ]
    ),
    (
      .operations,
      [
        "operations", "ops", "logistics", "supply chain", "procurement", "purchasing", "warehouse",
        "production", "manufacturing", "facilities", "office", "administration",
      ]
    ),
    (
      .hr,
      [
        "hr", "human resources", "people", "talent", "talent acquisition", "recruiting",
        "recruitment", "learning and development", "people operations",
      ]
    ),
    (.legal, ["legal", "compliance", "privacy", "contracts"]),
    (.management, ["general management", "strategy"]),
  ]

  /// Words that tell both.
  private static let roles: [(Seniority, Department, [String])] = [
    (
      .executive, .management,
      [
        "ceo", "chief executive officer", "chief executive", "founder", "co founder", "cofounder",
        "owner", "co owner", "proprietor", "president", "managing director", "managing partner",
        "executive director", "chairman", "chairwoman", "chairperson", "chair", "board member",
        "chief strategy officer",
      ]
    ),
    (.executive, .finance, ["cfo", "chief financial officer", "chief finance officer"]),
    (
      .executive, .it,
      [
        "cio", "chief information officer", "ciso", "chief information security officer", "cso",
        "chief security officer", "chief digital officer",
      ]
    ),
    (
      .executive, .engineering,
      ["cto", "chief technology officer", "chief technical officer", "chief data officer", "cdo"]
    ),
    (.executive, .product, ["cpo", "chief product officer"]),
    (.executive, .marketing, ["cmo", "chief marketing officer", "chief growth officer"]),
    (
      .executive, .sales,
      ["cro", "chief revenue officer", "chief sales officer", "cco", "chief commercial officer"]
    ),
    (.executive, .operations, ["coo", "chief operating officer", "chief operations officer"]),
    (.executive, .hr, ["chro", "chief people officer", "chief human resources officer"]),
    (.executive, .legal, ["chief legal officer", "clo", "general counsel"]),
    (.executive, .customerSuccess, ["chief customer officer"]),
    (.director, .finance, ["chief accountant"]),
    (.specialist, .sales, ["account executive", "senior account executive", "sdr", "bdr"]),
    (.specialist, .product, ["product owner", "product designer", "ux designer"]),
    (.specialist, .hr, ["hr business partner"]),
    (.assistant, .operations, ["office assistant", "administrative assistant"]),
  ]

  /// Trades: the department is a guess, used only where no department is named.
  private static let trades: [(Department, [String])] = [
    (
      .engineering,
      ["engineer", "developer", "programmer", "architect", "scientist", "tester", "designer"]
    ),
    (
      .it,
      [
        "administrator", "admin", "sysadmin", "system administrator", "systems administrator",
        "network administrator", "database administrator", "dba",
      ]
    ),
    (.finance, ["accountant", "bookkeeper", "controller", "comptroller", "auditor", "cashier"]),
    (.marketing, ["marketer", "copywriter", "editor", "journalist"]),
    (.sales, ["salesman", "saleswoman", "salesperson", "seller", "broker"]),
    (.operations, ["buyer", "dispatcher", "operator"]),
    (.hr, ["recruiter", "headhunter"]),
    (.legal, ["lawyer", "attorney", "counsel", "paralegal", "solicitor"]),
  ]
}

public import YAMLDocuments

extension JobTitleWords {
  /// The words of English job titles, the table in `Titles/english.yaml`.
  public static let english: JobTitleWords = {
    let text = String(decoding: PackageResources.english_yaml, as: UTF8.self)
    do {
      return try JobTitleWords(YAMLDocument(text: text, file: "english.yaml"))
    } catch {
      preconditionFailure("the English titles cannot be read: \(error)")
    }
  }()

  /// The words of a table of job titles, on top of other words.
  ///
  /// The form of a table is described by the comments of `Titles/english.yaml`, which is one.
  ///
  /// - Throws: a problem at its place for a key or a seniority or department that is none, and for
  ///   a phrase without a letter.
  public init(_ table: YAMLDocument, extending others: JobTitleWords = JobTitleWords())
    throws(ConfigurationProblem)
  {
    self = others
    let parts = try table.root.mapping()
    try parts.allow(
      only: [
        "seniority", "department", "role", "trade", "executive_alone", "of_somebody_else",
        "not_held",
      ])
    for (seniority, phrases) in try parts.phrases("seniority", by: Seniority.self) {
      for phrase in phrases { add(phrase, Meaning(seniority: seniority)) }
    }
    for (department, phrases) in try parts.phrases("department", by: Department.self) {
      for phrase in phrases { add(phrase, Meaning(department: department)) }
    }
    for node in try parts.optional("role")?.list() ?? [] {
      let role = try node.mapping()
      try role.allow(only: ["seniority", "department", "phrases"])
      let meaning = Meaning(
        seniority: try role.required("seniority").choice(of: Seniority.self),
        department: try role.required("department").choice(of: Department.self))
      for phrase in try role.required("phrases").phrases() { add(phrase, meaning) }
    }
    for (department, phrases) in try parts.phrases("trade", by: Department.self) {
      let meaning = Meaning(seniority: .specialist, department: department, isTrade: true)
      for phrase in phrases { add(phrase, meaning) }
    }
    for phrase in try parts.optional("executive_alone")?.phrases() ?? [] {
      add(phrase, Meaning(.executive, nil, isTrade: false, isExecutiveAlone: true))
    }
    let bearings: [(key: String, bearing: Bearing)] = [
      ("of_somebody_else", .ofSomebodyElse), ("not_held", .notHeld),
    ]
    for (key, bearing) in bearings {
      for phrase in try parts.optional(key)?.phrases() ?? [] {
        add(phrase, meaning(of: phrase, bearing))
      }
    }
  }
}

extension JobTitleWords {
  /// What a phrase says already, and how it bears on the titles beside it.
  private func meaning(of phrase: String, _ bearing: Bearing) -> Meaning {
    let words = JobTitleWords.words(phrase)
    let (known, length) = longestPhrase(in: words[...])
    let own = length == words.count ? known : .nothing
    return Meaning(
      own.seniority, own.department, isTrade: own.isTrade, isExecutiveAlone: own.isExecutiveAlone,
      bearing: bearing)
  }
}

extension YAMLMapping {
  /// The phrases under a key, by what they say.
  fileprivate func phrases<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, by type: Choice.Type
  ) throws(ConfigurationProblem) -> [(Choice, [String])] {
    guard let node = optional(key) else { return [] }
    let groups = try node.mapping()
    try groups.allow(only: Choice.allCases.map(\.rawValue))
    var phrases: [(Choice, [String])] = []
    for entry in groups.entries {
      guard let choice = Choice(rawValue: entry.key) else { continue }
      phrases.append((choice, try entry.value.phrases()))
    }
    return phrases
  }
}

extension YAMLNode {
  /// One phrase or a list of them.
  fileprivate func phrases() throws(ConfigurationProblem) -> [String] {
    let phrases = try stringOrList()
    for phrase in phrases where JobTitleWords.words(phrase).isEmpty {
      throw problem(ProjectFlaw.noPhrase(phrase))
    }
    return phrases
  }
}

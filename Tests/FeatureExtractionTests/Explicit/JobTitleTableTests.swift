import Testing
import YAMLDocuments

@testable import FeatureExtraction

@Suite("tables of job titles")
struct JobTitleTableTests {
  /// A small table of German titles, as a project would bring it.
  static let german = """
    seniority:
      director: [leiter, leiterin, -leiter, -leiterin]
      specialist: [sachbearbeiter, -bearbeiter, referent]
      assistant: [werkstudent, praktikantin, assistentin]
    department:
      sales: [vertrieb, vertriebs, verkaufs]
      hr: [personal]
      it: [edv]
    role:
      - {seniority: executive, department: management, phrases: [Geschäftsführer, geschäftsführerin]}
    trade:
      engineering: [ingenieur, entwicklerin]
    of_somebody_else: [von, büro des]
    not_held: [ehemaliger, ehem, i r]
    """

  private static func words(_ text: String) throws -> JobTitleWords {
    try JobTitleWords(YAMLDocument(text: text, file: "de.yaml"), extending: .english)
  }

  @Test(
    "German titles, compounds among them, and English ones still",
    arguments: [
      ("Geschäftsführer", .executive, .management), ("GESCHÄFTSFÜHRERIN", .executive, .management),
      ("Vertriebsleiter", .director, .sales), ("Leiterin Vertrieb", .director, .sales),
      ("Personalleiterin (m/w/d)", .director, .hr), ("Bereichsleiter EDV", .director, .it),
      ("Sachbearbeiter Personal", .specialist, .hr), ("Entwicklerin", .specialist, .engineering),
      ("Werkstudent IT", .assistant, .it),
      ("Assistentin von Geschäftsführer", .assistant, .management),
      ("Ehemaliger Geschäftsführer", nil, nil), ("ehem. Vertriebsleiter", nil, .sales),
      ("Vertriebsleiter i. R.", nil, nil), ("Büro des Geschäftsführers", nil, nil),
      ("ex-Geschäftsführer", nil, nil), ("Referent, Büro des Leiters IT", .specialist, .it),
      ("Leiter", .director, nil), ("Begleiter", .director, nil), ("CFO", .executive, .finance),
      ("Bergsteiger", nil, nil),
    ] as [(String, Seniority?, Department?)])
  func german(title: String, seniority: Seniority?, department: Department?) throws {
    let parsed = JobTitle(title, words: try Self.words(Self.german))
    #expect(parsed.seniority == seniority)
    #expect(parsed.department == department)
  }

  @Test("a table may say what a phrase of the English one means instead")
  func overrides() throws {
    let words = try Self.words("seniority: {specialist: [V.P.]}")
    #expect(JobTitle("VP", words: words).seniority == .specialist)
    #expect(JobTitle("VP").seniority == .vicePresident)
  }

  @Test(
    "what is wrong with a table is told at its place",
    arguments: [
      ("seniority: {📍boss: [chef]}", "unknown key \"boss\""),
      ("📍senority: {director: [chef]}", "did you mean \"seniority\"?"),
      ("department:\n  sales: 📍[\"--\"]", "no letter and no digit"),
      (
        "role:\n- {seniority: 📍directr, department: it, phrases: [x]}", "did you mean \"director\"?"
      ),
      ("role:\n- 📍{seniority: director, phrases: [x]}", "key \"department\" is missing"),
      ("trade: 📍[engineer]", "trade"),
    ])
  func refused(marked: String, words: String) {
    let text = MarkedText(marked, file: "de.yaml")
    do {
      _ = try Self.words(text.text)
      Issue.record("accepted: \(marked)")
    } catch {
      #expect("\(error)".hasPrefix("\(text.place): ") && "\(error)".contains(words), "\(error)")
    }
  }
}

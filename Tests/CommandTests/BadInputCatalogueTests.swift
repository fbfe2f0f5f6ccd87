import Foundation
import Testing

/// The catalogue of bad input: moments (E), texts (F), identifiers and joins (G), outcomes (H).
///
/// Tests name the case they are about, in their title or with their arguments, so that
/// `grep -rw H13 Tests` finds them. Most E, F and G run the command in `ProjectDataTests` and `LeadTests`,
/// H in `LeadTests`, `DesignWarningTests` and beside the parts of the fit.
///
/// | case | what |
/// | --- | --- |
/// | E01 … E10 | offsets, forms, days and hours that are none, leap seconds, fractions, declared forms |
/// | E11, E12, E21 | the hours that a zone skips and repeats; days are counted in UTC |
/// | E13, E14, E19 | epochs, serial days of a spreadsheet, infinity |
/// | E15 … E18 | events after the moment or before the lead, early conversions, unknown zones |
/// | F01 … F06 | unseen levels, composition, spelling, very many levels, identifiers, level names |
/// | F07 … F11 | empty and NULL, folding of letters, markup, long texts, emoji |
/// | G01 … G06 | repeated, missing, long and similar identifiers |
/// | G07 … G14 | accounts with no row or two, events of nobody, repeated, unordered, none, millions |
/// | H01 … H04 | values that are no outcome, missing, all alike, too few |
/// | H05 … H10 | few per parameter, wide, constant, collinear, separated |
/// | H11 … H16 | leaks, later dates, companies, young leads, weights |
/// | H17 … H23 | scales, no convergence, pivots, what is not finite, empty holdouts, order, odd rates |
@Suite("The catalogue of bad input")
struct BadInputCatalogueTests {
  /// Cases that cannot occur here, and why.
  static let impossible = [
    "E20": "no command asks the clock: nightly wants --as-of",
    "E22": "a run has the one moment that --as-of gives",
    "G15": "scores go to a table of their own: no row of a lead is updated",
  ]

  static let cases = [("E", 22), ("F", 11), ("G", 15), ("H", 23)].flatMap { letter, count in
    (1...count).map { letter + ($0 < 10 ? "0" : "") + "\($0)" }
  }

  @Test("has a test for every case that can occur")
  func everyCase() throws {
    let here = URL(filePath: #filePath)
    let tests = here.deletingLastPathComponent().deletingLastPathComponent()
    let files = try #require(
      FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
    var named: Set<Substring> = []
    for case let file as URL in files
    where file.pathExtension == "swift" && file.lastPathComponent != here.lastPathComponent {
      let text = try String(contentsOf: file, encoding: .utf8)
      named.formUnion(text.split { !($0.isLetter || $0.isNumber) })
    }
    let missing = Self.cases.filter { !named.contains($0[...]) && Self.impossible[$0] == nil }
    #expect(missing == [])
  }
}

import ScoringModel
import Testing
import Training

@testable import Reporting

struct TrainingReportTests {
  private func page(_ run: SampleRun = SampleRun()) throws -> String {
    TrainingReport(result: try run.result(), facts: SampleRun.facts).html()
  }

  private static let elements: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "header", "main", "nav",
    "section", "footer", "a", "p", "h1", "h2", "h3", "ul", "li", "dl", "dt", "dd", "div", "span",
    "strong", "details", "summary", "figure", "figcaption", "table", "caption", "thead", "tbody",
    "tr", "th", "td",
    "svg", "desc", "line", "rect", "circle", "path", "text",
  ]

  private static let attributes: Set<String> = [
    "html", "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "role",
    "tabindex", "scope", "aria-label", "aria-labelledby", "viewBox", "xmlns", "x", "y", "x1",
    "x2", "y1", "y2", "cx", "cy", "r", "d", "width", "height", "text-anchor",
  ]

  @Test("Nothing in the data becomes markup", arguments: Hostile.texts)
  func hostile(text: String) throws {
    var run = SampleRun()
    (run.modelName, run.categoryColumn, run.numberColumn) = (text, text + "1", text + "2")
    run.levels = [text, text + "a", text + "b"]
    let facts = ReportFacts(
      title: text, modelName: text, purpose: text, source: text, asOf: text, software: text)
    let html = TrainingReport(result: try run.result(), facts: facts).html()
    let reader = MarkupReader(html)
    #expect(reader.flaws.isEmpty)
    #expect(Set(reader.elements.map(\.name)).isSubset(of: Self.elements))
    let names = Set(reader.elements.flatMap { $0.attributes.map(\.name) })
    #expect(names.isSubset(of: Self.attributes))
    #expect(!html.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x2066 })
    #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    if text.utf8.contains(0x3C) { #expect(html.utf8.firstRange(of: text.utf8) == nil) }
  }

  @Test("The page runs nothing and loads nothing")
  func selfContained() throws {
    let html = try page()
    let reader = MarkupReader(html)
    #expect(
      reader.attributes("content").contains(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    #expect(reader.attributes("href").allSatisfy { $0.hasPrefix("#") })
    #expect(!html.contains("<script") && !html.contains("url(") && !html.contains("@import"))
    #expect(html.components(separatedBy: "http").count - 1 == html.allowedAddresses)
  }

  @Test("The page is well formed; every reference finds its element, no name is used twice")
  func wellFormed() throws {
    for split in [HoldoutSplit.Kind.random, .newest, .none] {
      var run = SampleRun()
      run.split = HoldoutSplit(kind: split, share: split == .none ? 0 : 0.25, seed: 1)
      let reader = MarkupReader(try page(run))
      #expect(reader.flaws.isEmpty)
      let names = reader.attributes("id")
      #expect(Set(names).count == names.count)
      let references =
        reader.attributes("href").map { String($0.dropFirst()) }
        + reader.attributes("aria-labelledby").flatMap { $0.split(separator: " ").map(String.init) }
      #expect(Set(references).isSubset(of: Set(names)))
      #expect(reader.elements.count { $0.name == "h1" } == 1)
      #expect(reader.attributes("lang") == ["en"])
    }
  }

  @Test("No number is missing or not a number")
  func numbers() throws {
    let text = try page().lowercased()
    for word in [">nan", ">inf", " nan", "nan<", "optional(", ">n/a"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test("The sections follow one another, the verdict before all")
  func order() throws {
    let html = try page()
    let parts = [
      "class=\"verdicts\"", "class=\"numbers\"", "id=\"ranking\"", "id=\"gains-chart-title\"",
      "id=\"roc-chart-title\"", "id=\"probabilities\"", "id=\"calibration-chart-title\"",
      "id=\"distribution-chart-title\"", "id=\"tiers\"", "id=\"coefficients\"",
      "id=\"feature-chart-title\"", "id=\"coefficient-chart-title\"", "(intercept)",
      "id=\"unused\"", "id=\"fit\"", "id=\"limits\"",
    ]
    var rest = html[...]
    for part in parts {
      let range = try #require(rest.firstRange(of: part), "\(part)")
      rest = rest[range.upperBound...]
    }
  }

  private static var bent: SampleRun {
    var run = SampleRun()
    (run.bends, run.nonlinear) = (true, nil)
    return run
  }

  @Test("Shapes and pairs follow the coefficients, then what they gained")
  func shapes() throws {
    let html = try page(Self.bent)
    let reader = MarkupReader(html)
    #expect(reader.flaws.isEmpty)
    #expect(Set(reader.elements.map(\.name)).isSubset(of: Self.elements))
    let names = reader.attributes("id")
    #expect(Set(names).count == names.count)
    let sections = names.filter { ["coefficients", "shapes", "pairs", "forms"].contains($0) }
    #expect(sections == ["coefficients", "shapes", "pairs", "forms"])
    #expect(names.contains("shape-chart-1-title") && html.contains("visits × department"))
    #expect(html.contains("Yes: on ") && html.contains("shapes with pairs predicted better"))
    #expect(reader.attributes("class").contains { $0.hasPrefix("low-") })
  }

  @Test("A straight model has no sections about shapes, and its coefficients stand open")
  func straight() throws {
    let reader = MarkupReader(try page())
    #expect(Set(reader.attributes("id")).isDisjoint(with: ["shapes", "pairs", "forms"]))
    #expect(!reader.elements.contains { $0.name == "details" })
  }

  @Test(
    "Where bending does not pay, the page says so", arguments: [HoldoutSplit.Kind.random, .newest])
  func unbent(split: HoldoutSplit.Kind) throws {
    var run = SampleRun()
    run.nonlinear = nil
    run.split = HoldoutSplit(kind: split, share: 0.25, seed: 1)
    let html = try page(run)
    let leads = split == .newest ? "newer than those fitted to" : "held back from the fit"
    #expect(html.contains("leads \(leads), nothing did clearly better than straight lines"))
    #expect(MarkupReader(html).attributes("id").contains("forms"))
  }

  @Test("More than eighty coefficients are folded under the features’ totals")
  func folded() throws {
    var run = SampleRun()
    run.levels = (0..<90).map { "level \($0)" }
    run.leadCount = 3_000
    let html = try page(run)
    let reader = MarkupReader(html)
    #expect(reader.flaws.isEmpty)
    #expect(reader.elements.count { $0.name == "details" } == 1)
    let totals = try #require(html.firstRange(of: "All 2 features"))
    let folded = try #require(html.firstRange(of: "<details>"))
    #expect(totals.lowerBound < folded.lowerBound)
    #expect(html.contains("<summary>All 93 coefficients</summary>"))
  }

  @Test("Nothing in the names of shapes and pairs becomes markup", arguments: Hostile.texts)
  func hostileShapes(text: String) throws {
    var run = Self.bent
    (run.categoryColumn, run.numberColumn) = (text + "1", text + "2")
    run.levels = [text, text + "a", text + "b"]
    let reader = MarkupReader(try page(run))
    #expect(reader.flaws.isEmpty)
    #expect(reader.attributes("id").contains("pairs"))
    #expect(Set(reader.elements.map(\.name)).isSubset(of: Self.elements))
    let names = Set(reader.elements.flatMap { $0.attributes.map(\.name) })
    #expect(names.isSubset(of: Self.attributes))
  }

  @Test("Columns that are not used stand with the reason")
  func unused() throws {
    let html = try page()
    #expect(html.contains("constant: every lead has &quot;49&quot;"))
    #expect(html.contains("left out on request"))
  }

  @Test("A leak comes first, with the evidence and what to do")
  func leak() throws {
    var run = SampleRun()
    run.leaks = true
    let html = try page(run)
    let leak = try #require(html.firstRange(of: "Suspected leak: &quot;contract&quot;"))
    let works = try #require(html.firstRange(of: "It ranks unseen leads"))
    #expect(leak.lowerBound < works.lowerBound)
    #expect(html.contains("id=\"leaks\"") && html.contains("Find out who fills the column in"))
    #expect(html.contains("allowed by the user"))
  }

  @Test("Without leads set apart the page says so and draws no judgement")
  func unjudged() throws {
    var run = SampleRun()
    run.split = HoldoutSplit(kind: .none, share: 0, seed: 1)
    let html = try page(run)
    #expect(html.contains("Not judged"))
    #expect(!html.contains("gains-chart") && html.contains("coefficient-chart"))
  }

  @Test("The same run gives the same bytes on any number of threads")
  func deterministic() throws {
    var run = SampleRun()
    let first = try page(run)
    run.threads = 2
    #expect(try page(run) == first)
  }
}

extension String {
  /// How often addresses stand in a page that name nothing to load: the name space of SVG, and
  /// the names of two directives.
  fileprivate var allowedAddresses: Int {
    MarkupReader(self).attributes("xmlns").count
      + MarkupReader(self).attributes("http-equiv").count
  }

  fileprivate func components(separatedBy text: String) -> [Substring] {
    split(separator: text, omittingEmptySubsequences: false)
  }
}

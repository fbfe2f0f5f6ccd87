/// Sentences a reader should not miss, most urgent first.
struct VerdictList {
  /// How good the news is, as a word and as a colour.
  enum Tone: String {
    case good, check, stop

    var word: String {
      switch self {
      case .good: "Good"
      case .check: "Check"
      case .stop: "Stop"
      }
    }
  }

  private let lines: [Line]

  /// Sentences under the word of their tone.
  init(verdicts: [(tone: Tone, sentence: String)]) {
    lines = verdicts.map {
      Line(tone: $0.tone.rawValue, word: $0.tone.word, sentence: $0.sentence)
    }
  }

  /// One sentence under a word of its own.
  init(_ word: String, tone: Tone, sentence: String) {
    lines = [Line(tone: tone.rawValue, word: word, sentence: sentence)]
  }

  var markup: Markup { VerdictList.template.render(View(verdicts: lines)) }

  private struct View {
    let verdicts: [Line]
  }

  private struct Line {
    let tone, word, sentence: String
  }

  private static let template = Template(
    """
    <ul class="verdicts" aria-label="Verdict">
    {{#verdicts}}
    <li class="{{tone}}"><span class="tone">{{word}}</span><p>{{sentence}}</p></li>
    {{/verdicts}}
    </ul>

    """)
}

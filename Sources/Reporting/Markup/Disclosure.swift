extension Markup {
  /// A part that stays folded until it is asked for; browsers do that without a script.
  init(folded part: Markup, under summary: String) {
    self = Markup.disclosure.render(Disclosure(summary: summary, part: part))
  }

  private struct Disclosure {
    let summary: String
    let part: Markup
  }

  private static let disclosure = Template(
    """
    <details>
    <summary>{{summary}}</summary>
    {{{part}}}
    </details>

    """)
}

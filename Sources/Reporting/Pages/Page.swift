/// A self-contained page: one file, no scripts, nothing loaded from anywhere.
struct Page {
  /// What kind of report it is.
  let kind: String
  let facts: ReportFacts
  /// What stands before the sections: the verdict and the numbers to remember.
  let summary: Markup
  let sections: [Section]

  func html() -> String {
    Page.template.render(
      View(
        kind: kind, facts: facts, summary: summary, sections: sections,
        styleSheet: Markup(finished: StyleSheet.text))
    ).text
  }

  private struct View {
    let kind: String
    let facts: ReportFacts
    let summary: Markup
    let sections: [Section]
    let styleSheet: Markup
  }

  private static let template = Template(
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>{{facts.title}}</title>
    <style>
    {{{styleSheet}}}
    </style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the verdict</a>
    <header>
    <p class="kind">{{kind}}</p>
    <h1>{{facts.title}}</h1>
    {{#facts.purpose}}
    <p class="purpose">{{.}}</p>
    {{/facts.purpose}}
    <dl class="facts">
    <div><dt>Model</dt><dd>{{facts.modelName}}</dd></div>
    <div><dt>Leads from</dt><dd>{{facts.source}}</dd></div>
    <div><dt>As of</dt><dd>{{facts.asOf}}</dd></div>
    </dl>
    </header>
    <main id="main">
    {{{summary}}}
    <nav aria-label="On this page">
    <ul>
    {{#sections}}
    <li><a href="#{{identifier}}">{{heading}}</a></li>
    {{/sections}}
    </ul>
    </nav>
    {{#sections}}
    <section id="{{identifier}}" aria-labelledby="{{identifier}}-heading">
    <h2 id="{{identifier}}-heading">{{heading}}</h2>
    {{{body}}}
    </section>
    {{/sections}}
    </main>
    <footer>
    <p>Made by {{facts.software}}. This page is complete in itself: it runs no scripts and loads \
    nothing.</p>
    </footer>
    </body>
    </html>

    """)
}

/// The numbers to remember, large.
struct KeyNumbers {
  struct Entry {
    let name, value, note: String
  }

  let numbers: [Entry]

  var markup: Markup { KeyNumbers.template.render(self) }

  private static let template = Template(
    """
    <dl class="numbers" aria-label="Key numbers">
    {{#numbers}}
    <div><dt>{{name}}</dt><dd class="figure">{{value}}</dd><dd class="note">{{note}}</dd></div>
    {{/numbers}}
    </dl>

    """)
}

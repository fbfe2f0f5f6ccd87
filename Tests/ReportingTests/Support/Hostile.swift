/// Texts that want to be markup, and what of them a page must never hold.
enum Hostile {
  static let texts = [
    "<script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "</style><h1>big</h1>",
    "</title><meta http-equiv=refresh content=0>",
    "]]><!-- ",
    "{{{facts.title}}}{{#sections}}",
    "a\u{202E}b\u{2066}c",
    // Scalars that make one character with what follows or precedes.
    "\u{0600}<img src=x onerror=alert(1)>",
    "<\u{0301}b>\"\u{0301}onclick=\u{200D}'",
    "zero\u{0}feed\u{C}escape\u{1B}[31m\u{FFFE}",
  ]
}

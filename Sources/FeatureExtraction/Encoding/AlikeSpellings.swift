/// Texts that differ in case or spaces only.
public enum AlikeSpellings {
  /// The texts that others are spelled like, each group with all of its spellings, all ascending.
  public static func groups(of texts: some Sequence<String>) -> [[String]] {
    Dictionary(grouping: Set(texts), by: plain).values.filter { $0.count > 1 }
      .map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// A text without differences of case and of spaces, the same in every locale.
  private static func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

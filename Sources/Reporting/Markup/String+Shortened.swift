extension String {
  /// The text cut to a number of characters, the last one a dot of three.
  func shortened(to count: Int) -> String {
    self.count <= count ? self : prefix(count - 1) + "…"
  }
}

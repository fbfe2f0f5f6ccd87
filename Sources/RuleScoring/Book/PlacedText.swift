internal import Tables

/// A text of the book with the place where it is written.
struct PlacedText: Sendable {
  let text: String
  let place: Place
}

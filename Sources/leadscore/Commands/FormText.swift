import Tables

/// What is said of the form of a model where none was chosen.
enum FormText {
  /// That a suspected column holds the model to straight lines; no lines for none.
  static func held(straightBy column: String?) -> [String] {
    guard let column else { return [] }
    return [
      "Form       straight lines: while \(column.displayed()) is suspected, shapes and pairs would"
        + " bend around what it knows",
      "           leave it out with --exclude, or say with --allow-leak that it is known in time",
    ]
  }
}

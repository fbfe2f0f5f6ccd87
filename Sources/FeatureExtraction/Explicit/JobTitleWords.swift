/// The words and phrases of job titles, and what each says of a person.
public struct JobTitleWords: Sendable {
  /// What a phrase says.
  public struct Meaning: Sendable, Equatable {
    /// How high the person stands; nil when the phrase does not tell.
    public let seniority: Seniority?
    /// Where the person works; nil when the phrase does not tell.
    public let department: Department?
    /// Whether the department is only a guess from a trade, such as *engineer*.
    public let isTrade: Bool
    /// Whether the phrase is the word *executive*, which after a department is no rank.
    let isExecutiveAlone: Bool

    /// A meaning.
    public init(seniority: Seniority? = nil, department: Department? = nil, isTrade: Bool = false) {
      self.init(seniority, department, isTrade: isTrade, isExecutiveAlone: false)
    }

    init(
      _ seniority: Seniority?, _ department: Department?, isTrade: Bool, isExecutiveAlone: Bool
    ) {
      self.seniority = seniority
      self.department = department
      self.isTrade = isTrade
      self.isExecutiveAlone = isExecutiveAlone
    }

    /// What an unknown word says.
    static let nothing = Meaning()
  }

  private var meanings: [String: Meaning] = [:]
  private var longest = 1

  /// No words.
  public init() {}

  /// These words and one more phrase; a phrase already there takes the new meaning.
  ///
  /// Phrases are lower-case words with single blanks between them, without points.
  public func adding(_ phrase: String, _ meaning: Meaning) -> JobTitleWords {
    var words = self
    words.add(phrase, meaning)
    return words
  }

  mutating func add(_ phrase: String, _ meaning: Meaning) {
    meanings[phrase] = meaning
    longest = max(longest, phrase.split(separator: " ").count)
  }

  /// The meaning of the longest known phrase at the start of some words, and its length.
  func longestPhrase(in words: ArraySlice<Substring>) -> (meaning: Meaning, length: Int) {
    for length in stride(from: min(longest, words.count), through: 1, by: -1) {
      if let meaning = meanings[words.prefix(length).joined(separator: " ")] {
        return (meaning, length)
      }
    }
    return (.nothing, 1)
  }
}

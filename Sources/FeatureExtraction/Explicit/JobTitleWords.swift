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
    /// What the phrase says of the titles beside it; nil for nothing.
    let bearing: Bearing?

    /// A meaning.
    public init(seniority: Seniority? = nil, department: Department? = nil, isTrade: Bool = false) {
      self.init(seniority, department, isTrade: isTrade, isExecutiveAlone: false)
    }

    init(
      _ seniority: Seniority?, _ department: Department?, isTrade: Bool = false,
      isExecutiveAlone: Bool = false, bearing: Bearing? = nil
    ) {
      self.seniority = seniority
      self.department = department
      self.isTrade = isTrade
      self.isExecutiveAlone = isExecutiveAlone
      self.bearing = bearing
    }

    /// What an unknown word says.
    static let nothing = Meaning()
  }

  /// What a phrase says of the titles beside it.
  enum Bearing: Sendable, Equatable {
    /// What follows is somebody else's title, as after *assistant to*.
    case ofSomebodyElse
    /// The title that comes next is not held, as after *former*; where it ends a title, none is.
    case notHeld
  }

  private var meanings: [String: Meaning] = [:]
  private var longest = 1
  /// The lengths of the endings that take words apart, the longest first.
  private var endingLengths: [Int] = []

  /// What a phrase begins with that is the ending of a word.
  static let endingMark: Character = "-"

  /// No words.
  public init() {}

  /// These words and one more phrase; a phrase already there takes the new meaning.
  ///
  /// Case and points do not matter. A phrase that begins with a hyphen is the ending of a word:
  /// `-leiter` takes *Vertriebsleiter* apart into *vertriebs* and itself.
  public func adding(_ phrase: String, _ meaning: Meaning) -> JobTitleWords {
    var words = self
    words.add(phrase, meaning)
    return words
  }

  mutating func add(_ phrase: String, _ meaning: Meaning) {
    let words = JobTitleWords.words(phrase)
    guard let first = words.first else { return }
    if words.count == 1, phrase.first == JobTitleWords.endingMark {
      meanings["\(JobTitleWords.endingMark)\(first)"] = meaning
      endingLengths = Set(endingLengths + [first.count]).sorted(by: >)
    } else {
      meanings[words.joined(separator: " ")] = meaning
      longest = max(longest, words.count)
    }
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

  /// The words of a title, those that end in a known ending taken apart.
  func tokens(_ title: String) -> [Substring] {
    let words = JobTitleWords.words(title)
    guard !endingLengths.isEmpty else { return words }
    return words.flatMap { word -> [Substring] in
      guard meanings[String(word)] == nil else { return [word] }
      for length in endingLengths where length < word.count {
        let ending = "\(JobTitleWords.endingMark)\(word.suffix(length))"
        if meanings[ending] != nil { return [word.dropLast(length), Substring(ending)] }
      }
      return [word]
    }
  }

  /// Lower-case words without points (`V.P.` is `vp`) and possessive endings.
  static func words(_ text: String) -> [Substring] {
    let plain = text.lowercased().filter { $0 != "." }
      .replacing("'s ", with: " ").replacing("’s ", with: " ")
    return plain.split { !$0.isLetter && !$0.isNumber }
  }
}

public import Tables

extension YAMLNode {
  /// The text of a scalar exactly as written.
  ///
  /// - Throws: a problem for a list, a mapping or nothing.
  public func string() throws(ConfigurationProblem) -> String {
    guard case .scalar(let scalar) = kind, !scalar.isNull else { throw wrongType(.text) }
    return scalar.text
  }

  /// A whole number written without quotes.
  ///
  /// - Throws: a problem for anything else, and for a number that 64 bits do not hold.
  public func integer() throws(ConfigurationProblem) -> Int {
    guard let text = plainText, let number = Int(text) else { throw wrongType(.wholeNumber) }
    return number
  }

  /// A finite number written without quotes, with a decimal point: `-5`, `.5`, `1e3`.
  ///
  /// - Throws: a problem for anything else; `.nan`, `.inf` and `1e999` are not finite.
  public func double() throws(ConfigurationProblem) -> Double {
    guard let text = plainText else { throw wrongType(.number) }
    if text.namesNonFinite { throw notFinite(text) }
    guard let number = text.decimal else { throw wrongType(.number) }
    guard number.isFinite else { throw notFinite(text) }
    return number
  }

  /// A truth value written without quotes: `true`, `yes`, `false` or `no`, in any case.
  ///
  /// - Throws: a problem for anything else, the quoted text `"true"` among it.
  public func bool() throws(ConfigurationProblem) -> Bool {
    guard let value = plainBool else { throw wrongType(.boolean) }
    return value
  }

  /// The truth value this scalar writes without quotes, nil when it is something else.
  public var plainBool: Bool? {
    switch plainText?.lowercased() {
    case "true", "yes": true
    case "false", "no": false
    default: nil
    }
  }

  /// The elements of a list.
  ///
  /// - Throws: a problem for anything else.
  public func list() throws(ConfigurationProblem) -> [YAMLNode] {
    guard case .sequence(let elements) = kind else { throw wrongType(.list) }
    return elements
  }

  /// The entries of a mapping.
  ///
  /// - Throws: a problem for anything else.
  public func mapping() throws(ConfigurationProblem) -> YAMLMapping {
    guard case .mapping(let mapping) = kind else { throw wrongType(.mapping) }
    return mapping
  }

  /// One text, or the texts of a list, which may be empty.
  ///
  /// - Throws: a problem for anything else, at the element that is no text.
  public func stringOrList() throws(ConfigurationProblem) -> [String] {
    switch kind {
    case .scalar(let scalar) where !scalar.isNull: return [scalar.text]
    case .sequence(let elements):
      var texts: [String] = []
      for element in elements { texts.append(try element.string()) }
      return texts
    default: throw wrongType(.textOrTexts)
    }
  }

  /// A length of time: a whole number and a unit, such as `14d`, `36h` or `2w`.
  ///
  /// - Throws: a problem for anything else; a span is never zero, negative or over 100 years.
  public func timeSpan() throws(ConfigurationProblem) -> TimeSpan {
    guard case .scalar(let scalar) = kind, let span = TimeSpan(scalar.text) else {
      throw wrongType(.timeSpan)
    }
    return span
  }

  /// A percentage as a fraction: `10%` is 0.1.
  ///
  /// - Throws: a problem for anything else and for less than 0% or more than 100%.
  public func percent() throws(ConfigurationProblem) -> Double {
    guard case .scalar(let scalar) = kind, scalar.text.hasSuffix("%"),
      let number = String(scalar.text.dropLast()).decimal, (0...100).contains(number)
    else { throw wrongType(.percentage) }
    return number / 100
  }

  /// One of the raw values of an enumeration.
  ///
  /// - Throws: a problem for another text, with the nearest choice, and for anything else.
  public func choice<Choice: CaseIterable & RawRepresentable<String>>(
    of type: Choice.Type
  ) throws(ConfigurationProblem) -> Choice {
    let text = try string()
    guard let choice = Choice(rawValue: text) else {
      let choices = type.allCases.map(\.rawValue)
      let nearest = text.nearest(among: choices)
      throw ConfigurationProblem(
        .notAChoice(key: key, text: text, choices: choices, nearest: nearest), at: place)
    }
    return choice
  }

  /// The problem that this value is not of the type wanted.
  public func wrongType(_ wanted: ConfigurationProblem.Wanted) -> ConfigurationProblem {
    ConfigurationProblem(.wrongType(key: key, found: found, wanted: wanted), at: place)
  }

  private func notFinite(_ text: String) -> ConfigurationProblem {
    ConfigurationProblem(.notFinite(key: key, text: text), at: place)
  }

  private var plainText: String? {
    guard case .scalar(let scalar) = kind, scalar.isPlain, !scalar.isNull else { return nil }
    return scalar.text
  }

  private var found: String {
    switch kind {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar) where scalar.isNull: "nothing"
    case .scalar(let scalar) where scalar.isPlain: scalar.text.quoted
    case .scalar(let scalar): "the quoted text \(scalar.text.quoted)"
    }
  }
}

extension String {
  /// The text as a number in decimal digits: no hexadecimal, no `nan`, no blanks.
  fileprivate var decimal: Double? {
    let isDecimal = utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    return isDecimal ? Double(self) : nil
  }

  fileprivate var namesNonFinite: Bool {
    ["nan", "inf", "infinity"].contains(lowercased().drop { "+-.".contains($0) })
  }
}

/// An invented company: its name, its country and the domain of its e-mail addresses.
struct CompanyName: Sendable {
  let company: String
  let domain: String
  let country: String

  /// Draws the name of company `index`.
  ///
  /// The two halves of the name are counted through, so the first 3,072 companies differ; later
  /// ones carry a number.
  init(index: Int, from stream: inout RandomStream) {
    let pairs = Self.beginnings.count * Self.endings.count
    // A step without a factor in common with the pairs visits each once, in no visible order.
    let pair = index % pairs * 1_237 % pairs
    let round = index / pairs
    let beginning = Self.beginnings[pair / Self.endings.count]
    let stem = beginning + Self.endings[pair % Self.endings.count]
    let number = round == 0 ? "" : String(round + 1)
    let (country, forms) = stream.element(of: Self.countries)
    self.country = country
    domain = "\(stem.lowercased())\(number).example"
    company = stem + number + stream.element(of: forms)
  }

  private static let beginnings = [
    "Alder", "Amber", "Arc", "Ash", "Axel", "Bay", "Birch", "Blue", "Bolt", "Bright", "Cedar",
    "Clear", "Cloud", "Coral", "Core", "Crest", "Dawn", "Delta", "Dune", "East", "Echo", "Elm",
    "Ever", "Fair", "Fern", "Fjord", "Flint", "Fox", "Glen", "Gold", "Green", "Grey", "Halo",
    "Harbor", "Hawk", "Hazel", "High", "Iron", "Jade", "Kite", "Lake", "Lark", "Lime", "Lumen",
    "Maple", "Mill", "Moon", "North", "Oak", "Opal", "Pine", "Polar", "Quill", "Raven", "Red",
    "River", "Rock", "Sage", "Silver", "Sky", "Stone", "Sun", "Tide", "West",
  ]

  private static let endings = [
    "bank", "beam", "bridge", "brook", "cast", "craft", "dale", "data", "field", "flow", "ford",
    "forge", "gate", "grid", "grove", "haven", "hill", "house", "lab", "land", "lane", "light",
    "line", "link", "loop", "mark", "mind", "park", "path", "peak", "point", "port", "rise",
    "root", "scape", "shore", "soft", "spring", "stack", "step", "trade", "vale", "view", "wave",
    "way", "well", "wood", "works",
  ]

  private static let countries: [((String, [String]), weight: Double)] = [
    (("US", [" Inc", ", Inc.", " LLC", ""]), weight: 0.42),
    (("GB", [" Ltd", " plc", ""]), weight: 0.16),
    (("DE", [" GmbH", " AG", ""]), weight: 0.16),
    (("FR", [" SA", " SARL"]), weight: 0.09),
    (("NL", [" BV", ""]), weight: 0.07),
    (("SE", [" AB", ""]), weight: 0.05),
    (("IN", [" Pvt Ltd", ""]), weight: 0.05),
  ]
}

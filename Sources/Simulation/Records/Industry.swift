/// The industries of the world and how common they are.
enum Industry {
  static let shares: [(String, weight: Double)] = [
    ("Software", weight: 0.22), ("Finance", weight: 0.13), ("Manufacturing", weight: 0.16),
    ("Retail", weight: 0.13), ("Healthcare", weight: 0.11), ("Education", weight: 0.09),
    ("Logistics", weight: 0.08), ("Media", weight: 0.08),
  ]
}

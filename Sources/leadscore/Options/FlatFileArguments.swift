import ArgumentParser
import Foundation
import ScoringModel
import Tables
import Training

/// How a flat file of past leads is to be read.
struct FlatFileArguments: ParsableArguments {
  @Option(name: .long, help: "The column that says whether a lead converted.")
  var target: String?

  @Option(
    name: .long,
    help:
      "The value of the target that is a conversion. (default: 1, true, yes, won, closed won or converted)"
  )
  var positive: String?

  @Option(
    name: .long,
    help:
      "The values of the target that are no conversion, separated by commas; leads with any other value are left out. (default: every other value)"
  )
  var negative: String?

  @Option(
    name: .long, help: "The column that names a lead; never a feature. (default: the row number)")
  var id: String?

  @Option(name: .long, help: "Columns to leave out, separated by commas.")
  var exclude: String?

  @Option(name: .long, help: "The only columns to use, separated by commas.")
  var only: String?

  @Option(name: .long, help: "Columns to read as numbers, separated by commas.")
  var numeric: String?

  @Option(name: .long, help: "Columns to read as categories, separated by commas.")
  var categorical: String?

  @Option(
    name: .long,
    help:
      "Columns whose levels have an order, separated by commas: \"size\" by the numbers in the levels, \"urgency:low<medium<high\" as listed."
  )
  var ordered: String?

  @Option(
    name: .long, help: "The column that orders leads in time; the holdout is then the newest part.")
  var time: String?

  @Flag(name: .long, help: "The rows stand in time order; the holdout is then the newest part.")
  var inTimeOrder = false

  @Option(
    name: .long,
    help: "The column whose equal values (one company) stay on one side of the holdout.")
  var group: String?

  @Option(name: .long, help: "The column of weights.")
  var weights: String?

  @Option(
    name: .long,
    help:
      "What --weights are: frequency (a row of weight 2 is two leads) or importance (it is one lead that counts more); importance weights and --half-life give robust standard errors. (default: frequency)"
  )
  var weightType: WeightType?

  @Option(
    name: .long, help: "The age at which a lead counts half, for instance 180d; needs --time.")
  var halfLife: String?

  /// What weights stand for.
  enum WeightType: String, CaseIterable, ExpressibleByArgument {
    case frequency, importance
  }

  /// What the weights of leads stand for.
  var weightKind: WeightKind {
    weightType == .importance || halfLife != nil ? .importance : .frequency
  }

  func validate() throws {
    if weightType != nil && weights == nil {
      throw ValidationError("--weight-type needs --weights")
    }
    if let halfLife, TimeSpan(halfLife) == nil {
      throw ValidationError(
        "--half-life takes a span such as 180d, not \"\(halfLife.displayed())\"")
    }
    if halfLife != nil && time == nil { throw ValidationError("--half-life needs --time") }
  }

  /// Refuses options of flat files beside a project, which says these things itself.
  func refuse(with config: String?) throws {
    guard config != nil else { return }
    let given = [
      ("--target", target), ("--positive", positive), ("--negative", negative), ("--id", id),
      ("--only", only), ("--numeric", numeric), ("--categorical", categorical),
      ("--ordered", ordered), ("--time", time),
      ("--group", group), ("--weights", weights), ("--half-life", halfLife),
    ].first { $0.1 != nil }?.0
    if let given = inTimeOrder ? "--in-time-order" : given {
      throw ValidationError("\(given) is for flat files; with -c the project says it")
    }
  }

  /// The options, with every named column checked against the file.
  func options(target: String, file: CSVFile) throws -> FlatFileOptions {
    var options = FlatFileOptions(target: target, positive: positive, identifier: id)
    options.negatives = negative.map { Set(names($0)) }
    options.exclude = Set(names(exclude))
    options.only = only.map { Set(names($0)) }
    options.declared = Set(names(numeric) + names(categorical) + orders.keys)
    options.ordered = orders
    options.time = time
    options.isInTimeOrder = inTimeOrder
    options.group = group
    options.weights = weights
    options.halfLife = halfLife.flatMap(TimeSpan.init)
    try file.require(
      options.reserved.sorted() + names(exclude) + names(only) + names(numeric) + names(categorical)
        + orders.keys.sorted())
    return options
  }

  /// The levels of every ordered column, as far as they are listed.
  private var orders: [String: [String]] {
    var orders: [String: [String]] = [:]
    for entry in names(ordered) {
      // A column's own name may hold a colon: only what follows the last one can be a list.
      guard let colon = entry.lastIndex(of: ":"), entry[colon...].contains("<") else {
        orders[entry] = []
        continue
      }
      orders[String(entry[..<colon])] = entry[entry.index(after: colon)...].split(separator: "<")
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    return orders
  }

  /// How to read the columns that the user has named.
  var kinds: [String: ColumnKind] {
    var kinds: [String: ColumnKind] = [:]
    for name in names(numeric) { kinds[name] = .number }
    for name in names(categorical) + orders.keys { kinds[name] = .category }
    for name in [id, group].compactMap({ $0 }) { kinds[name] = .text }
    if let weights { kinds[weights] = .number }
    if let target { kinds[target] = .category }
    return kinds
  }
}

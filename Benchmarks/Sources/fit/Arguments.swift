/// What `fit` is asked to do.
struct Arguments {
  /// The work to be timed.
  enum Job: String {
    /// One ridge fit.
    case fit
    /// One lasso fit, of the strength given for ridge.
    case lassoFit = "lasso-fit"
    /// A path of 100 lasso penalties.
    case lassoPath = "lasso-path"
    /// Cross-validation of 30 ridge penalties in 10 folds.
    case ridgeCV = "ridge-cv"
  }

  let job: Job
  let folder: String
  let rows: Int
  let ridge: Double
  let dropsFirstLevel: Bool
  let repeats: Int
  let coefficients: String
  let threads: Int

  static let usage =
    "usage: fit --openblas | fit JOB FOLDER ROWS RIDGE full|reference REPEATS COEFFICIENTS THREADS"

  init(_ words: [String]) throws {
    guard words.count == 8, let job = Job(rawValue: words[0]), let rows = Int(words[2]),
      let ridge = Double(words[3]), ["full", "reference"].contains(words[4]),
      let repeats = Int(words[5]), let threads = Int(words[7])
    else { throw Failure(reason: Self.usage) }
    self.job = job
    folder = words[1]
    self.rows = rows
    self.ridge = ridge
    dropsFirstLevel = words[4] == "reference"
    self.repeats = repeats
    coefficients = words[6]
    self.threads = threads
  }

  /// Why nothing could be measured.
  struct Failure: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
  }
}

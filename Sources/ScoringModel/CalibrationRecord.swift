/// How a model's probabilities came to be calibrated, or why they were left as they are.
public struct CalibrationRecord: Sendable, Equatable, Codable {
  /// What turns log odds into probabilities.
  public enum Method: String, Sendable, Equatable, Codable, CaseIterable {
    /// Nothing but the logistic function.
    case none
    /// The same number added to all log odds.
    case shift
    /// A straight line: log odds are multiplied by one number and another is added.
    case line
    /// A rising curve of any shape.
    case isotonic
  }

  /// Which leads a calibration was learned from, none of them known to the fit that scored it.
  public enum Source: String, Sendable, Equatable, Codable, CaseIterable {
    /// The newest of the leads fitted, scored by a fit to the older ones.
    case newest
    /// All leads fitted, each scored by a fit to the other folds.
    case folds
  }

  /// A method put to the test on leads that neither the fit nor the calibration had seen.
  public struct Candidate: Sendable, Equatable, Codable {
    /// The method.
    public let method: Method
    /// Its mean log loss, in nats.
    public let logLoss: Double
    /// The mean log loss less that without calibration.
    public let difference: Double
    /// The standard error of the difference; nil for one lead.
    public let standardError: Double?

    /// The result of a test.
    public init(method: Method, logLoss: Double, difference: Double, standardError: Double?) {
      self.method = method
      self.logLoss = logLoss
      self.difference = difference
      self.standardError = standardError
    }

    enum CodingKeys: String, CodingKey {
      case method
      case logLoss = "log_loss"
      case difference
      case standardError = "standard_error"
    }
  }

  /// The method that was asked for, or `auto` for the one that pays.
  public let asked: String
  /// The method in use.
  public let method: Method
  /// Where the leads came from; nil if none were looked at.
  public let source: Source?
  /// How many leads, and conversions among them, the calibration was judged and learned by.
  public let rows, positives: Int
  /// The mean log loss of these leads without calibration; nil if none were looked at.
  public let logLoss: Double?
  /// The methods that were tried.
  public let candidates: [Candidate]

  /// A record of what was done.
  public init(
    asked: String, method: Method, source: Source?, rows: Int, positives: Int, logLoss: Double?,
    candidates: [Candidate]
  ) {
    self.asked = asked
    self.method = method
    self.source = source
    self.rows = rows
    self.positives = positives
    self.logLoss = logLoss
    self.candidates = candidates
  }

  /// The test of the method in use; nil without calibration.
  public var chosen: Candidate? { candidates.first { $0.method == method } }

  enum CodingKeys: String, CodingKey {
    case asked, method, source, rows, positives
    case logLoss = "log_loss"
    case candidates
  }
}

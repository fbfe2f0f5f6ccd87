import ArgumentParser
import Evaluation
import FeatureExtraction
import Foundation
import Monitoring
import Nightly
import RuleLearning
import RuleScoring
import ScoringModel
import Tables
import Training
import YAMLDocuments

/// The exit codes of the command, after `sysexits.h`.
enum ExitStatus: Int32 {
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case internalError = 70
  case cannotCreate = 73
  case inputOutput = 74
  case tryAgain = 75
  case permission = 77
  case configuration = 78

  /// The code that belongs to an error; nil for those that the argument parser explains itself.
  init?(of error: any Error) {
    switch error {
    case let error as InputError: self = ExitStatus(error)
    case let error as OutputError: self = ExitStatus(error)
    case let error as RegistryError: self = ExitStatus(error)
    case is DataProblems, is DataProblem, is FeatureProblem, is EvaluationError,
      is RuleLearningError, is FitError, is PromotionError, is HistoryError, is SilenceProblem,
      is HeldNight:
      self = .badData
    case let error as TrainingError: self = ExitStatus(error)
    case let error as ProjectDraftError: self = ExitStatus(error)
    case let error as BacktestError: self = ExitStatus(error)
    case let error as ConfigurationProblem: self = ExitStatus(error)
    case let error as ConfigurationProblems:
      self = error.problems.first.map(ExitStatus.init) ?? .configuration
    case let error as CommandProblem: self = error.status
    case let error as DatabaseProblem: self = ExitStatus(error)
    case is DatabaseAddressError: self = .usage
    case is ModelFeaturesError: self = .configuration
    case let error as NightProblem: self = ExitStatus(error)
    default: return nil
    }
  }

  private init(_ error: InputError) {
    switch error {
    case .notFound, .isDirectory: self = .noInput
    case .permissionDenied: self = .permission
    case .readFailed: self = .inputOutput
    case .changedWhileReading: self = .tryAgain
    }
  }

  private init(_ error: ConfigurationProblem) {
    guard case .unreadable(let code) = error.kind else {
      self = .configuration
      return
    }
    switch code {
    case EACCES, EPERM: self = .permission
    case ENOENT, ENOTDIR, EISDIR: self = .noInput
    default: self = .inputOutput
    }
  }

  private init(_ error: OutputError) {
    switch error {
    case .cannotCreate: self = .cannotCreate
    case .writeFailed: self = .inputOutput
    case .isInput: self = .usage
    }
  }

  private init(_ error: RegistryError) {
    switch error {
    case .invalidName: self = .usage
    case .unknownModel, .unknownVersion, .unknownAlias, .danglingAlias, .noFormerChampion:
      self = .noInput
    case .locked: self = .tryAgain
    case .digestMismatch, .malformed, .tooLarge, .symbolicLink, .unsigned, .badSignature, .notAKey:
      self = .badData
    }
  }

  private init(_ error: ProjectDraftError) {
    switch error {
    case .noFiles, .noTarget, .noEvents, .unclearLeads, .unrelated: self = .usage
    case .noRows, .noIdentifier, .noCreationTime, .noOutcome: self = .badData
    }
  }

  private init(_ error: BacktestError) {
    switch error {
    case .noOrder, .unknownColumn, .tooManyValues: self = .usage
    case .tooShort, .noOrigin: self = .badData
    }
  }

  private init(_ error: DatabaseProblem) {
    switch error {
    case .unavailable: self = .unavailable
    case .busy: self = .tryAgain
    case .denied: self = .permission
    case .malformed, .unusableValue, .unknownColumns, .refused: self = .badData
    case .unknownTable: self = .noInput
    case .failed: self = .inputOutput
    }
  }

  private init(_ error: NightProblem) {
    switch error {
    case .locked: self = .tryAgain
    case .noLock: self = .cannotCreate
    case .noPurpose, .nothingToWrite, .noRetention: self = .configuration
    case .rejected, .damaged: self = .badData
    }
  }

  private init(_ error: TrainingError) {
    switch error {
    case .fit(.notConverged, _): self = .internalError
    case .halfLifeNeedsTime, .windowNeedsTime: self = .usage
    default: self = .badData
    }
  }
}

/// What a command finds wrong with what it was asked to do.
enum CommandProblem: Error, CustomStringConvertible {
  case leadNotFound(id: String, source: String)
  case notTheTrainingData(model: String)
  case noHoldout(model: String)
  case needsProjectOrFile
  case needsTarget
  case incompatible(String)
  case unknownCommand(String, names: [String])
  case sameOutput(String)
  case projectUnsupported(path: String, String)
  case priorNeedsRules
  case segmentIsNoFeature(column: String, project: String, available: [String])
  case needsKnownOutcomes(String)
  case wouldOverwrite(String)
  case notPromoted([String])
  case needsComparison(challenger: String, champion: String)
  case brokenRegistry([String])

  var status: ExitStatus {
    switch self {
    case .leadNotFound, .notTheTrainingData, .noHoldout, .notPromoted, .brokenRegistry: .badData
    case .needsProjectOrFile, .needsTarget, .priorNeedsRules, .segmentIsNoFeature, .incompatible,
      .unknownCommand, .sameOutput, .needsComparison:
      .usage
    case .projectUnsupported, .needsKnownOutcomes: .configuration
    case .wouldOverwrite: .cannotCreate
    }
  }

  var description: String {
    switch self {
    case .leadNotFound(let id, let source):
      "\(source.displayed(limit: 4096)): no lead \"\(id.displayed())\""
    case .notTheTrainingData(let model):
      "these are not the leads that model \(model) was trained on, so its holdout is not known;"
        + " use the training file, or --all if the model has seen none of these leads"
    case .noHoldout(let model):
      "model \(model) was trained without a holdout; train it with --holdout 0.2, or give new"
        + " leads with --all"
    case .needsProjectOrFile: "give a CSV file, or a project with -c leadscore.yaml"
    case .needsTarget: "--target is missing: which column says whether a lead converted?"
    case .incompatible(let text): text
    case .unknownCommand(let word, let names):
      "unknown command \"\(word.displayed())\""
        + (word.nearest(among: names).map { "; did you mean \"\($0)\"?" } ?? "")
        + " See leadscore --help"
    case .sameOutput(let path):
      "\(path.displayed(limit: 4096)): is wanted for two outputs; give each its own file"
    case .wouldOverwrite(let path):
      "\(path.displayed(limit: 4096)): is there already; write elsewhere with --out, or --force"
    case .priorNeedsRules:
      "--prior rules needs a points table: name one under rules: in the project, or with --rules"
    case .segmentIsNoFeature(let column, let project, let available):
      "--segment \(column.displayed()): no feature of \(project.displayed()) is called so"
        + (column.nearest(among: available).map { "; did you mean \"\($0.displayed())\"?" }
          ?? "; segments are features too: add {column: \(column.displayed())} under features")
    case .needsKnownOutcomes(let option):
      "\(option) leaves older leads out, and from these censored: ipcw and em learn how long a"
        + " conversion takes; of the newest leads only the quick ones have an outcome. Set censored: drop"
        + " in the project, or leave out \(option)"
    case .notPromoted(let lines), .brokenRegistry(let lines): lines.joined(separator: "\n")
    case .needsComparison(let challenger, let champion):
      "\(challenger) was never compared with the champion, \(champion); give the leads that it was"
        + " trained on with --data FILE or -c leadscore.yaml, or --force"
    case .projectUnsupported(let path, let text): "\(path.displayed(limit: 4096)): \(text)"
    }
  }
}

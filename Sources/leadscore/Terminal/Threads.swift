import Foundation

/// How many threads a command uses.
enum Threads {
  static var available: Int { ProcessInfo.processInfo.activeProcessorCount }
}

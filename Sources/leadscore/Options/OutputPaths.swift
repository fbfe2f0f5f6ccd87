import FeatureExtraction
import Foundation
import Tables

/// The files that a command will write, checked before it does any work.
struct OutputPaths {
  private let paths: [String]

  /// The files wanted, nil for those that are not; `-` is standard output.
  init(_ paths: String?...) { self.paths = paths.compactMap { $0 }.filter { $0 != "-" } }

  /// Checks that no output is an input, also through links, that no two are the same file, and
  /// that each can be created.
  ///
  /// - Throws: `OutputError`, or ``CommandProblem`` for a file that is wanted twice.
  func check(inputs: [String] = []) throws {
    let read = Set(inputs.compactMap(Identity.init))
    for (index, path) in paths.enumerated() {
      let identity = Identity(path)
      if let identity, read.contains(identity) { throw OutputError.isInput(path: path) }
      let isTwice = paths[..<index].contains { earlier in
        earlier == path || identity != nil && Identity(earlier) == identity
      }
      if isTwice { throw CommandProblem.sameOutput(path) }
      try AtomicFile.checkCreatable(path)
    }
  }

  /// Which regular file a path names.
  private struct Identity: Hashable {
    let device: dev_t
    let inode: ino_t

    init?(_ path: String) {
      var status = stat()
      let isThere =
        unsafe path == "-"
        ? fstat(STDIN_FILENO, &status) : path.withPath { unsafe stat($0, &status) }
      guard isThere == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      device = status.st_dev
      inode = status.st_ino
    }
  }
}

/// The files that a command reads: a flat file, or a project with all its sources.
///
/// A project that cannot be read yields only its own file: reading it later says what is wrong.
func inputFiles(_ data: String?, _ config: String?) -> [String] {
  guard let config else { return [data].compactMap { $0 } }
  guard let project = try? Project(path: config) else { return [config] }
  let sources = [
    project.leads.source.file, project.accounts?.source.file, project.events?.source.file,
    project.outcome.table?.source.file, project.history?.source.file, project.suppressed?.file,
    project.rules,
  ]
  return [config] + sources.compactMap { $0 } + project.titles
}

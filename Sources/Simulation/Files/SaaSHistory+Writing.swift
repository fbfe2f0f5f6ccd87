import FoundationEssentials

extension SaaSHistory {
  /// Writes the history into `directory`, which is made if need be.
  ///
  /// Every file is written beside its place and then moved there, so that a reader never meets
  /// half a file; files of an earlier run are replaced.
  ///
  /// - Parameters:
  ///   - directory: The folder's path.
  ///   - includeTruth: Whether `truth.csv`, with each lead's true probability, is written too.
  /// - Throws: What Foundation throws when the folder or a file cannot be written; it names the
  ///   path.
  public func write(to directory: String, includeTruth: Bool = false) throws {
    let folder = URL(filePath: directory, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, bytes) in try files(includeTruth: includeTruth) {
      try Data(bytes).write(to: folder.appending(path: name), options: .atomic)
    }
  }

  /// The command that writes this history.
  var command: String {
    "leadscore simulate --leads \(leads.count) --seed \(seed) --out DIR"
  }

  /// All files of the history, name and bytes, in the order they are written.
  func files(includeTruth: Bool) throws -> [(name: String, bytes: [UInt8])] {
    let export = SnapshotExport(of: self)
    let truth: [(name: String, bytes: [UInt8])] =
      includeTruth ? [(name: "truth.csv", bytes: truthTable)] : []
    let document = TruthDocument(of: self)
    return [
      (name: "accounts.csv", bytes: accountsTable),
      (name: "leads.csv", bytes: leadsTable),
      (name: "events.csv", bytes: eventsTable),
      (name: "export.csv", bytes: export.labelled),
      (name: "new.csv", bytes: export.unlabelled),
      (name: "leadscore.yaml", bytes: [UInt8](ProjectFile.text.utf8)),
      (name: "rules.yaml", bytes: [UInt8](PointsTables.project.utf8)),
      (name: "export-rules.yaml", bytes: [UInt8](PointsTables.export.utf8)),
      (name: "truth.json", bytes: try document.json()),
      (name: "README.md", bytes: [UInt8](DatasetReadme.text(of: self, document: document).utf8)),
    ] + truth
  }
}

import Foundation
import Synchronization

/// A folder of its own, removed with the last reference to it.
final class Folder: Sendable {
  /// The path.
  let path: String

  /// An empty folder.
  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "leadscore-command-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// A copy of another folder.
  init(copyOf other: Folder) throws {
    path = other.path + "-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: other.path, toPath: path)
  }

  /// A folder for the whole run of the tests, removed when it ends.
  static func untilExit(copyOf other: Folder? = nil) throws -> Folder {
    let folder = try other.map { try Folder(copyOf: $0) } ?? Folder()
    _ = removal
    lasting.withLock { $0.append(folder.path) }
    return folder
  }

  private static let lasting = Mutex<[String]>([])
  private static let removal = atexit {
    for path in Folder.lasting.withLock({ $0 }) {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file.
  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path + "/" + name))
  }

  /// Writes a text.
  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
  }

  /// The text of a file.
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// Whether there is a file or a folder of a name.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  /// Removes a file or a folder.
  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  /// The names at the top of the folder, hidden ones too, sorted.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// Every path in the folder with the bytes of its file, hidden files too.
  func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      // Reading a pipe would wait for its writer; folders have no bytes.
      let type = try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.type]
      let isFile = type as? FileAttributeType == .typeRegular
      contents[name] = isFile ? try Data(contentsOf: URL(filePath: path + "/" + name)) : Data()
    }
    return contents
  }
}

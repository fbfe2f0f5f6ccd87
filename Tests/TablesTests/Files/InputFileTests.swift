#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Dispatch
import Testing

@testable import Tables

@Suite("Input files")
struct InputFileTests {
  private let folder = TemporaryFolder()

  /// Makes a named pipe and writes bytes to it from another thread.
  private func pipe(_ bytes: [UInt8], times: Int = 1) -> String {
    let path = folder.path + "/pipe"
    _ = unsafe mkfifo(path, 0o600)
    // A reader that has seen enough closes its end while this thread still writes.
    _ = signal(SIGPIPE, SIG_IGN)
    DispatchQueue.global().async {
      let descriptor = unsafe open(path, O_WRONLY)
      defer { close(descriptor) }
      for _ in 0..<times {
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = unsafe rest.withUnsafeBytes {
            unsafe write(descriptor, $0.baseAddress, $0.count)
          }
          if count <= 0 { return }
          rest = rest.dropFirst(count)
        }
      }
    }
    return path
  }

  @Test("reads at any position, less at the end")
  func read() throws {
    let file = try InputFile(path: folder.write("0123456789"))
    #expect(file.size == 10)
    #expect(try file.read(at: 3, count: 4) == Array("3456".utf8))
    #expect(try file.read(at: 8, count: 4) == Array("89".utf8))
    #expect(try file.read(at: 10, count: 4).isEmpty)
    let records = try file.records(at: 8, count: 4)
    #expect(Array(records.content) == Array("89".utf8))
    #expect(Array(records.padded.dropFirst(2)) == [UInt8](repeating: 10, count: 16))
  }

  @Test("what cannot be opened is told for what it is")
  func errors() {
    let none = folder.path + "/none.csv"
    #expect(throws: InputError.notFound(path: none)) { try InputFile(path: none) }
    #expect(throws: InputError.isDirectory(path: folder.path)) { try InputFile(path: folder.path) }
    let below = folder.write("x") + "/below"
    #expect(throws: InputError.notFound(path: below)) { try InputFile(path: below) }
  }

  @Test("a pipe is read like a file")
  func namedPipe() throws {
    let rows = (0..<50_000).map { "\($0),x\n" }.joined()
    let file = try CSVFile(pipe(Array(("id,v\n" + rows).utf8)))
    let table = try file.read(threads: 2)
    #expect(table.rowCount == 50_000)
    #expect(table["id"]?.text(49_999) == "49999")
    #expect(file.isSameFile(as: folder.path + "/pipe"))
  }

  @Test("UTF-16 through a pipe is read, though it is full of zeros")
  func utf16Pipe() throws {
    let bytes = utf16("a,b\n1,é\n", bigEndian: false)
    let file = try CSVFile(pipe([0xFF, 0xFE] + bytes), format: CSVFormat(encoding: .utf16))
    #expect(try file.read(threads: 1).rowTexts == [["1", "é"]])
  }

  @Test("UTF-16 through a pipe is named when it is not declared")
  func undeclaredUTF16Pipe() {
    let path = pipe([0xFF, 0xFE] + utf16("a,b\n1,é\n", bigEndian: false))
    let thrown = #expect(throws: DataProblems.self) { try CSVFile(path) }
    #expect(thrown?.problems.map(\.kind) == [.utf16])
  }

  @Test("an endless device is refused at once")
  func endlessDevice() {
    let thrown = #expect(throws: DataProblems.self) { try CSVFile("/dev/zero") }
    #expect(thrown?.problems.map(\.kind) == [.nulByte])
    #expect(thrown?.problems.map(\.place.short) == ["1:1"])
  }

  @Test("an endless line from a pipe ends with the longest record")
  func endlessLine() throws {
    let path = pipe(Array("a,b\n1,".utf8) + [UInt8](repeating: 0x78, count: 1 << 20), times: 1)
    _ = try CSVFile(path)
    _ = unsafe unlink(path)
    let endless = pipe([UInt8](repeating: 0x78, count: 1 << 20), times: 4000)
    let thrown = #expect(throws: DataProblems.self) { try CSVFile(endless) }
    #expect(
      thrown?.problems.map(\.kind) == [.fieldTooLong(limit: 1 << 20)]
        || thrown?.problems.map(\.kind) == [.recordTooLong(limit: 1 << 20)])
  }

  @Test("a file that changes while it is read is refused, also when it then looks broken")
  func changed() throws {
    let path = folder.write("a,b\n1,2\n3,4\n")
    let file = try CSVFile(path)
    #expect(try file.read(threads: 1).rowCount == 2)
    _ = folder.write("a,b\n1,2\n3\n")
    #expect(throws: InputError.changedWhileReading(path: path)) { try file.read(threads: 1) }
    #expect(throws: InputError.changedWhileReading(path: path)) {
      try file.stream([("a", .number)], threads: 1) {
        $0.rowCount
      } consume: { _ in
      }
    }
  }

  @Test("a change is seen after a change of encoding, too")
  func changedEncoding() throws {
    let path = folder.write([0xE9, 0x0A, 0x31, 0x0A])
    let file = try CSVFile(path, format: CSVFormat(encoding: .windows1252))
    folder.write([0xE9, 0x0A, 0x31, 0x0A, 0x32, 0x0A])
    #expect(throws: InputError.changedWhileReading(path: path)) { try file.read(threads: 1) }
  }

  @Test("an empty file is told as such")
  func empty() {
    let thrown = #expect(throws: DataProblems.self) { try CSVFile(folder.write("")) }
    #expect(thrown?.problems.map(\.kind) == [.emptyFile])
  }

  @Test("errors are told in a line")
  func descriptions() {
    #expect(InputError.notFound(path: "a\u{1B}").description == "a\\u{1b}: no such file")
    #expect(
      InputError.isDirectory(path: "a").description == "a: is a directory, a file is expected")
    #expect(InputError.permissionDenied(path: "a").description == "a: permission denied")
    #expect(
      InputError.readFailed(path: "a", errno: EIO).description
        == "a: read failed: Input/output error")
    #expect(
      InputError.changedWhileReading(path: "a").description
        == "a: changed while reading; try again when it is complete")
  }
}

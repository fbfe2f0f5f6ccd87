#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Testing

@testable import Tables

@Suite("Files that appear whole or not at all")
struct AtomicFileTests {
  private let folder = TemporaryFolder()

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status.st_mode : 0
  }

  @Test("a committed file has its bytes and may be read by its owner only")
  func commit() throws {
    let path = folder.path + "/out.csv"
    let file = try AtomicFile(path: path)
    try file.write(Array("a,b\n".utf8))
    try file.write([])
    try file.write(Array("1,2\n".utf8))
    #expect(folder.text(of: "out.csv") == nil)
    try file.commit()
    #expect(folder.text(of: "out.csv") == "a,b\n1,2\n")
    #expect(mode(path) & 0o777 == 0o600)
    #expect(folder.names == ["out.csv"])
  }

  @Test("before the commit the bytes are in a hidden file beside the target, for its owner only")
  func temporary() throws {
    let file = try AtomicFile(path: folder.path + "/out.csv")
    let names = folder.names
    #expect(names.count == 1)
    #expect(names.first?.hasPrefix(".out.csv.tmp-\(getpid())-") == true)
    #expect(mode(folder.path + "/" + (names.first ?? "")) & 0o777 == 0o600)
    withExtendedLifetime(file) {}
  }

  @Test("without a commit nothing is left and the old file stays")
  func abandoned() throws {
    let path = folder.write("old", to: "out.csv")
    do {
      let file = try AtomicFile(path: path)
      try file.write(Array("new".utf8))
      #expect(folder.names.count == 2)
    }
    #expect(folder.names == ["out.csv"])
    #expect(folder.text(of: "out.csv") == "old")
    try AtomicFile.write(Array("new".utf8), to: path)
    #expect(folder.text(of: "out.csv") == "new")
  }

  @Test("a symbolic link is neither followed nor replaced")
  func symbolicLink() throws {
    _ = folder.write("old", to: "real.csv")
    let link = folder.path + "/link.csv"
    for target in [folder.path + "/real.csv", "nowhere.csv"] {
      #expect(unsafe symlink(target, link) == 0)
      #expect(throws: OutputError.cannotCreate(path: link, errno: ELOOP)) {
        try AtomicFile.write([1], to: link)
      }
      #expect(mode(link) & S_IFMT == S_IFLNK)
      _ = unsafe unlink(link)
    }
    #expect(folder.text(of: "real.csv") == "old")
    #expect(folder.names == ["real.csv"])
  }

  @Test("a device or a pipe is written straight and stays what it is")
  func devices() throws {
    let link = folder.path + "/null"
    #expect(unsafe symlink("/dev/null", link) == 0)
    for path in ["/dev/null", link] { try AtomicFile.write(Array("gone".utf8), to: path) }
    #expect(mode("/dev/null") & S_IFMT == S_IFCHR)
    #expect(mode(link) & S_IFMT == S_IFLNK)
  }

  @Test("a full device is an error, not lost output")
  func full() throws {
    let file = try AtomicFile(path: "/dev/full")
    #expect(throws: OutputError.writeFailed(path: "/dev/full", errno: ENOSPC)) {
      try file.write([1])
    }
  }

  @Test(
    "a directory and a path without one cannot be written", arguments: ["", "/", "/none/out.csv"])
  func impossible(path: String) {
    #expect(throws: OutputError.self) { try AtomicFile(path: path) }
    #expect(throws: OutputError.cannotCreate(path: folder.path, errno: EISDIR)) {
      try AtomicFile(path: folder.path)
    }
  }

  @Test("leftovers of writers that are gone are removed, those of living ones stay")
  func leftovers() throws {
    let living = ".out.csv.tmp-1-abc"
    for name in [
      ".out.csv.tmp-999999999-abc", living, ".other.csv.tmp-999999999-abc", ".out.csv.tmp-x",
    ] {
      folder.write([], to: name)
    }
    try AtomicFile.write([1], to: folder.path + "/out.csv")
    #expect(folder.names == [".other.csv.tmp-999999999-abc", living, ".out.csv.tmp-x", "out.csv"])
  }

  @Test("errors are told in a line")
  func descriptions() {
    let created = OutputError.cannotCreate(path: "a\nb", errno: EACCES)
    #expect(created.description == "a\\u{a}b: cannot create: Permission denied")
    #expect(
      OutputError.writeFailed(path: "x", errno: ENOSPC).description
        == "x: write failed: No space left on device")
    #expect(
      OutputError.isInput(path: "x").description == "x: is also the input; choose another output")
  }
}

import Foundation
import Testing

@Suite("A, L: files, pipes and the environment")
struct StreamTests {
  private func folder() throws -> Folder { try TrainedModel.folder(leads: LeadsFile().bytes()) }

  /// Whether tests may give up the rights of root, under which everything may be read and written.
  static let canDropRoot =
    geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

  private static let unprivileged =
    geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""

  @Test(
    "A01 A file that is not there is refused", arguments: Reader.allCases,
    ["no.csv", "leads.csv/no"])
  func absent(_ reader: Reader, _ path: String) throws {
    try expectRefused(
      reader.arguments.map { $0 == "leads.csv" ? path : $0 }, in: folder(), status: 66,
      ["error: \(path): no such file"])
  }

  @Test("A02 A folder is refused", arguments: Reader.allCases)
  func directory(_ reader: Reader) throws {
    try expectRefused(
      reader.arguments.map { $0 == "leads.csv" ? "models" : $0 }, in: folder(), status: 66,
      ["models: is a directory, a file is expected"])
  }

  @Test(
    "A03 A file that may not be read is refused", .enabled(if: canDropRoot),
    arguments: [
      ("train leads.csv --target won", "leads.csv: permission denied"),
      ("score leads.csv --model leads", "models/leads: permission denied"),
      ("models list", "models: permission denied"),
      ("rules check rules.yaml", "rules.yaml: cannot be read: Permission denied"),
    ])
  func unreadable(_ command: String, _ words: String) throws {
    let folder = try folder()
    try folder.write("name: r\n", to: "rules.yaml")
    let run = try Leadscore.shell(
      """
      chmod 777 . && chmod 000 leads.csv models/leads rules.yaml
      case '\(command)' in models*) chmod 000 models;; *) chmod 755 models;; esac
      \(StreamTests.unprivileged)"$leadscore" \(command); status=$?
      chmod -R u+rwX . ; exit $status
      """, in: folder)
    #expect(run.status == 77, "\(run.errors)")
    #expect(run.errors.contains("error: \(words)"), "\(run.errors)")
  }

  @Test(
    "A folder that may not be written to is refused", .enabled(if: canDropRoot),
    arguments: [
      "score leads.csv --model leads", "train leads.csv --target won --id id",
      "score leads.csv --model leads --out - --json j.json",
    ])
  func unwritable(_ command: String) throws {
    let folder = try folder()
    let before = try folder.contents()
    let run = try Leadscore.shell(
      """
      chmod -R a+rX,a-w . && \(StreamTests.unprivileged)"$leadscore" \(command); status=$?
      chmod -R u+rwX . ; exit $status
      """, in: folder)
    #expect(run.status == 73)
    #expect(run.errors.contains("cannot create: Permission denied"), "\(run.errors)")
    #expect(try folder.contents() == before)
  }

  @Test(
    "A17 Standard input and a named pipe are read as files are",
    arguments: [
      #""$leadscore" score - --model leads --quiet < leads.csv"#,
      #"cat leads.csv | "$leadscore" score - --model leads --quiet"#,
      #"mkfifo p.csv; cat leads.csv > p.csv & "$leadscore" score p.csv --model leads --quiet"#,
      #""$leadscore" score leads.csv --model leads --out - > scores.csv"#,
      #""$leadscore" score leads.csv --model leads --out - | cat > scores.csv"#,
      #""$leadscore" score leads.csv --model leads --quiet --out /dev/stdout | cat > scores.csv"#,
    ])
  func streams(_ script: String) throws {
    let streamed = try folder()
    let other = try Leadscore.shell(script, in: streamed)
    #expect(other.status == 0 && other.errors.isEmpty, "\(other.errors)")
    #expect(try streamed.bytes("scores.csv") == TrainedModel.scores.get())
  }

  @Test("A17 A model is learned from standard input under the name leads")
  func trainFromInput() throws {
    let folder = try folder()
    let run = try Leadscore.run(
      ["train", "-", "--target", "won", "--id", "id"], in: folder, input: LeadsFile().bytes())
    #expect(run.status == 0)
    #expect(run.output.contains("240 from standard input"))
    let digests = try Leadscore.shell(
      "sha256sum models/leads/*/model.json | cut -c1-64 | uniq | wc -l", in: folder)
    #expect(digests.output == "1\n")
  }

  @Test(
    "A18 A device without end is refused",
    arguments: [
      (#""$leadscore" check /dev/zero --target won"#, "/dev/zero:1:1: NUL byte"),
      (#"yes a,b,c | tr -d '\n' | "$leadscore" check - --target won"#, "-:1:1: record longer than"),
    ])
  func endless(_ script: String, _ words: String) throws {
    let run = try Leadscore.shell(script, in: try folder())
    #expect(run.status == 65)
    #expect(run.errors.contains("error: \(words)"), "\(run.errors)")
  }

  @Test("A19 A file that grows while it is read is refused, and the old scores stay")
  func growing() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile(count: 20_000).bytes())
    try folder.write("old", to: "scores.csv")
    let run = try Leadscore.shell(
      """
      (while [ ! -e stop ]; do echo >> leads.csv; done) & writer=$!
      sleep 0.05; "$leadscore" score leads.csv --model leads; status=$?
      touch stop; wait $writer; exit $status
      """, in: folder)
    #expect(run.status == 75)
    #expect(
      run.errors == "error: leads.csv: changed while reading; try again when it is complete\n")
    #expect(try folder.text("scores.csv") == "old")
    #expect(try folder.names() == ["leads.csv", "models", "scores.csv", "stop"])
  }

  @Test("A20 The memory of scoring does not grow with the bytes of the file", arguments: [1, 3])
  func memory(threads: Int) throws {
    let folder = try TrainedModel.folder()
    // The same leads with a note of two characters, and of two thousand.
    let peaks = try [2, 2000].map { length -> Int in
      let note = String(repeating: "x", count: length)
      var file = LeadsFile(count: 15_000)
      file.header.append("note")
      file.rows = file.rows.map { $0 + [note] }
      try folder.write(file.bytes(), to: "leads.csv")
      let run = try Leadscore.shell(
        """
        "$leadscore" score leads.csv --model leads --threads \(threads) --quiet & scoring=$!
        while [ -d /proc/$scoring ]; do grep VmHWM /proc/$scoring/status >> peaks; sleep 0.01; done
        wait $scoring; status=$?; tail -1 peaks; rm peaks; exit $status
        """, in: folder)
      #expect(run.status == 0)
      let peak = run.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.last
      return try #require(peak, "\(run.output)")
    }
    // 30 MB more to read; blocks of them are in memory, a few at a time.
    #expect(peaks[1] < peaks[0] + 20_000, "\(peaks) kB")
  }

  @Test("A25 A file whose name is no UTF-8 is opened by its bytes and shown escaped")
  func nameInBytes() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile().bytes())
    let run = try Leadscore.shell(
      #"""
      name=$(printf 'l\351ads-\377.csv'); mv leads.csv "$name"
      out=$(printf 'sc\303\251-\360.csv')
      "$leadscore" score "$name" --model leads --out "$out" --top 0 || exit 1
      mv "$out" scores.csv && mv "$name" leads.csv
      "$leadscore" score "$name" --model leads
      """#, in: folder)
    #expect(run.status == 66)
    #expect(run.output.contains("Wrote sc\u{E9}-\\xf0.csv"), "\(run.output)")
    #expect(run.errors == "error: l\\xe9ads-\\xff.csv: no such file\n")
    #expect(try folder.bytes("scores.csv") == TrainedModel.scores.get())
    let onto = try Leadscore.shell(
      #"name=$(printf '\377.csv'); mv leads.csv "$name"; "$leadscore" score "$name" --model leads --out "$name""#,
      in: folder)
    #expect(onto.errors == "error: \\xff.csv: is also the input; choose another output\n")
  }

  @Test(
    "L04 Standard output on a full disk is an error",
    arguments: [
      "score leads.csv --model leads --out -", "score leads.csv --model leads",
      "score leads.csv --model leads --json -", "train leads.csv --target won --id id",
      "check leads.csv --target won --id id", "explain leads.csv --model leads --lead L3",
      "models list", "models show leads", "models verify", "--version", "--help", "train --help",
    ])
  func fullDisk(_ command: String) throws {
    let run = try Leadscore.shell(#""$leadscore" "# + command + " > /dev/full", in: try folder())
    #expect(run.status == 74)
    #expect(run.errors == "error: standard output: write failed: No space left on device\n")
  }

  @Test("A device is written to, never replaced by a file")
  func device() throws {
    let folder = try folder()
    let run = try Leadscore.shell(
      """
      "$leadscore" score leads.csv --model leads --quiet --out /dev/null || exit
      test -c /dev/null || exit 9
      "$leadscore" score leads.csv --model leads --quiet --out /dev/full
      """, in: folder)
    #expect(run.status == 74)
    #expect(run.errors == "error: /dev/full: write failed: No space left on device\n")
  }

  @Test("L03 A reader that goes early ends the command quietly")
  func closedPipe() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile(count: 5000).bytes())
    let run = try Leadscore.shell(
      #"("$leadscore" score leads.csv --model leads --out -; echo $? > status) | head -1"#,
      in: folder)
    #expect(run.output.hasPrefix("id,probability,"))
    #expect(run.errors.isEmpty)
    #expect(["0\n", "141\n"].contains(try folder.text("status")))
    #expect(try folder.names() == ["leads.csv", "models", "status"])
  }

  @Test(
    "L05 Closed standard streams are never taken for files",
    arguments: [
      (">&-", 74), (">&- 2>&-", 74), ("<&- >&- 2>&-", 74), ("2>&-", 0), ("<&-", 0),
    ])
  func closedStreams(_ redirection: String, _ status: Int32) throws {
    let closed = try folder()
    let run = try Leadscore.shell(
      #""$leadscore" score leads.csv --model leads "# + redirection, in: closed)
    #expect(run.status == status)
    #expect(try closed.bytes("scores.csv") == TrainedModel.scores.get())
    #expect(try closed.names() == ["leads.csv", "models", "scores.csv"])
  }

  @Test("L05 No home, no temporary folder of one's own and a removed working folder do no harm")
  func bareEnvironment() throws {
    let folder = try folder()
    let run = try Leadscore.shell(
      """
      here=$PWD; mkdir gone; cd gone; rmdir ../gone
      env -i "$leadscore" score "$here/leads.csv" --models "$here/models" --model leads \
        --quiet --out "$here/scores.csv"
      """, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.has("scores.csv"))
  }

  @Test("L07 A limit on the size of files is an error, and the old scores stay")
  func fileSizeLimit() throws {
    let folder = try TrainedModel.folder(leads: LeadsFile(count: 5000).bytes())
    try folder.write("old", to: "scores.csv")
    let run = try Leadscore.shell(
      #"ulimit -f 100; "$leadscore" score leads.csv --model leads"#, in: folder)
    #expect(run.status == 74)
    #expect(run.errors.contains("File too large"), "\(run.errors)")
    #expect(try folder.text("scores.csv") == "old")
    #expect(try folder.names() == ["leads.csv", "models", "scores.csv"])
  }

  @Test("L07 A folder for scratch files that is not there is an error that names it")
  func noScratchFolder() throws {
    let folder = try folder()
    let run = try Leadscore.run(
      ["score", "leads.csv", "--model", "leads"], in: folder,
      environment: ["TMPDIR": folder.path + "/none"])
    #expect(run.status == 73)
    #expect(
      run.errors == "error: scratch file in \(folder.path)/none (TMPDIR names another folder):"
        + " cannot create: No such file or directory\n")
    #expect(try folder.names() == ["leads.csv", "models"])
  }

  @Test("L07 Sixteen open files are enough")
  func fewDescriptors() throws {
    let run = try Leadscore.shell(
      #"ulimit -n 16; "$leadscore" score leads.csv --model leads --quiet"#, in: try folder())
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(
    "L09 Any file name is read and written",
    arguments: [
      "two words.csv", "it's \"quoted\".csv", "-leads.csv", "Grüße 🦊.csv", "a\nb.csv", "--.csv",
      "$(x).csv",
    ])
  func fileName(_ name: String) throws {
    let folder = try folder()
    try folder.write(LeadsFile().bytes(), to: name)
    let train = try Leadscore.run(
      [
        "train", "--target", "won", "--id", "id", "--name", "other", "--json=./j\(name)", "--",
        name,
      ],
      in: folder)
    #expect(train.status == 0, "\(train.errors)")
    #expect(folder.has("j\(name)"))
    let score = try Leadscore.run(
      ["score", "--model", "other", "--out=s\(name)", "--", name], in: folder)
    #expect(score.status == 0, "\(score.errors)")
    #expect(try folder.text("s\(name)").hasPrefix("id,"))
    try folder.write("id,visits\n", to: name)
    let broken = try Leadscore.run(["score", "--model", "other", "--", name], in: folder)
    #expect(broken.status == 65)
    #expect(broken.errors.hasPrefix("error: \(name.replacing("\n", with: "\\u{a}")):1:1: "))
  }
}

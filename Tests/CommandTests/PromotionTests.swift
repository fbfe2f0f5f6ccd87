import Foundation
import Testing

@Suite("Champions and challengers")
struct PromotionTests {
  private static let train = ["train", "leads.csv", "--target", "won", "--id", "id", "--quiet"]

  /// A folder with 1,200 leads and versions: 1 of all columns, 2 of the same, 3 of the weak column.
  private static let trained = Result {
    let folder = try Folder.untilExit()
    try folder.write(LeadsFile(count: 1200).bytes(), to: "leads.csv")
    for more in [[], [], ["--only", "industry"]] as [[String]] {
      let run = try Leadscore.run(train + more, in: folder)
      try #require(run.status == 0, "\(run.errors)")
    }
    return folder
  }

  private func folder() throws -> Folder { try Folder(copyOf: PromotionTests.trained.get()) }

  private func promote(_ model: String, _ more: String..., in folder: Folder) throws
    -> Leadscore.Run
  {
    try Leadscore.run(["models", "promote", model] + more, in: folder)
  }

  @Test("A worse challenger is refused with the evidence, and nothing changes")
  func worse() throws {
    let folder = try folder()
    #expect(try promote("leads@1", in: folder).status == 0)
    try expectRefused(
      ["models", "promote", "leads@3", "--data", "leads.csv"], in: folder, status: 65,
      ["leads@3 is not promoted. The challenger is worse", "240 leads", "AUC 0."])
  }

  @Test("An equal challenger is not promoted for being new")
  func equal() throws {
    let folder = try folder()
    #expect(try promote("leads@1", in: folder).status == 0)
    try expectRefused(
      ["models", "promote", "leads@2", "--data", "leads.csv"], in: folder, status: 65,
      ["being new is no reason", "difference +0.0000 (+0.0000 to +0.0000)"])
    let accepted = try promote(
      "leads@2", "--data", "leads.csv", "--accept-equal", in: folder)
    #expect(accepted.status == 0)
  }

  @Test("A better challenger is promoted, and a rollback brings back the old scores, bit for bit")
  func better() throws {
    let folder = try folder()
    func scores(_ name: String) throws -> [UInt8] {
      let run = try Leadscore.run(
        ["score", "leads.csv", "--model", "leads", "--out", name, "--quiet"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      return try folder.bytes(name)
    }
    let forced = try promote("leads@3", "--force", in: folder)
    #expect(forced.status == 0, "\(forced.errors)")
    let before = try scores("before.csv")
    let run = try promote("leads@1", "--data", "leads.csv", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("The challenger is better"))
    #expect(try scores("between.csv") != before)
    let back = try Leadscore.run(["models", "rollback", "leads"], in: folder)
    #expect(back.output == "The champion of leads is version 3 again, not 1\n")
    #expect(try scores("after.csv") == before)
    let log = try Leadscore.run(["models", "log", "leads"], in: folder)
    #expect(log.output.split(separator: "\n").count == 3)
  }

  @Test("A challenger that nobody compared with the champion needs the leads")
  func uncompared() throws {
    let folder = try folder()
    #expect(try promote("leads@1", in: folder).status == 0)
    try expectRefused(
      ["models", "promote", "leads@2"], in: folder, status: 64,
      ["leads@2 was never compared with the champion, leads@1"])
    try expectRefused(
      ["models", "promote", "leads"], in: folder, status: 64, ["say which version"])
  }

  @Test("A retrained model is compared, kept as challenger, and promoted if it earns it")
  func challenge() throws {
    let folder = try folder()
    #expect(try promote("leads@3", "--force", in: folder).status == 0)
    let run = try Leadscore.run(
      Array(PromotionTests.train.dropLast()) + ["--challenge", "--json", "t.json"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Challenge  The challenger is better"))
    let challenge = try JSON(folder.text("t.json"))["challenge"]
    #expect(challenge?.text("verdict") == "better")
    let list = try Leadscore.run(["models", "list"], in: folder)
    #expect(list.output.contains("4  challenger"))
    // Its comparison is kept beside it: no leads are needed any more.
    try folder.remove("leads.csv")
    let promoted = try promote("leads@challenger", in: folder)
    #expect(promoted.status == 0, "\(promoted.errors)")
    #expect(promoted.output.hasPrefix("leads@4 is the champion now; before it was leads@3\n"))
  }

  @Test("Of two promotions at once one wins, and the registry stays whole")
  func race() throws {
    let folder = try folder()
    let run = try Leadscore.shell(
      """
      "$leadscore" models promote leads@3 --force --quiet || exit 9
      for turn in 1 2 3 4; do
        "$leadscore" models promote leads@1 --force --quiet 2> /dev/null & a=$!
        "$leadscore" models promote leads@2 --force --quiet 2> /dev/null & b=$!
        wait $a; x=$?; wait $b; y=$?
        case "$x$y" in 00|075|750) ;; *) echo "codes $x $y"; exit 8;; esac
        "$leadscore" models verify > /dev/null || exit 7
      done
      """, in: folder)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test("X05 Killed at any system call that writes, a promotion has happened or has not")
  func killed() throws {
    let folder = try folder()
    guard try Leadscore.shell("command -v strace", in: folder).status == 0 else {
      print("skipped: there is no strace to kill a promotion with")
      return
    }
    let run = try Leadscore.shell(
      """
      "$leadscore" models promote leads@1 --force --quiet || exit 9
      points=0
      for call in openat flock write fsync rename; do
        when=1
        [ $call = openat ] && when=20
        while :; do
          strace -f -qq -o trace.txt -e trace=$call -e inject=$call:signal=KILL:when=$when \
            "$leadscore" models promote leads@2 --force --quiet 2> /dev/null
          code=$?
          "$leadscore" models verify > /dev/null 2> errors.txt || { cat errors.txt; exit 8; }
          champion=$("$leadscore" models list | awk '/champion/ { print $2 }')
          case "$champion" in 1|2) ;; *) echo "champion $champion"; exit 7;; esac
          [ $code = 0 ] && break
          points=$((points + 1))
          "$leadscore" models promote leads@2 --force --quiet || { echo "no recovery"; exit 6; }
          "$leadscore" models promote leads@1 --force --quiet || exit 5
          when=$((when + 1))
          [ $call = openat ] && when=$((when + 4))
          [ $when -gt 400 ] && exit 4
        done
        "$leadscore" models promote leads@1 --force --quiet || exit 3
      done
      echo $points
      """, in: folder)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let points = Int(run.output.split(separator: "\n").last ?? "") ?? 0
    #expect(points >= 5, "a sweep that kills nothing shows nothing")
    print("killed a promotion at \(points) points")
  }
}

import Testing

@testable import Training

@Suite("The pace of steps")
struct StepPaceTests {
  private static func pace(_ lengths: [Double]) -> StepPace {
    var pace = StepPace()
    for length in lengths { pace.add(length) }
    return pace
  }

  @Test("is that of the last three steps, and tells how many are left")
  func remaining() throws {
    let pace = Self.pace([5, 1, 0.5, 0.02, 0.001])
    #expect(abs(try #require(pace.contraction) - 0.1) < 1e-12)
    #expect(abs(try #require(pace.remaining(to: 1e-8)) - 5) < 1e-9)
  }

  @Test("is not known before there are three, nor of use at the goal")
  func unknown() {
    #expect(Self.pace([1, 0.1, 0.01]).remaining(to: 1e-8) == nil)
    #expect(Self.pace([1, 0.1, 0.01, 1e-9]).remaining(to: 1e-8) == nil)
  }

  @Test("of steps that become no shorter leads nowhere")
  func endless() {
    #expect(Self.pace([1, 0.5, 0.7, 1]).remaining(to: 1e-8) == .infinity)
  }

  @Test(
    "makes a matrix old that was made far away, once little is left to go",
    arguments: [
      ([1.0], false), ([1, 0.1], true), ([0.1], false), ([0.1, 0.05, 0.06], true), ([], false),
    ])
  func old(lengths: [Double], isOld: Bool) {
    #expect(Self.pace(lengths).isOld == isOld)
  }

  @Test("starts anew with a new matrix")
  func renewed() {
    var pace = Self.pace([1, 0.1])
    pace.renew()
    #expect(!pace.isOld && !pace.hasMoved)
    pace.add(0.15)
    #expect(!pace.isOld && pace.hasMoved && pace.isNear)
  }
}

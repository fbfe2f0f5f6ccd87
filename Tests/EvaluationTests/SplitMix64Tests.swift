@testable import Evaluation
import Testing

struct SplitMix64Tests {
  // The reference implementation, https://prng.di.unimi.it/splitmix64.c.
  @Test(
    "The stream is that of the reference implementation",
    arguments: [
      (0, [16_294_208_416_658_607_535, 7_960_286_522_194_355_700, 487_617_019_471_545_679]),
      (
        1_234_567,
        [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
      ),
    ] as [(UInt64, [UInt64])])
  func reference(seed: UInt64, expected: [UInt64]) {
    var stream = SplitMix64(seed: seed)
    #expect(expected.map { _ in stream.next() } == expected)
    #expect(expected.indices.map { SplitMix64.number($0, seed: seed) } == expected)
  }
}

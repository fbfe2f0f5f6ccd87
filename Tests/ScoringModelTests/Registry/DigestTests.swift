import ScoringModel
import Testing

@Suite("A digest")
struct DigestTests {
  // FIPS 180-4, appendix B.
  @Test(
    "is SHA-256 in lower-case hexadecimal",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func bytes(_ text: String, digest: String) {
    #expect(Digest.sha256(Array(text.utf8)) == digest)
  }

  @Test("of words is that of their little-endian bytes", arguments: [0, 1, 1023, 1024, 1025, 3000])
  func words(_ count: Int) {
    let words = (0..<UInt64(count)).map { $0 &* 0x9e37_79b9_7f4a_7c15 }
    let bytes = words.flatMap { word in (0..<8).map { UInt8(word >> (8 * $0) & 0xff) } }
    #expect(Digest.sha256(words) == Digest.sha256(bytes))
  }
}

import FeatureExtraction
import ScoringModel
import Tables
import TestSupport
import Testing

@testable import Nightly

@Suite("The names of leads in records")
struct LeadNamesTests {
  // printf 00Q1 | openssl dgst -sha256 -hmac key; printf 00Q1 | sha256sum
  @Test(
    "are the first 16 digits of a hash, keyed where there is a key",
    arguments: [
      (Pseudonyms(key: Array("key".utf8)), "f73c6ce942ba6272"), (nil, "35bc5343dc267c63"),
    ])
  func names(_ pseudonyms: Pseudonyms?, _ expected: String) throws {
    let names = LeadNames(pseudonyms: pseudonyms)
    #expect(names.name(of: "00Q1") == expected)
    let numbers = try names.numbers(of: ["00Q1", "00Q2", "00Q1"], threads: 2)
    #expect(numbers.map(\.hexadecimal) == ["00Q1", "00Q2", "00Q1"].map(names.name))
  }

  @Test("keep their sixteen digits when they begin with zeros")
  func digits() {
    #expect(UInt64(0xab).hexadecimal == "00000000000000ab")
    #expect(UInt64.max.hexadecimal == "ffffffffffffffff" && UInt64(0).hexadecimal.count == 16)
  }

  @Test("are in the order of the leads, whatever the number of threads", arguments: [1, 2, 3])
  func order(_ threads: Int) throws {
    let names = LeadNames(pseudonyms: Pseudonyms(key: [1]))
    let identifiers = (0..<20_000).map { "lead-\($0)" }
    let numbers = try names.numbers(of: identifiers, threads: threads)
    #expect(numbers.count == 20_000)
    for row in [0, 1, 8191, 8192, 19_999] {
      #expect(numbers[row].hexadecimal == names.name(of: identifiers[row]))
    }
  }
}

@Suite("The conversions of leads by name")
struct LeadConversionsTests {
  @Test("tell a lead that converted from one that did not and from one that is not known")
  func conversions() {
    let won = Timestamp(microseconds: -5)
    let conversions = LeadConversions(
      [.open, .won(won), .lost(nil), .won(Timestamp(microseconds: 7))], names: [30, 10, 0, .max])
    #expect(conversions.conversion(of: 10) == .some(.some(won)))
    #expect(conversions.conversion(of: .max) == .some(.some(Timestamp(microseconds: 7))))
    #expect(conversions.conversion(of: 30) == .some(.none))
    #expect(conversions.conversion(of: 0) == .some(.none))
    #expect(conversions.conversion(of: 11) == nil && conversions.conversion(of: 31) == nil)
    #expect(LeadConversions([], names: []).conversion(of: 1) == nil)
  }
}

@Suite("The record of tiers")
struct TierRecordTests {
  @Test("tells the tier that each lead was in, by name, and of others nothing")
  func roundTrip() throws {
    try withTemporaryFolder { folder in
      #expect(try TierRecord(in: folder, threads: 1).tier(of: 1) == nil)
      let leads = (0..<10_000).map { UInt64($0).mixed }
      let tiers = (0..<10_000).map { UInt16($0 % 3) }
      try TierRecord.write(leads, tiers, names: ["hot", "w,arm", "cold"], in: folder)
      let record = try TierRecord(in: folder, threads: 2)
      for row in [0, 1, 2, 4095, 4096, 9_999] {
        #expect(record.tier(of: leads[row]) == ["hot", "w,arm", "cold"][row % 3])
      }
      #expect(record.tier(of: 12_345) == nil)
    }
  }
}

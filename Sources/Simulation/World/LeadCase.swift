#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One lead's whole story, drawn from streams of its own, before it has an id.
struct LeadCase: Sendable {
  /// The number its streams are drawn by: the order of drawing, not of creation.
  let serial: Int
  let createdAt: Int
  let profile: SaaSHistory.Profile
  let accountIndex: Int?
  /// The serial of the lead this one repeats.
  let duplicateOf: Int?
  let standing: SaaSHistory.Standing
  let truth: SaaSHistory.Truth
  /// What the log holds of it: nothing at the cut-off or later.
  let actions: [Action]

  /// All leads in the order of creation.
  static func all(
    count: Int, accounts: [SaaSHistory.Account], world: SaaSHistory.World, seed: UInt64
  ) -> [Self] {
    let accountWeights = CumulativeWeights(accounts.map(\.weight))
    let duplicateCount = Int((Double(count) * world.duplicateShare).rounded())
    let originals = (0..<(count - duplicateCount)).map { serial in
      Self(
        serial: serial, accounts: accounts, accountWeights: accountWeights, world: world,
        seed: seed)
    }
    let duplicates = (0..<duplicateCount).map { index in
      var stream = RandomStream(seed: seed, purpose: .duplicate, index: index)
      return Self(
        repeating: stream.element(of: originals), serial: originals.count + index,
        from: &stream)
    }
    return (originals + duplicates).sorted { ($0.createdAt, $0.serial) < ($1.createdAt, $1.serial) }
  }

  /// Draws the story of one person.
  private init(
    serial: Int, accounts: [SaaSHistory.Account], accountWeights: CumulativeWeights,
    world: SaaSHistory.World, seed: UInt64
  ) {
    func stream(_ purpose: RandomStream.Purpose) -> RandomStream {
      RandomStream(seed: seed, purpose: purpose, index: serial)
    }
    var arrivalStream = stream(.arrival)
    var profileStream = stream(.profile)
    var behaviourStream = stream(.behaviour)
    var outcomeStream = stream(.outcome)
    var customerStream = stream(.customer)

    let createdAt = world.arrivals.moment(from: &arrivalStream)
    let progress = WorldCalendar.progress(of: createdAt)
    let source = profileStream.element(of: SaaSHistory.Profile.sourceShares(at: progress))
    let isFreeMail = profileStream.chance(SaaSHistory.Profile.freeMailShare(of: source))
    let accountIndex = isFreeMail ? nil : accountWeights.index(from: &profileStream)
    let account = accountIndex.map { accounts[$0] }
    let profile = SaaSHistory.Profile(
      source: source, account: account, serial: serial, from: &profileStream)

    let interest = Interest.draw(for: profile, from: &behaviourStream)
    let actions = BehaviourProcess(createdAt: createdAt, form: profile.form, interest: interest)
      .actions(from: &behaviourStream)
    let engagement = Engagement(
      actions: actions, before: createdAt + WorldCalendar.snapshotDelay)
    let outcome = Outcome(
      createdAt: createdAt,
      profileLogOdds: world.model.profileLogOdds(profile, account: account, at: progress),
      behaviourLogOdds: world.model.behaviourLogOdds(
        engagement, seniority: profile.title.seniority),
      interest: interest, world: world, from: &outcomeStream)

    self.serial = serial
    self.createdAt = createdAt
    self.profile = profile
    self.accountIndex = accountIndex
    duplicateOf = nil
    truth = outcome.truth
    let purchase = outcome.convertedAt
    let nurture = actions.filter { $0.occurredAt < purchase ?? WorldCalendar.now }
    let use = purchase.map { CustomerProcess.actions(after: $0, from: &customerStream) } ?? []
    self.actions = (nurture + use).filter { $0.occurredAt < WorldCalendar.now }
    standing = Self.standing(
      of: outcome, serial: serial, account: account, from: &customerStream)
  }

  /// Draws the same person filling in a form again a few days later.
  ///
  /// The sale, if there is one, stays with the original.
  private init(repeating original: Self, serial: Int, from stream: inout RandomStream) {
    let days = 0.5 + 6 * stream.uniform()
    self.serial = serial
    createdAt = min(
      original.createdAt + Int(days * Double(WorldCalendar.day)), WorldCalendar.now - 1)
    profile = original.profile
    accountIndex = original.accountIndex
    duplicateOf = original.serial
    truth = original.truth
    let noticedAt = createdAt + 21 * WorldCalendar.day
    let isNoticed = stream.chance(0.6) && noticedAt < WorldCalendar.now
    standing = isNoticed ? .lost(reason: "duplicate") : .open
    let viewedAt = createdAt + 30
    actions =
      stream.chance(0.5) && viewedAt < WorldCalendar.now
      ? [Action(occurredAt: viewedAt, kind: .pageView, duration: nil)] : []
  }

  /// What the CRM shows at the cut-off.
  private static func standing(
    of outcome: Outcome, serial: Int, account: SaaSHistory.Account?,
    from stream: inout RandomStream
  ) -> SaaSHistory.Standing {
    if let moment = outcome.convertedAt, moment < WorldCalendar.now {
      let size = log(Double(account?.employees ?? 5) + 1)
      let amount = stream.logNormal(median: 900 * exp(0.4 * size), sigma: 0.4)
      return .won(
        SaaSHistory.Sale(
          closedAt: moment, amount: max(10, Int(amount / 10) * 10),
          contractID: "C-\(100_000 + serial)"))
    }
    if let moment = outcome.lostAt, moment < WorldCalendar.now {
      return .lost(
        reason: stream.element(of: [
          ("no reply", weight: 0.45), ("price", weight: 0.2), ("timing", weight: 0.15),
          ("competitor", weight: 0.12), ("no need", weight: 0.08),
        ]))
    }
    return .open
  }
}

import Testing

@testable import RuleLearning

@Suite("naive Bayes")
struct NaiveBayesTests {
  // Odoo's test of its tooltip: two leads won, three lost. P(won) of each value is
  // source 0.1/1.2 against 2.1/2.2, country 1.1/2.2 against 1.1/1.2, e-mail 2.1/2.1 against 3.1/3.1,
  // state 2.1/2.2 against 0.1/1.2, phone 2.1/2.2 against 1.1/3.2, stage 2.1/2.1 against 1.1/3.1.
  private let outcomes = [true, true, false, false, false]
  private let variables: [NaiveBayes.Variable] = [
    .field(["other", nil, "web", "web", nil]), .field(["here", "there", "here", nil, nil]),
    .field(["correct", "correct", "correct", "correct", "correct"]),
    .field(["north", "north", "south", nil, nil]),
    .field(["correct", "correct", "correct", "wrong", "wrong"]),
    .reached([true, true, true, false, false]),
  ]
  private let lead: [String?] = ["web", "here", "correct", "north", "correct", "reached"]

  @Test(
    "the lead of Odoo's tooltip test has a probability of 74.30 %, with the scores stated there")
  func odoo() {
    let bayes = NaiveBayes(variables, outcomes: outcomes)
    #expect((bayes.probability(lead) * 10_000).rounded() == 7430)
    let scores = bayes.scores(lead).map { (($0 ?? -1) * 1000).rounded() / 1000 }
    #expect(scores == [0.08, 0.353, 0.5, 0.92, 0.735, 0.645])
  }

  @Test("the order of leads changes no bit, and a value never seen says nothing")
  func order() {
    let bayes = NaiveBayes(variables, outcomes: outcomes)
    let order = [3, 1, 4, 0, 2]
    let shuffled = NaiveBayes(
      variables.map { variable in
        variable.isStage
          ? .reached(order.map { variable.values[$0] != nil })
          : .field(order.map { variable.values[$0] })
      }, outcomes: order.map { outcomes[$0] })
    #expect(bayes.logOdds(lead) == shuffled.logOdds(lead))
    #expect(bayes.scores(["new", nil, nil, nil, nil, nil])[0] == nil)
    let nothing = bayes.probability([nil, nil, nil, nil, nil, nil])
    #expect(abs(nothing - 2.1 / 5.2) < 1e-12)
  }
}

extension ReferenceData {
  /// Survivors of the Titanic (Dawson 1995; R's `Titanic`), counts as weights.
  static let titanic = ReferenceData(
    name: "titanic",
    columnNames: [
      "Class2nd", "Class3rd", "ClassCrew", "SexFemale", "AgeAdult",
    ],
    isWeighted: true,
    coefficients: [
      0.68531945295613816, -1.0180949516849989, -1.7777622180636577, -0.85767615536511674,
      2.4200603460702978, -1.061542376486916,
    ],
    standardErrors: [
      0.27299430696580546, 0.1959975658078328, 0.17156662224784911, 0.15733891072017446,
      0.1404101216993106, 0.24402570860836649,
    ],
    logLikelihood: -1105.0305528544804,
    nullLogLikelihood: -1384.7283644297757,
    rows: """
      0 35 0 1 0 0 0  0 17 0 1 0 1 0  0 118 0 0 0 0 1  0 154 1 0 0 0 1  0 387 0 1 0 0 1
      0 670 0 0 1 0 1  0 4 0 0 0 1 1  0 13 1 0 0 1 1  0 89 0 1 0 1 1  0 3 0 0 1 1 1  1 5 0 0 0 0 0
      1 11 1 0 0 0 0  1 13 0 1 0 0 0  1 1 0 0 0 1 0  1 13 1 0 0 1 0  1 14 0 1 0 1 0
      1 57 0 0 0 0 1  1 14 1 0 0 0 1  1 75 0 1 0 0 1  1 192 0 0 1 0 1  1 140 0 0 0 1 1
      1 80 1 0 0 1 1  1 76 0 1 0 1 1  1 20 0 0 1 1 1
      """)
}

extension ReferenceData {
  /// Age of menarche of 3918 Warsaw girls (Milicer and Szczotka 1966; R's `MASS::menarche`), girls
  /// with and without as weights, some of them 0.
  static let menarche = ReferenceData(
    name: "menarche",
    columnNames: [
      "Age"
    ],
    isWeighted: true,
    coefficients: [
      -21.22639490516735, 1.6319683482275737,
    ],
    standardErrors: [
      0.77068588438740664, 0.058953174618688237,
    ],
    logLikelihood: -819.65236745058126,
    nullLogLikelihood: -2653.2424290297761,
    rows: """
      1 0 9.21  1 0 10.21  1 0 10.58  1 2 10.83  1 2 11.08  1 5 11.33  1 10 11.58  1 17 11.83
      1 16 12.08  1 29 12.33  1 39 12.58  1 51 12.83  1 47 13.08  1 67 13.33  1 81 13.58
      1 88 13.83  1 79 14.08  1 90 14.33  1 113 14.58  1 95 14.83  1 117 15.08  1 107 15.33
      1 92 15.58  1 112 15.83  1 1049 17.58  0 376 9.21  0 200 10.21  0 93 10.58  0 118 10.83
      0 88 11.08  0 83 11.33  0 95 11.58  0 94 11.83  0 84 12.08  0 64 12.33  0 61 12.58
      0 57 12.83  0 52 13.08  0 39 13.33  0 24 13.58  0 29 13.83  0 19 14.08  0 7 14.33  0 7 14.58
      0 7 14.83  0 5 15.08  0 4 15.33  0 2 15.58  0 2 15.83  0 0 17.58
      """)
}

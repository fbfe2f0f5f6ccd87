extension ReferenceData {
  /// Manual gearboxes of 32 cars (Henderson and Velleman 1981; R's `mtcars`): nearly separated.
  static let mtcars = ReferenceData(
    name: "mtcars_am",
    columnNames: [
      "hp", "wt",
    ],
    isWeighted: false,
    coefficients: [
      18.866298717204153, 0.036255596082216608, -8.0834751824446484,
    ],
    standardErrors: [
      7.4435584279817267, 0.017734154331947034, 3.0686752753905915,
    ],
    logLikelihood: -5.0295552361334946,
    nullLogLikelihood: -21.614866638428903,
    rows: """
      1 110 2.62  1 110 2.875  1 93 2.32  0 110 3.215  0 175 3.44  0 105 3.46  0 245 3.57
      0 62 3.19  0 95 3.15  0 123 3.44  0 123 3.44  0 180 4.07  0 180 3.73  0 180 3.78  0 205 5.25
      0 215 5.424  0 230 5.345  1 66 2.2  1 52 1.615  1 65 1.835  0 97 2.465  0 150 3.52
      0 150 3.435  0 245 3.84  0 175 3.845  1 66 1.935  1 91 2.14  1 113 1.513  1 264 3.17
      1 175 2.77  1 335 3.57  1 109 2.78
      """)
}

import LinearAlgebra
import Testing

/// A small public data set whose outcomes a column separates, with Firth's fit to it.
///
/// Coefficients and plain standard errors come from R 4.2.2 with `brglm2` 0.9, augmented standard
/// errors, profile limits, p-values and penalized log likelihoods from `logistf` 1.26.1.
struct FirthReference: Sendable, CustomTestStringConvertible {
  let name: String

  /// The outcome, then the columns, of every row.
  let rows: [[Double]]

  let coefficients: [Double]
  let standardErrors: [Double]
  let augmentedErrors: [Double]
  let limits: [(lower: Double, upper: Double)]
  let pValues: [Double]
  let penalizedLogLikelihood: Double

  /// With all coefficients but the intercept 0 and the determinant of the full design.
  let nullPenalizedLogLikelihood: Double

  /// The parameter whose maximum-likelihood estimate is plus infinity.
  let separatingParameter: Int

  var testDescription: String { name }

  var outcomes: [Double] { rows.map { $0[0] } }

  var matrix: DesignMatrix {
    let columns = (1..<rows[0].count).map { column in rows.map { $0[column] } }
    return DesignMatrix(dense: DenseBlock(rowCount: rows.count, columns: columns))
  }

  static let all = [endometrial, sex2]

  /// Reads rows of four numbers.
  private static func numbers(_ text: String) -> [[Double]] {
    let values = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    return stride(from: 0, to: values.count, by: 4).map { Array(values[$0..<$0 + 4]) }
  }

  /// Reads rows of single digits.
  private static func digits(_ text: String) -> [[Double]] {
    text.split(whereSeparator: \.isWhitespace).map { row in
      row.compactMap { $0.wholeNumberValue.map(Double.init) }
    }
  }

  /// Endometrial cancer grade by NV, PI and EH (Heinze and Schemper 2002).
  static let endometrial = FirthReference(
    name: "endometrial",
    rows: numbers(
      """
      0 0 13 1.64  0 0 16 2.26  0 0 8 3.14  0 0 34 2.68  0 0 20 1.28  0 0 5 2.31  0 0 17 1.8
      0 0 10 1.68  0 0 26 1.56  0 0 17 2.31  0 0 8 2.01  0 0 7 1.89  0 0 20 3.15  0 0 10 1.23
      0 0 18 1.27  0 0 16 1.76  0 0 18 2  1 0 8 2.64  1 0 29 0.88  1 0 12 1.27  1 0 20 1.37
      1 1 38 0.97  1 1 22 1.14  1 1 7 0.88  1 1 25 0.91  1 1 15 0.58  1 0 7 0.97  0 0 28 1.5
      0 0 11 1.33  0 0 19 2.37  0 0 10 1.82  0 0 10 3.13  0 0 18 1.31  0 0 14 1.92  0 0 21 1.64
      0 0 11 2.01  0 0 17 1.88  0 0 25 1.93  0 0 16 2.11  0 0 19 1.29  0 0 15 1.72  0 0 33 0.75
      0 0 24 1.92  1 0 48 1.84  1 0 12 1.11  1 0 19 1.61  1 0 2 1.18  1 1 22 1.44  1 1 40 1.18
      1 1 5 0.93  1 1 0 1.17  1 0 21 1.19  1 0 15 1.06  0 0 29 2.02  0 0 15 2.29  0 0 12 2.33
      0 0 3 2.9  0 0 20 1.7  0 0 23 1.41  0 0 12 2.25  0 0 22 1.54  0 0 42 1.97  0 0 15 1.75
      0 0 13 2.16  0 0 14 2.57  0 0 19 1.37  0 0 12 3.61  0 0 13 2.04  0 0 10 2.17  1 0 12 1.69
      1 1 49 0.27  1 0 6 1.84  1 0 5 1.3  1 0 17 0.96  1 1 11 1.01  1 1 21 0.98  1 0 5 0.35
      1 1 19 1.02  1 0 33 0.85
      """),
    coefficients: [
      3.774559713647105, 2.929273353197117, -0.0347517598704364, -2.6041639252936792,
    ],
    standardErrors: [
      1.4886916634356688, 1.5507637294530485, 0.0395781473477635, 0.7760176425015665,
    ],
    augmentedErrors: [
      1.4390069333362, 1.4649742201703, 0.0378923722161, 0.7536284420755,
    ],
    limits: [
      (1.082537108448, 7.2092804982469),
      (0.609724436303, 7.8546317138773),
      (-0.124458720852, 0.0404554731806),
      (-4.365183247263, -1.232721057217),
    ],
    pValues: [
      0.00419362788559, 0.00912366754709, 0.387482203566, 2.50686721486e-05,
    ],
    penalizedLogLikelihood: -24.0372678006979,
    nullPenalizedLogLikelihood: -45.8651770336,
    separatingParameter: 1)

  /// Urinary tract infection by age and contraceptive use (`logistf::sex2`).
  static let sex2 = FirthReference(
    name: "sex2",
    rows: digits(
      """
      1000010  1001000  1001000  1001000  1001000  1001000  1001000  1001000  1001000  1001000
      1001000  1001000  1001000  1001000  1001000  1001010  1001010  1001010  1001100  1001100
      1001100  1001100  1001100  1001100  1001100  1001100  1001100  1001100  1001110  1001110
      1001110  1001110  1001110  1001110  1001110  1001110  1001110  1001110  1001110  1001110
      1001111  1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000
      1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000
      1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000
      1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000  1010000
      1010000  1010000  1010000  1010000  1010000  1010001  1010001  1010001  1011000  1011000
      1011000  1011000  1011000  1011000  1011000  1011000  1011000  1011000  1011000  1011000
      1011000  1011000  1011000  1011001  1011010  1011010  1011100  1011100  1011100  1011100
      1011100  1011100  1011100  1011110  1011110  1011110  1101000  1101000  1101010  1101011
      1101100  1101111  1110000  1110000  1110000  1110000  1110000  1111000  1111000  1111000
      0000010  0001000  0001000  0001010  0001100  0001100  0001100  0001100  0001100  0001100
      0001100  0001100  0001110  0001110  0001110  0001110  0001110  0001110  0001110  0001110
      0001110  0001110  0001110  0001110  0001110  0001110  0001110  0001110  0001110  0001110
      0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000
      0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000
      0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000
      0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000  0010000
      0010000  0010000  0010010  0011000  0011100  0011100  0011100  0011100  0011100  0011110
      0011110  0011110  0011110  0011110  0011110  0101100  0101100  0101110  0101110  0101110
      0101110  0110000  0110000  0110000  0110000  0110000  0110000  0110000  0110000  0110000
      0110000  0110000  0110000  0110000  0110000  0110010  0111000  0111110  0111110
      """),
    coefficients: [
      0.1202540491338398, -1.1059813313812685, -0.0688167270619221, 2.2688746522391323,
      -2.111408185303208, -0.7883169513966938, 3.096011827351512,
    ],
    standardErrors: [
      0.485541505922759, 0.423660128709229, 0.443793445906172, 0.548415958970766,
      0.543082354901506, 0.417367565775257, 1.675008413593671,
    ],
    augmentedErrors: [
      0.476342941187, 0.414902109745, 0.434402571285, 0.538487276606, 0.532039508241,
      0.408962004265, 1.50522113567,
    ],
    limits: [
      (-0.818559106359, 1.0731512160264),
      (-1.973788382837, -0.3074251415757),
      (-0.941436330166, 0.7892020212604),
      (1.2730215712, 3.4354327309155),
      (-3.260861117529, -1.1177349469837),
      (-1.608087889529, 0.0151846790659),
      (0.774568169217, 8.0302935221588),
    ],
    pValues: [
      0.802026802337, 0.00614347184509, 0.875191058626, 1.67887695868e-06, 1.23780476281e-05,
      0.0544970080615, 0.00495187338639,
    ],
    penalizedLogLikelihood: -132.539379533,
    nullPenalizedLogLikelihood: -157.084700929,
    separatingParameter: 6)
}

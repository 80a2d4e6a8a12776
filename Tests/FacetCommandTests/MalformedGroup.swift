// The 43 groups of malformed and odd inputs: which cases belong to each, and what Facet must make of them.

/// A group of inputs that must get the same answer.
struct MalformedGroup: CustomStringConvertible {
  enum Answer {
    /// Exit code 65, one line on standard error that holds the words, no output.
    case refused(String)
    /// Read, with one warning of this code.
    case warned(String)
    /// Read without a word.
    case read
    /// Read, with a warning where the row of the file says so.
    case readOrWarned
    /// Some of its files are read, others are refused with a line that holds the words.
    case readOrRefused(String)
  }

  let number: Int
  /// The cases, each with its answer.
  let cases: [(id: String, answer: Answer)]
  /// Whether `--recover` keeps what is whole.
  var isRecoverable = false

  var description: String { "group \(number): \(cases.map(\.id).joined(separator: ", "))" }

  private static func group(_ number: Int, _ cases: (String, Answer)..., recovers: Bool = false) -> MalformedGroup {
    MalformedGroup(number: number, cases: cases.map { (id: $0.0, answer: $0.1) }, isRecoverable: recovers)
  }

  private static func group(_ number: Int, _ ids: String, _ answer: Answer, recovers: Bool = false) -> MalformedGroup {
    MalformedGroup(
      number: number, cases: ids.split(separator: " ").map { (id: String($0), answer: answer) },
      isRecoverable: recovers)
  }

  static let all: [MalformedGroup] = [
    group(1, "S01 O01", .refused("empty file")),
    group(2, "S02", .refused("byte 83: expected a header of 84 bytes")),
    group(3, "S03", .warned("empty_mesh")),
    group(4, "S04", .refused("expected 13 triangles, as the header declares, found 12"), recovers: true),
    group(5, "S05", .refused("expected 4294967295 triangles, as the header declares, found 1")),
    group(6, "S06", .refused("expected 0 triangles, as the header declares, found 12"), recovers: true),
    group(7, "S07 S08", .warned("trailing_bytes")),
    group(8, "S09", .refused("byte 634: "), recovers: true),
    group(9, ("S10", .read), ("S11", .read), ("S12", .warned("trailing_bytes"))),
    group(10, "S13", .read),
    group(11, "S14 S15 O32 J21", .refused("NaN or infinite, the first in ")),
    group(12, "S16 J23", .read),
    group(13, "S17 S18", .read),
    group(14, "S19", .read),
    group(15, "S30", .refused("line "), recovers: true),
    group(16, "S31 S32", .refused("line ")),
    group(17, "S33", .read),
    group(18, "S34 S35 S36 S48", .read),
    group(19, "S37", .refused("byte 684: ")),
    group(20, ("S38", .read), ("S39", .warned("missing_endsolid"))),
    group(21, ("S40", .readOrWarned), ("S43", .read)),
    group(22, "S41 S42", .refused("")),
    group(23, "S44 S45", .refused("")),
    group(24, "O03 O04", .refused("than the file can hold")),
    group(
      25, ("O05", .refused(", 0 or more, found ")), ("O06", .refused(", 0 or more, found \"184467440737095516")),
      ("P06", .refused(", 0 or more, found \"-1\"")), ("P09", .refused(", 0 or more, found \"184467440737095516"))),
    group(26, "O07 O08 O09 O10 O19 O20", .readOrWarned),
    group(27, "O11 O12 O13 P12 P13", .refused("face ")),
    group(28, ("O14", .refused("expected a number of corners that the file can hold")), ("O15", .warned("small_face"))),
    group(29, "O16", .read),
    group(
      30, ("O17", .refused("face")), ("O18", .refused("expected ")), ("O33", .warned("extra_faces")), recovers: true),
    group(
      31, ("O21", .read), ("O22", .read), ("O23", .read), ("O24", .read), ("O25", .read), ("O26", .readOrRefused(""))),
    group(32, ("O27", .read), ("O28", .refused("than the file can hold"))),
    group(33, "P01 P02 P03 P28 P29", .refused("line ")),
    group(34, "P04 P05", .refused("expected a list that the file can hold, found one of ")),
    group(
      35, ("P08", .refused("expected ")), ("P10", .refused("expected ")), ("P11", .refused("face")), recovers: true),
    group(36, ("P14", .read), ("P15", .read), ("P16", .refused("a float type")), ("P17", .read), ("P21", .read)),
    group(37, "P18 P19 P20 P25 P32", .read),
    group(38, ("P26", .read), ("P27", .refused("expected at most 4096 properties"))),
    group(39, "J01 J02 J03 J04 J05 J06 J07", .refused("face ")),
    group(
      40, ("J08", .warned("small_face")), ("J09", .read), ("J10", .read), ("J11", .read), ("J12", .read),
      ("J13", .read),
      ("J14", .read)),
    group(
      41, ("J15", .refused("expected 3, 4, 6 or 7 numbers in vertex 4, found 2")),
      ("J16", .refused("expected 3, 4, 6 or 7 numbers in vertex 4, found 8")), ("J17", .read),
      ("J18", .warned("missing_attribute")), ("J19", .refused("UTF-16"))),
    group(42, "N03 N04 N05 N06 N07 N08 N09 N10 R01", .refused("byte ")),
    group(43, ("G01", .refused("gzip")), ("G02", .refused("ZIP"))),
  ]
}

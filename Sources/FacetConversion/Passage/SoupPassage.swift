// What is known of corners that pass by: how many they are, what the output can't hold of them, and, for reading back, a number
// that is another one when any of them is another.
import FacetFormats
import FacetMemory
import FacetMesh

/// Corners on their way to an output.
final class SoupPassage {
  let target: MeshOutput
  let writer: any CornerWriter
  let precision: SourcePrecision
  /// The triangles counted so far.
  private(set) var triangles = 0
  /// Attribute words that are not zero.
  private var words = 0
  private var loss = CornerLoss()
  /// What was written so far, where that is asked for.
  private(set) var fingerprint: CornerFingerprint?
  private let keepsWords: Bool

  init(_ target: MeshOutput, _ writer: any CornerWriter, precision: SourcePrecision, isFingerprinted: Bool) {
    (self.target, self.writer, self.precision) = (target, writer, precision)
    keepsWords = target.attributeKinds.contains(.facetWords)
    if isFingerprinted { fingerprint = CornerFingerprint(target.exactness(of: precision)) }
  }

  /// Whether the output holds float32, whatever comes.
  private var isNarrow: Bool { target.format == .stl || target.format == .offBinary }

  /// Counts the triangles of a block. O(corners).
  /// - Throws: `FormatError` when there are more than the format can number.
  func count(_ block: CornerBlock) throws(FormatError) {
    if isNarrow || target.digits == .float32 { loss.look(at: block, first: 3 * triangles) }
    triangles += block.count / 3
    try writer.check(triangles: triangles, file: target.name)
    guard block.hasFacetAttributes else { return }
    for triangle in 0..<block.count / 3 where unsafe block.facetAttributes[triangle] != 0 { words += 1 }
  }

  /// Refuses what the output can't hold at all, and answers the warnings about what it holds less exactly.
  func finishCounting() throws -> [FormatWarning] {
    try loss.refuse(writer, file: target.name)
    return isNarrow ? try target.warnings(of: loss) : []
  }

  /// Writes the triangles of a block.
  func write(_ block: CornerBlock, to sink: ByteSink) throws {
    if !keepsWords { block.hasFacetAttributes = false }
    fingerprint?.add(block)
    try writer.write(block, to: sink)
  }

  /// Says in the report what passed.
  func note(in report: inout ConversionReport) {
    report.triangles = triangles
    report.vertices = writer.numbersVertices ? 3 * triangles : nil
    if keepsWords {
      report.attributesKept[.facetWords] = words
    } else {
      report.attributesDropped[.facetWords] += words
    }
  }
}

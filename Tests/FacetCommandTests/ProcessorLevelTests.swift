// Every form that a kernel has, in whole conversions: the bytes of an output depend neither on what the processor can do nor on the
// number of threads. The scalar twins of the kernels are held against each form beside the kernels' own tests.
import CFacetKernels
import FacetTestSupport
import Foundation
import Testing

@Suite struct ProcessorLevelTests {
  /// The levels that this processor has, by the names that `FACET_CPU` takes.
  static let levels = [(name: "v3", least: 3), ("v4", 4), ("icl", 5)].filter {
    $0.least <= Int(facet_processor_level())
  }.map(\.name)

  @Test(arguments: levels, ["terrain.stl", "shuffled.stl", "short.obj", "long.off"])
  func everyLevelAndNumberOfThreadsWritesTheSame(level: String, input: String) throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 9)
    let positions = (0..<9000).map { _ in
      (0..<3).map { _ in "\(Double.random(in: -1e3...1e3, using: &random))" }.joined(separator: " ")
    }
    let faces = (0..<3000).map { "3 \(3 * $0) \(3 * $0 + 1) \(3 * $0 + 2)" }
    _ = try folder.write("OFF\n9000 3000 0\n" + (positions + faces).joined(separator: "\n") + "\n", to: "long.off")
    let line = """
      "$FACET" generate terrain terrain.stl --triangles 20000 &&
      "$FACET" generate soup shuffled.stl --triangles 20000 && "$FACET" shuffled.stl short.obj &&
      "$FACET" $INPUT one.off --threads 1 && "$FACET" $INPUT one.obj --threads 1 || exit 1
      for repetition in $(seq 20); do
        for threads in 1 2 3 4 5 6 7 8; do
          FACET_CPU=$LEVEL "$FACET" $INPUT many.off --threads $threads && cmp many.off one.off || exit 2
        done
        FACET_CPU=$LEVEL "$FACET" $INPUT many.obj --threads 2 && cmp many.obj one.obj && echo || exit 3
      done
      """
    let result = try runShell(
      line, folder: folder.url, environment: ["FACET": Places.command.path, "INPUT": input, "LEVEL": level])
    #expect(result.exitCode == 0, "\(input) at level \(level): \(result.output) \(result.standardError)")
    #expect(ranCases("repetitions", result.output.filter { $0 == "\n" }.count, atLeast: 20))
  }
}

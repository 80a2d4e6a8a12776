// What suites of whole conversions share: a folder of their own, one conversion in it, and the bytes of a file.
import FacetTestSupport
import FacetThreads
import Foundation
import Testing

@testable import FacetConversion

/// A suite that converts files of its folder.
protocol ConvertingTests {
  var folder: TemporaryFolder { get }
  /// Whether each output is read back.
  var verifies: Bool { get }
}

extension ConvertingTests {
  var verifies: Bool { false }

  @discardableResult
  func convert(
    _ inputs: [String], _ output: String, _ change: (inout ConversionOptions) -> Void = { _ in },
    context: JobContext = JobContext()
  ) throws -> ConversionReport {
    var options = ConversionOptions()
    options.verifies = verifies
    change(&options)
    let conversion = Conversion(inputs: inputs.map(folder.path), output: folder.path(output), options: options)
    do throws(ConversionFailure) { try conversion.run(context: context) } catch {
      #expect(conversion.report.failure?.description == error.description)
      throw error
    }
    return conversion.report
  }

  @discardableResult
  func convert(
    _ input: String, _ output: String, _ change: (inout ConversionOptions) -> Void = { _ in }
  ) throws -> ConversionReport {
    try convert([input], output, change)
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: folder.url.appendingPathComponent(name)) }
}

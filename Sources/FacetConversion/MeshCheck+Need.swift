// What a check needs is known before it reads: its tables can't live in files, so that a ceiling may be too small for them, and
// that is better said at once than after a long time.
import FacetFormats
import FacetMemory
import FacetThreads

extension MeshCheck {
  /// Refuses a file whose check does not fit below the ceiling. Pipes are read and see; so are files that are small
  /// beside the ceiling, whatever they are packed with.
  /// - Throws: `ConversionFailure` with exit code 75, which names the smallest ceiling that works.
  static func refuseTooLarge(
    _ name: String, _ from: MeshFormat?, _ weld: WeldPolicy, _ options: ReaderOptions, _ context: JobContext
  ) throws {
    guard let ceiling = context.ledger.ceiling, name != "-" else { return }
    let resident = ProcessMemory.residentBytes
    guard let size = try InputReader.open(name, ledger: nil).size, size > ceiling.limit / 64 else { return }
    var conversion = ConversionOptions()
    (conversion.from, conversion.weld, conversion.reader) = (from, weld, options)
    // What is wrong with the file the check itself tells.
    guard var plan = try? ConversionPlan(inputs: [name], .check, options: conversion) else { return }
    try plan.run(under: ceiling, resident: resident)
    if let refusal = plan.forecast.refusal { throw refusal }
  }
}

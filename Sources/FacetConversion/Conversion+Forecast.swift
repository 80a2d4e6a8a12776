// A conversion that only says what it would need, and the same said before one that is done.
import FacetFormats
import FacetMemory
import FacetThreads

extension Conversion {
  /// Says what the conversion will need, from the heads and sizes of the inputs and at most a few MiB of each. Nothing is written, and
  /// nothing but the report is changed. Normals, colours and attribute words are not counted.
  /// - Throws: `ConversionFailure` where `run` would not begin: inputs that are not there or are none, and pipes, which a look
  ///   would consume.
  func forecast(context: JobContext) throws(ConversionFailure) -> ConversionForecast {
    do {
      let target = try meshOutput()
      // Before anything is touched for the look itself.
      let resident = ProcessMemory.residentBytes
      var plan = try ConversionPlan(
        inputs: inputs, .write(target), options: options, threads: context.pool.threadCount)
      try plan.run(under: context.ledger.ceiling, resident: resident)
      var forecast = plan.forecast
      if let folder = forecast.temporaryFolder, forecast.bytesSpilled > 0 {
        forecast.freeForSpill = DiskSpace.free(inFolder: folder)
      }
      if output != "-" { forecast.freeForOutput = DiskSpace.free(inFolder: OutputFile.folder(of: output)) }
      return forecast
    } catch {
      throw ConversionFailure(error)
    }
  }

  /// The same, with the forecast and what stands against it in the report.
  public func foresee(context: JobContext) throws(ConversionFailure) -> ConversionForecast {
    do throws(ConversionFailure) {
      let forecast = try forecast(context: context)
      report.predicted = forecast
      report.failure = forecast.refusal
      return forecast
    } catch {
      report.failure = error
      throw error
    }
  }

  /// Says which ceiling would do, where a forecast can tell, in place of what did not fit.
  func smallestCeiling(insteadOf failure: ConversionFailure, _ context: JobContext) -> ConversionFailure {
    guard failure.exitCode == .overMemory, context.ledger.ceiling != nil,
      let refusal = (try? forecast(context: context))?.refusal, refusal.exitCode == .overMemory
    else { return failure }
    return refusal
  }

  /// Puts a forecast into the report, where one can be made. What goes wrong with it the conversion itself will tell.
  func predict(_ context: JobContext) {
    guard options.predicts else { return }
    report.predicted = try? forecast(context: context)
  }
}

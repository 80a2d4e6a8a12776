// What a worker says, and how its end is told.
import Testing

@testable import FacetIsolation

@Suite struct WorkerReportTests {
  private func failure(
    _ cause: WorkerEnd.Cause, report: String = "", errors: String = "", memory: Int? = nil
  ) -> WorkerFailure? {
    let end = WorkerEnd(cause: cause, output: Array(report.utf8), errors: Array(errors.utf8))
    return WorkerFailure(
      end, report: WorkerReport(json: end.output), input: "a.stl", memory: memory, timeLimit: .milliseconds(1500))
  }

  @Test func aReportIsRead() throws {
    let json = """
      {"schema": "facet-report-1", "options": {"weld": "auto"}, "precision": "float32", "triangles": 2, "vertices": 4,
       "warnings": [{"code": "one", "count": 3}, {"code": "two"}], "bytes_in": 184, "bytes_out": 99, "other": [1, {}]}
      """
    let report = try #require(WorkerReport(json: Array(json.utf8)))
    #expect(report.triangles == 2 && report.vertices == 4 && report.bytesIn == 184 && report.bytesOut == 99)
    #expect(report.precision == .float32 && report.warnings == ["one", "two"] && report.fault == nil)
    for length in 0..<json.utf8.count { #expect(WorkerReport(json: Array(json.utf8.prefix(length))) == nil) }
    #expect(WorkerReport(json: Array("{}".utf8)) == nil)
  }

  @Test func failuresAreTold() throws {
    let report = #"{"schema": "x", "error": {"code": "too_short", "message": "a.stl: STL: too short", "byte": 84}}"#
    let refused = try #require(failure(.exited(65), report: report))
    #expect(refused.exitCode == 65 && refused.code == "too_short" && refused.description == "a.stl: STL: too short")
    #expect(refused.byte == 84 && refused.line == nil && refused.signal == nil)
    let memory = #"{"schema": "x", "error": {"code": "out_of_memory", "message": "out of memory: 9 bytes"}}"#
    let ceiling = try #require(failure(.exited(75), report: memory, memory: 64 << 20))
    #expect(ceiling.description == "a.stl: over the ceiling of 64 MiB a worker: out of memory: 9 bytes")
    let killed = try #require(failure(.signaled(9)))
    #expect(killed.exitCode == 137 && killed.code == "killed" && killed.signal == 9)
    let crashed = try #require(failure(.signaled(4), errors: "Fatal error: Index out of range\n"))
    #expect(crashed.exitCode == 132 && crashed.code == "crashed")
    let small = try #require(failure(.signaled(6), errors: "Fatal error: failed to allocate 99 bytes\n"))
    #expect(small.exitCode == 75 && small.code == "out_of_memory")
    #expect(failure(.exited(64), errors: "Error: what?\nUsage: …")?.description == "a.stl: Error: what?")
    #expect(failure(.timedOut)?.description == "a.stl: took longer than 1.5 s")
    #expect(failure(.exited(0))?.code == "no_worker" && failure(.lost("gone"))?.code == "no_worker")
    #expect(failure(.exited(0), report: report) == nil)
  }
}

// A conversion in a worker, as a program uses it: the mesh is the same as without, and this process does not grow by it.
import FacetArrays
import FacetConversion
import FacetFormats
import FacetIsolation
import FacetMemory
import FacetMesh
import FacetTestSupport
import Foundation
import Testing

@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: Places.command.path), "needs the command"))
struct IsolatedConversionTests {
  private let worker = WorkerProgram(path: Places.command.path)

  private func conversion(_ folder: TemporaryFolder, _ name: String) -> IsolatedConversion {
    var conversion = IsolatedConversion(input: folder.path(name), worker: worker)
    conversion.temporaryFolder = folder.path("")
    return conversion
  }

  @Test(arguments: ["stl/accept-binary-box.stl", "question/triangles.stl", "question/triangles.txt"])
  func theMeshIsTheSame(name: String) async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(ExpectedTable.bytes(of: name), to: "in")
    let expected = try TriangleMesh(contentsOf: folder.path("in"))
    let file = try await conversion(folder, "in").mesh()
    let (mesh, path, report) = (file.mesh, file.path, file.report)
    #expect(mesh.vertices == expected.vertices && mesh.triangles == expected.triangles)
    #expect(mesh.sourcePrecision == expected.sourcePrecision)
    #expect(report.triangles == mesh.triangles.count && report.vertices == mesh.vertices.count)
    #expect(FileManager.default.fileExists(atPath: path))
    file.delete()
    #expect(folder.names == ["in"])
    // What was taken out stays valid, and a write goes to memory.
    var copy = mesh
    copy.vertices[0] = SIMD3(7, 8, 9)
    #expect(mesh.vertices == expected.vertices && copy.vertices[0] == SIMD3(7, 8, 9))
  }

  @Test func attributesComeAlong() async throws {
    let folder = try TemporaryFolder()
    let ply = """
      ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z
      property float nx\nproperty float ny\nproperty float nz\nproperty uchar red\nproperty uchar green\nproperty uchar blue
      element face 1\nproperty list uchar int vertex_indices\nend_header
      0 0 0 0 0 1 255 0 7\n1 0 0 0 0 1 1 2 3\n0 1 0 0 0 1 4 5 6\n3 0 1 2\n
      """
    _ = try folder.write(ply, to: "in.ply")
    let expected = try TriangleMesh(contentsOf: folder.path("in.ply"))
    let file = try await conversion(folder, "in.ply").mesh()
    let mesh = file.mesh
    #expect(expected.attributeCounts.present.map(\.count) == [3, 3])
    #expect(mesh.attributeCounts == expected.attributeCounts)
    #expect(mesh.attributes.vertexColors?.bytes == expected.attributes.vertexColors?.bytes)
  }

  @Test func theFileGoesAtTheEndOfTheScope() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "in.stl")
    do {
      let file = try await conversion(folder, "in.stl").mesh()
      let path = file.path
      #expect(folder.names.count == 2 && FileManager.default.fileExists(atPath: path))
      let archive = try NPZFile(path: path)
      #expect(archive.names == ["vertices", "triangles"])
    }
    #expect(folder.names == ["in.stl"])
  }

  @Test func failuresLeaveNothing() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array(twoTriangles.dropLast(10)), to: "cut.stl")
    folder.makeSilentInput("silent.stl")
    let refused = await #expect(throws: WorkerFailure.self) {
      try await conversion(folder, "cut.stl").convert(to: folder.path("out.off"))
    }
    #expect(refused?.exitCode == 65 && refused?.description.hasPrefix(folder.path("cut.stl")) == true)
    let broken = await failureOfMesh(conversion(folder, "cut.stl"))
    #expect(broken?.code == refused?.code)
    var late = conversion(folder, "silent.stl")
    late.timeLimit = .milliseconds(200)
    #expect(await failureOfMesh(late)?.code == "timed_out")
    var lost = conversion(folder, "silent.stl")
    lost.worker = WorkerProgram(path: folder.path("none"))
    #expect(await failureOfMesh(lost)?.code == "no_worker")
    #expect(folder.names == ["cut.stl", "silent.stl"])
  }

  @Test func aTaskThatIsCancelledStopsTheWorker() async throws {
    let folder = try TemporaryFolder()
    folder.makeSilentInput("silent.stl")
    let conversion = conversion(folder, "silent.stl")
    let task = Task { await failureOfMesh(conversion) }
    func worker() -> Int32? {
      RunningCommand.children(of: getpid()).first {
        RunningCommand.commandLine(of: $0).contains(folder.path("silent.stl"))
      }
    }
    // The task runs on the same few threads as the tests, so that this one must not hold its own.
    var looks = 0
    while worker() == nil && looks < 6000 {
      looks += 1
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(looks < 6000)
    task.cancel()
    #expect(await task.value?.code == "cancelled")
    #expect(worker() == nil && folder.names == ["silent.stl"])
  }

  @Test func aFolderThatADeadProcessLeftIsRemoved() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(twoTriangles, to: "in.stl")
    let stale = folder.url.appendingPathComponent("facet-mesh-1-abc")
    try FileManager.default.createDirectory(at: stale, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: stale.appendingPathComponent("mesh.npz"))
    // A folder that was made a moment ago is left: its owner may not have locked it yet.
    try await conversion(folder, "in.stl").mesh().delete()
    #expect(folder.names == ["facet-mesh-1-abc", "in.stl"])
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: stale.path)
    try await conversion(folder, "in.stl").mesh().delete()
    #expect(folder.names == ["in.stl"])
  }

  @Test(.enabled(if: TestSize.measuresMemory)) func thisProcessDoesNotGrow() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let made = try runFacet("generate", "terrain", "in.stl", "--triangles", "2000000", folder: folder.url)
      demand(made.exitCode == 0, made.standardError)
      var conversion = IsolatedConversion(
        input: folder.path("in.stl"), worker: WorkerProgram(path: Places.command.path))
      conversion.temporaryFolder = folder.path("")
      let before = ProcessMemory.peakResidentBytes
      let file = try await conversion.mesh()
      let grown = ProcessMemory.peakResidentBytes - before
      // The arrays take 48 MB; the worker had more.
      demand(file.report.peakResidentBytes > 40 << 20, "the worker had \(file.report.peakResidentBytes)")
      demand(file.mesh.triangles.count == 2_000_000, "\(file.mesh.triangles.count) triangles")
      demand(grown < 8 << 20, "the peak grew by \(grown) bytes")
      FileHandle.standardError.write(Data("grown by \(grown)\n".utf8))
      file.delete()
    }
  }

  private func failureOfMesh(_ conversion: IsolatedConversion) async -> WorkerFailure? {
    do throws(WorkerFailure) {
      try await conversion.mesh().delete()
      return nil
    } catch {
      return error
    }
  }
}

private let twoTriangles = binarySTL([
  SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 0, 0), SIMD3(1, 1, 0), SIMD3(0, 1, 0.5),
])

extension TemporaryFolder {
  /// A FIFO that nobody writes.
  fileprivate func makeSilentInput(_ name: String) { mkfifo(path(name), 0o600) }
}

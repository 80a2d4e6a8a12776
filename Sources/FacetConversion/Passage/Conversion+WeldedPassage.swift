// Soups that are welded for an output which has its vertices before its faces: the vertices are written while the soup is read.
// Devices and standard output take nothing before all was accepted, and who asks for the mesh itself, to compare or to map,
// gets it made: there the mesh is made whole first.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetThreads

extension Conversion {
  /// Makes the writer for vertices that pass by; nil when the conversion needs the whole mesh.
  func makeIndexedWriter(
    for target: MeshOutput, _ pending: [PendingInput], _ files: OutputFiles, _ context: JobContext
  ) -> IndexedWriter? {
    let precision = Self.precision(of: pending)
    guard passesSoups, files.isRewritable, pending.allSatisfy(\.look.isSoup),
      options.passesVertices(to: target, precision)
    else { return nil }
    return IndexedWriter(target.format, precision, target.digits)
  }

  /// Reads and welds all inputs, and writes the output. It does not appear yet.
  func passWelded(
    _ pending: inout [PendingInput], with writer: IndexedWriter, from target: MeshOutput, to files: OutputFiles,
    _ context: JobContext
  ) throws {
    let weld = try makeWeld(pending, dropsDegenerate: options.dropsDegenerate, context)
    let looks = pending.map(\.look)
    let passage = try WeldedPassage(
      weld, writer, target, to: files, expectedTriangles: Self.sum(looks.map(\.triangles)), context)
    partRead = 0
    let feed = try makeFeed(pending, dropsDegenerate: options.dropsDegenerate, context) { [unowned self] in
      try passage.take($0, part: partRead)
    }
    let progress = InputProgress(looks)
    for index in pending.indices { try read(&pending[index], index, into: feed, progress, .reading, context) }
    noteDegenerate(weld, feed)
    var clock = Stopwatch()
    guard let passed = try passage.finish(onProgress: { try context.report(.writing, fraction: $0) }) else {
      return try write(finish(weld), remap: nil, target, files, nil, context)
    }
    report.precision = weld.precision
    (report.triangles, report.vertices) = (passed.triangles, passed.vertices)
    report.merged += weld.cornerCount - passed.vertices
    report.attributesDropped += passed.attributes
    report.secondsWriting = clock.lap()
  }
}

extension ConversionOptions {
  /// Whether the vertices of welded soups can go to an output as they are found.
  func passesVertices(to target: MeshOutput, _ precision: SourcePrecision) -> Bool {
    let rounds = target.digits == .float32 && precision == .float64
    return weld != .none && !verifies && remapPath == nil && !rounds
      && [.off, .ply, .plyASCII, .obj].contains(target.format)
  }
}

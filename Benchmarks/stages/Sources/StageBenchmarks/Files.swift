// The stages of input and output, beside the plain loops of C: a file that lies in memory, and a fresh one.
import CRivals
import Facet
import Glibc

extension Stages {
  static func reading(_ folder: String, mebibytes: Int) -> Stage {
    let path = "\(folder)/facet-stage-\(getpid())-read"
    let piece = pieceOfText()
    let written = rival_write(path, piece.baseAddress, piece.count, mebibytes)
    precondition(written == mebibytes << 20, "can't write \(path)")
    atEnd(path)
    var bytes = 0
    return Stage(
      name: "read", item: "KiB", items: mebibytes << 10, bytesRead: 1024, bytesWritten: 1024,
      ways: [
        Way(
          name: "Facet",
          run: {
            let source = try! ByteSource(path: path)
            bytes = 0
            while let block = try! source.nextBlock(carrying: UnsafeRawBufferPointer(start: nil, count: 0)) {
              bytes += block.count
            }
          }, answer: { Answer(count: bytes) }),
        Way(name: "pread", run: { bytes = rival_pread(path, 1 << 18) }, answer: { Answer(count: bytes) }),
      ])
  }

  static func writing(_ folder: String, mebibytes: Int) -> Stage {
    let path = "\(folder)/facet-stage-\(getpid())-write"
    let piece = pieceOfText()
    atEnd(path)
    func answer() -> Answer {
      var digest = Digest()
      let source = try! ByteSource(path: path)
      var bytes = 0
      while let block = try! source.nextBlock(carrying: UnsafeRawBufferPointer(start: nil, count: 0)) {
        bytes += block.count
        for word in block.bindMemory(to: UInt64.self) { digest.add(word) }
      }
      return Answer(count: bytes, digest: digest.value)
    }
    return Stage(
      name: "write", item: "KiB", items: mebibytes << 10, bytesRead: 1024, bytesWritten: 1024,
      ways: [
        Way(
          name: "Facet",
          run: {
            let file = try! OutputFile(path: path)
            let sink = try! ByteSink(.file(file))
            for _ in 0..<mebibytes {
              // Kernels fill the sink's own buffer; that is their time and not that of the writing.
              _ = try! sink.reserve(piece.count)
              sink.advance(by: piece.count)
            }
            try! sink.finish()
            try! file.commit()
          }, answer: { Answer(count: answer().count) }, clean: { unlink(path) }),
        Way(
          name: "write",
          run: { _ = rival_write(path, piece.baseAddress, piece.count, mebibytes) },
          answer: { Answer(count: answer().count) }, clean: { unlink(path) }),
      ])
  }

  private static func pieceOfText() -> UnsafeMutableRawBufferPointer {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    for index in piece.indices { piece[index] = UInt8(0x30 + index % 10) }
    return piece
  }

  nonisolated(unsafe) private static var paths: [String] = []

  /// Takes a file away when the program ends.
  private static func atEnd(_ path: String) {
    if paths.isEmpty { atexit { for path in Stages.paths { unlink(path) } } }
    paths.append(path)
  }
}

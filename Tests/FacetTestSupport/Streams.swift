// Sources of bytes and corners that behave as the test wants: a FIFO fed little by little, a soup from an array.
import FacetMemory
import FacetMesh
import Foundation

/// A FIFO of the file system with a thread that feeds it.
public final class FedFIFO {
  public let path: String
  private let thread: Thread
  private let done = DispatchSemaphore(value: 0)
  /// Lets a silent feeder go on to its end.
  private let release = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - piece: the bytes of one write.
  ///   - silent: after its bytes the feeder keeps the FIFO open, says nothing, and waits for `finish()`.
  public init(in folder: TemporaryFolder, name: String = "fifo", bytes: [UInt8], piece: Int, silent: Bool = false) {
    let path = folder.path(name)
    self.path = path
    mkfifo(path, 0o600)
    let (done, release) = (done, release)
    thread = Thread {
      signal(SIGPIPE, SIG_IGN)
      let descriptor = open(path, O_WRONLY)
      var start = 0
      while start < bytes.count {
        let end = min(start + piece, bytes.count)
        let put = bytes[start..<end].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if put <= 0 { break }
        start += put
      }
      if silent { release.wait() }
      close(descriptor)
      done.signal()
    }
    thread.start()
  }

  /// Waits until the feeder has ended.
  public func finish() {
    release.signal()
    done.wait()
  }
}

/// Delivers the corners of an array.
public final class ArrayStream: CornerStream {
  public let precision: SourcePrecision
  public let expectedTriangles: Int?
  public var progress: Double? { nil }
  private let corners: [SIMD3<Double>]
  private let attributes: [UInt16]
  private var next = 0

  /// - Parameter attributes: one word a triangle, or none at all.
  public init(_ corners: [SIMD3<Double>], precision: SourcePrecision, attributes: [UInt16] = []) {
    self.corners = corners
    self.precision = precision
    self.attributes = attributes
    expectedTriangles = corners.count / 3
  }

  public func fill(_ block: CornerBlock) throws -> Bool {
    block.removeAll()
    block.hasFacetAttributes = !attributes.isEmpty
    while next < corners.count && block.hasRoomForTriangle {
      if !attributes.isEmpty { block.facetAttributes[block.count / 3] = attributes[next / 3] }
      for corner in corners[next..<next + 3] {
        if precision == .float32 {
          block.append(Float(corner.x), Float(corner.y), Float(corner.z))
        } else {
          block.append(corner.x, corner.y, corner.z)
        }
      }
      next += 3
    }
    return block.count > 0
  }
}

/// All corners of a stream, widened.
public func allCorners(of stream: any CornerStream, blockCapacity: Int = CornerBlock.defaultCapacity) throws -> [SIMD3<
  Double
>] {
  let block = try CornerBlock(precision: stream.precision, capacity: blockCapacity)
  var corners: [SIMD3<Double>] = []
  while try stream.fill(block) {
    for index in 0..<block.count { corners.append(block[index]) }
  }
  return corners
}

/// The bits of a position: what `==` can't tell of zeros and NaN.
public func bits(_ position: SIMD3<Double>) -> SIMD3<UInt64> {
  SIMD3(position.x.bitPattern, position.y.bitPattern, position.z.bitPattern)
}

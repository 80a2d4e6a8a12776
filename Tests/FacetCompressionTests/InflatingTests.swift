// gzip and zstd against their own programs, and against every way to damage a file.
import FacetMemory
import FacetTestSupport
import Foundation
import Testing

@testable import FacetCompression

/// All bytes of a source.
func allBytes(_ source: ByteSource) throws -> [UInt8] {
  var bytes: [UInt8] = []
  while let block = unsafe try source.nextBlock() { unsafe bytes.append(contentsOf: block) }
  return bytes
}

/// Unpacks bytes in memory as a reader would.
func unpack(
  _ bytes: [UInt8], block: Int = ByteSource.defaultBlockSize, limit: ExpansionLimit = ExpansionLimit()
) throws -> (bytes: [UInt8], format: CompressionFormat?) {
  let packed = ByteSource(bytes: bytes, name: "packed", blockSize: block)
  let (source, inflater) = try packed.inflatingIfCompressed(limit: limit)
  return (try allBytes(source), inflater?.format)
}

/// The fault of unpacking; nil when there is none.
func fault(_ bytes: [UInt8], block: Int = ByteSource.defaultBlockSize, limit: ExpansionLimit = ExpansionLimit())
  -> CompressionError?
{
  do { _ = try unpack(bytes, block: block, limit: limit) } catch { return error as? CompressionError }
  return nil
}

/// What a program makes of bytes on its standard input.
func filter(_ command: String, _ bytes: [UInt8]) throws -> [UInt8] {
  let result = try runProgram(URL(fileURLWithPath: "/bin/sh"), ["-c", command], input: Data(bytes))
  try #require(result.exitCode == 0, "\(command): \(result.standardError)")
  return Array(result.standardOutput)
}

/// Bytes that compress, but not too well.
func sample(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var random = SeededGenerator(seed: seed)
  return (0..<count).map { index in index % 3 == 0 ? UInt8.random(in: 0...255, using: &random) : UInt8(index >> 8 & 255)
  }
}

private let packers = ["gzip -c", "gzip -1c", "zstd -qc", "zstd -q19c", "zstd -q --no-check -c"]

@Test(arguments: packers)
func whatTheProgramsPackIsUnpacked(packer: String) throws {
  for count in [0, 1, 100, 65_536, TestSize.pick(3_000_000, small: 300_000)] {
    let bytes = sample(count)
    let packed = try filter(packer, bytes)
    for block in [1 << 18, 4096] + (count < 70_000 ? [1, 7] : []) {
      let got = try unpack(packed, block: block)
      #expect(got.bytes == bytes && got.format?.rawValue == String(packer.prefix(4)), "\(packer) \(count) \(block)")
    }
  }
}

@Test(arguments: packers)
func filesOfSeveralPartsAreReadToTheirEnd(packer: String) throws {
  let parts = [sample(1000), [], sample(70_000, seed: 2), sample(3, seed: 3)]
  let packed = try parts.flatMap { try filter(packer, $0) }
  for block in [1, 5, 4096, 1 << 18] {
    #expect(try unpack(packed, block: block).bytes == parts.flatMap { $0 })
  }
}

@Test func bytesThatAreNotCompressedPassThrough() throws {
  for bytes in [[], [0x1f], [0x1f, 0x8b], [0x1f, 0x8b, 7, 0, 1, 2], Array("solid x".utf8), sample(1000)] {
    let got = try unpack(bytes)
    #expect(got.bytes == bytes && got.format == nil)
  }
}

@Test(arguments: ["gzip -c", "zstd -qc"])
func everyPrefixIsTruncated(packer: String) throws {
  let packed = try filter(packer, sample(TestSize.pick(2000, small: 200)))
  var cases = 0
  for count in CompressionFormat.signatureLength..<packed.count {
    let error = fault(Array(packed[..<count]))
    #expect(error?.code == .truncated && error?.offset == count, "\(packer) \(count): \(String(describing: error))")
    cases += 1
  }
  #expect(ranCases("prefixes of \(packer)", cases, atLeast: TestSize.pick(500, small: 50)))
}

@Test(arguments: ["gzip -c", "zstd -qc"])
func aChangedByteNeverTrapsAndNeverPassesUnseen(packer: String) throws {
  let bytes = sample(TestSize.pick(600, small: 60))
  let packed = try filter(packer, bytes)
  var (cases, refused) = (0, 0)
  forEachMutation(packed) { changed in
    cases += 1
    do {
      let got = try unpack(changed)
      // A header may change without harm: a time, a name, an operating system. The content may not.
      #expect(got.bytes == bytes || got.format == nil || changed.count != packed.count)
    } catch {
      refused += 1
      #expect(error is CompressionError)
    }
  }
  #expect(ranCases("changes of \(packer)", cases, atLeast: TestSize.pick(5000, small: 150)))
  #expect(refused > cases / 2)
}

@Test func whatStandsBehindAGzipFileIsIgnoredAsGzipDoes() throws {
  let bytes = sample(5000)
  let packed = try filter("gzip -c", bytes)
  for tail in [[0], [UInt8](repeating: 0, count: 1000), Array("garbage".utf8), [0x1f, 0x20, 3], [0, 0, 7]] {
    for block in [1, 64, 1 << 18] { #expect(try unpack(packed + tail, block: block).bytes == bytes) }
  }
  // What begins like a member must be one.
  #expect(fault(packed + [0x1f])?.code == .truncated)
  #expect(fault(packed + [0x1f, 0x8b])?.code == .truncated)
  #expect(fault(packed + [0x1f, 0x8b, 9, 0, 0, 0, 0, 0, 0, 0])?.code == .unsupported)
}

@Test func theChecksOfGzipAreHeldAgainstTheData() throws {
  let packed = try filter("gzip -c", sample(5000))
  var changed = packed
  changed[packed.count - 8] ^= 1
  #expect(fault(changed)?.code == .badChecksum)
  changed = packed
  changed[packed.count - 4] ^= 1
  #expect(fault(changed)?.code == .sizeMismatch)
}

@Test func theChecksumOfZstdIsHeldAgainstTheData() throws {
  var packed = try filter("zstd -qc", sample(5000))
  packed[packed.count - 1] ^= 1
  #expect(fault(packed)?.code == .badChecksum)
}

@Test func skippableFramesAreSkipped() throws {
  let packed = try filter("zstd -qc", sample(500))
  let skip: [UInt8] = [0x53, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5]
  for bytes in [skip + packed, packed + skip, skip + skip + packed + skip] {
    for block in [1, 6, 1 << 18] {
      let got = try unpack(bytes, block: block)
      #expect(got.bytes == sample(500) && got.format == .zstd)
    }
  }
  #expect(fault(packed + Array("garbage".utf8))?.code == .badData)
}

@Test func aWindowBeyond128MiBIsRefused() throws {
  // A frame header with a window of 2 GiB, then an empty last block.
  #expect(fault([0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 1, 0, 0])?.code == .unsupported)
}

@Test(arguments: ["gzip -9c", "zstd -q19c"])
func aFileThatExpandsTooMuchIsRefusedBeforeItDoes(packer: String) throws {
  let zeros = [UInt8](repeating: 0, count: ExpansionLimit.alwaysAllowed + (4 << 20))
  let packed = try filter(packer, zeros)
  #expect(packed.count < 30_000)
  let error = fault(packed, limit: ExpansionLimit(ratio: 500))
  #expect(error?.code == .expandsTooMuch && error?.format == String(packer.prefix(4)))
  #expect(try unpack(packed, limit: ExpansionLimit(ratio: 1_000_000)).bytes.count == zeros.count)
  // Small files may be as empty as they like.
  let few = [UInt8](repeating: 0, count: 4 << 20)
  #expect(try unpack(filter(packer, few), limit: ExpansionLimit(ratio: 1)).bytes == few)
}

@Test func aSilentPipeDoesNotHoldUpTheEnd() throws {
  let folder = try TemporaryFolder()
  let packed = try filter("gzip -1c", sample(3_000_000))
  let fifo = FedFIFO(in: folder, bytes: Array(packed[..<(packed.count / 2)]), piece: 60_000, silent: true)
  var packedSource: ByteSource? = try ByteSource(path: fifo.path, blockSize: 4096)
  var source: ByteSource? = try packedSource!.inflatingIfCompressed().source
  packedSource = nil
  for _ in 0..<3 { _ = unsafe try source!.nextBlock() }
  source = nil
  fifo.finish()
}

@Test func namesOfContentAreWhatStandsBeforeTheEnding() {
  #expect(CompressionFormat.gzip.nameOfContent("a/mesh.stl.GZ") == "a/mesh.stl")
  #expect(CompressionFormat.zstd.nameOfContent("mesh.off.zst") == "mesh.off")
  #expect(CompressionFormat.zstd.nameOfContent("mesh.off.gz") == "mesh.off.gz")
  #expect(CompressionFormat.gzip.nameOfContent(".gz") == ".gz")
}

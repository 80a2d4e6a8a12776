// From an accessor to the bytes that it names: each offset, length and stride is held against what is really there, with
// overflow checked, before a pointer is made.
import FacetMemory

/// The elements of an accessor, in memory that was checked.
@safe struct GLBElements {
  @unsafe let start: UnsafeRawPointer
  /// The bytes from one element to the next; 0 where all are the same zeros.
  let stride: Int
  let count: Int
  let type: GLBComponentType
  let isNormalized: Bool
  /// The offset in the file of the first element; nil where the bytes do not lie in it as they are.
  let offset: Int?

  @unsafe
  func element(_ index: Int) -> UnsafeRawPointer { unsafe start + index &* stride }

  /// The place of an element for an error.
  func place(_ index: Int) -> FormatError.Place { offset.map { .byte($0 + index * stride) } ?? .file }

  /// Reads a vertex number of an unsigned type.
  @unsafe
  static func index(_ bytes: UnsafeRawPointer, _ type: GLBComponentType) -> UInt32 {
    switch type.size {
    case 1: unsafe UInt32(bytes.load(as: UInt8.self))
    case 2: unsafe UInt32(UInt16(littleEndian: bytes.loadUnaligned(as: UInt16.self)))
    default: unsafe UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
    }
  }

  /// Reads a number of any type.
  @inline(__always)
  @unsafe
  static func number(_ bytes: UnsafeRawPointer, _ type: GLBComponentType) -> Double {
    switch type {
    case .int8: unsafe Double(bytes.load(as: Int8.self))
    case .uint8: unsafe Double(bytes.load(as: UInt8.self))
    case .int16: unsafe Double(Int16(littleEndian: bytes.loadUnaligned(as: Int16.self)))
    case .uint16: unsafe Double(UInt16(littleEndian: bytes.loadUnaligned(as: UInt16.self)))
    case .uint32: unsafe Double(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
    case .float32:
      unsafe Double(Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))))
    }
  }
}

/// The buffers of a document.
final class GLBBuffers {
  private let document: GLBDocument
  private let faults: GLBFaults
  /// The binary chunk, and where it begins in the file.
  private let binary: (storage: MappedStorage, offset: Int)?
  private let ledger: MemoryLedger?
  /// What was decoded so far, by the number of the buffer.
  private var decoded: [GLBDocument.Number: MappedStorage] = [:]
  /// What an accessor without a buffer view gives: 64 bytes.
  private let zeros: MappedStorage

  init(
    _ document: GLBDocument, binary: (storage: MappedStorage, offset: Int)?, _ faults: GLBFaults, ledger: MemoryLedger?
  ) throws {
    (self.document, self.binary, self.faults, self.ledger) = (document, binary, faults, ledger)
    zeros = try MappedStorage(byteCount: 64, purpose: .readBuffers)
  }

  /// Finds the elements of an accessor, sparse ones without their replacements.
  func elements(_ number: GLBDocument.Number) throws -> GLBElements {
    let accessor = document.accessors[Int(number)]
    let size = accessor.type.size * accessor.components
    guard accessor.view != GLBDocument.none else {
      return unsafe GLBElements(
        start: zeros.base, stride: 0, count: accessor.count, type: accessor.type,
        isNormalized: accessor.isNormalized, offset: nil)
    }
    let view = try self.view(accessor.view, accessor.place)
    return try elements(
      view, offset: accessor.offset, count: accessor.count, size: size, stride: view.stride, accessor.type,
      isNormalized: accessor.isNormalized, place: accessor.place)
  }

  /// Finds the numbers of the elements that a sparse accessor replaces, and what they become.
  func replacements(_ accessor: GLBDocument.Accessor) throws -> (indices: GLBElements, values: GLBElements) {
    let sparse = document.sparse[Int(accessor.sparse)]
    let place = accessor.place
    guard sparse.count <= accessor.count else {
      throw faults.fault(.badCount, at: place, "at most \(accessor.count) sparse elements", "\(sparse.count)")
    }
    guard sparse.indexType.restart != nil else {
      throw faults.fault(.badHeader, at: place, "sparse indices of an unsigned type", "\(sparse.indexType)")
    }
    let indices = try elements(
      try view(sparse.indexView, place), offset: sparse.indexOffset, count: sparse.count,
      size: sparse.indexType.size, stride: 0, sparse.indexType, isNormalized: false, place: place)
    let values = try elements(
      try view(sparse.valueView, place), offset: sparse.valueOffset, count: sparse.count,
      size: accessor.type.size * accessor.components, stride: 0, accessor.type,
      isNormalized: accessor.isNormalized, place: place)
    return (indices, values)
  }

  private func view(_ number: GLBDocument.Number, _ place: Int) throws -> GLBDocument.View {
    guard Int(number) < document.views.count else {
      throw faults.fault(
        .badIndex, at: place, "a buffer view of the \(document.views.count) that there are",
        "bufferViews[\(number)]")
    }
    return document.views[Int(number)]
  }

  private func elements(
    _ view: GLBDocument.View, offset: Int, count: Int, size: Int, stride: Int, _ type: GLBComponentType,
    isNormalized: Bool, place: Int
  ) throws -> GLBElements {
    guard stride == 0 || stride >= size else {
      throw faults.fault(.badCount, at: view.place, "a byteStride of at least \(size)", "\(stride)")
    }
    let (storage, fileOffset) = try self.storage(view)
    let step = stride == 0 ? size : stride
    // The end of the last element.
    let steps = max(0, count - 1).multipliedReportingOverflow(by: step)
    let (last, overflow) = steps.partialValue.addingReportingOverflow(count == 0 ? 0 : size)
    let (end, overflowAtEnd) = offset.addingReportingOverflow(last)
    guard !steps.overflow && !overflow && !overflowAtEnd && end <= view.length else {
      throw faults.fault(
        .badCount, at: place, "an accessor that fits in the \(view.length) bytes of its buffer view",
        "\(count) elements of \(step) bytes from byte \(offset) on")
    }
    let start = view.offset + offset
    return unsafe GLBElements(
      start: storage.base + start, stride: step, count: count, type: type, isNormalized: isNormalized,
      offset: fileOffset.map { $0 + start })
  }

  /// The bytes that a view lies in. The view was checked to lie inside.
  private func storage(_ view: GLBDocument.View) throws -> (storage: MappedStorage, offset: Int?) {
    guard Int(view.buffer) < document.buffers.count else {
      throw faults.fault(
        .badIndex, at: view.place, "a buffer of the \(document.buffers.count) that there are",
        "buffers[\(view.buffer)]")
    }
    let buffer = document.buffers[Int(view.buffer)]
    let (end, overflow) = view.offset.addingReportingOverflow(view.length)
    guard !overflow && end <= buffer.length else {
      throw faults.fault(
        .badCount, at: view.place, "a buffer view that fits in the \(buffer.length) bytes of its buffer",
        "\(view.length) bytes from byte \(view.offset) on")
    }
    let (storage, offset) = try self.storage(buffer, view.buffer)
    guard buffer.length <= storage.byteCount else {
      throw faults.fault(
        .truncated, at: buffer.place, "\(buffer.length) bytes of buffers[\(view.buffer)]", "\(storage.byteCount)")
    }
    return (storage, offset)
  }

  private func storage(
    _ buffer: GLBDocument.Buffer, _ number: GLBDocument.Number
  ) throws -> (storage: MappedStorage, offset: Int?) {
    if let known = decoded[number] { return (known, nil) }
    guard let address = buffer.address else {
      guard number == 0, let binary else {
        throw faults.fault(.badHeader, at: buffer.place, "the bytes of buffers[\(number)]", "none")
      }
      return (binary.storage, binary.offset)
    }
    guard address.utf8.starts(with: "data:".utf8) else {
      throw faults.fault(
        .unsupported, at: buffer.place,
        "buffers[\(number)] lies outside of this file, and nothing that is named inside a file is ever opened; "
          + "save it as one .glb")
    }
    let mark = ";base64,"
    // A data address begins with the type of its data, which is short.
    let head = address.prefix(200)
    guard let place = head.firstRange(of: mark)?.upperBound,
      let storage = try Base64.decode(
        address[place...].utf8, purpose: .readBuffers, label: "a buffer", ledger: ledger)
    else {
      throw faults.fault(.badHeader, at: buffer.place, "a data: address in base64", "another one")
    }
    decoded[number] = storage
    return (storage, nil)
  }
}

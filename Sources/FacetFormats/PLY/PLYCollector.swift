// Takes the normals and colours out of the records of one element, where somebody wants them. A file without them, and a
// conversion whose target can't hold them, has no collector and pays nothing.
import FacetArrays
import FacetMemory
import FacetMesh

/// Collects the normals and colours of the vertices, or the colours of the faces.
@safe final class PLYCollector {
  /// The properties of the record that is being read, by their numbers; `commit` takes what it wants of them.
  @unsafe let values: UnsafeMutablePointer<Double>

  private let element: PLYElement
  private let normal: [Int]
  private let color: [Int]
  /// What each channel is divided by when colours become float32.
  private let scales: [Double]
  private var normals: GrowingVertices
  private var bytes: ColumnBuilder<UInt8>?
  private var floats: ColumnBuilder<Float>?
  /// The vertices collected.
  private var done = 0

  /// - Parameters:
  ///   - kinds: the kinds to collect, of those that the records hold.
  ///   - isTrusted: the number of the records is more than a claim.
  init(
    _ element: PLYElement, _ attributes: PLYAttributes, _ kinds: MeshAttributes.Kinds, isTrusted: Bool,
    ledger: MemoryLedger?
  ) throws(FileError) {
    self.element = element
    unsafe values = .allocate(capacity: element.properties.count)
    unsafe values.initialize(repeating: 0, count: element.properties.count)
    normal = kinds.contains(.vertexNormals) ? attributes.normal : []
    color = kinds.contains(.vertexColors) || kinds.contains(.faceColors) ? attributes.color : []
    let types = color.map { element.properties[$0].type }
    scales = types.map { $0.colorScale ?? 1 }
    let isVertex = element.name == "vertex"
    normals = try GrowingVertices(
      total: normal.isEmpty ? 0 : element.count, isTrusted: isTrusted, purpose: .attributes, label: "vertex normals",
      ledger: ledger)
    guard !color.isEmpty else { return }
    let expected = isTrusted ? element.count.multipliedReportingOverflow(by: color.count) : (0, false)
    let label = isVertex ? "vertex colours" : "face colours"
    if types.allSatisfy({ $0 == .uint8 }) {
      bytes = try ColumnBuilder(
        expectedCount: expected.1 ? 0 : expected.0, purpose: .attributes, label: label, ledger: ledger)
    } else {
      floats = try ColumnBuilder(
        expectedCount: expected.1 ? 0 : expected.0, purpose: .attributes, label: label, ledger: ledger)
    }
  }

  deinit { unsafe values.deallocate() }

  /// Whether a property must be stored in `values`.
  func wants(_ property: Int) -> Bool { normal.contains(property) || color.contains(property) }

  /// Takes the record in `values`; a colour as often as `times` says.
  func commit(times: Int = 1) throws(FileError) {
    if !normal.isEmpty {
      try makeRoom(1)
      unsafe normals.x[done] = values[normal[0]]
      unsafe normals.y[done] = values[normal[1]]
      unsafe normals.z[done] = values[normal[2]]
    }
    done += 1
    guard !color.isEmpty && times > 0 else { return }
    let channels = color.count
    if bytes != nil {
      let place = unsafe try bytes!.reserve(channels * times)
      for channel in 0..<channels { unsafe place[channel] = Self.byte(values[color[channel]]) }
      for index in channels..<channels * times { unsafe place[index] = place[index - channels] }
      bytes!.commit(channels * times)
    } else {
      let place = unsafe try floats!.reserve(channels * times)
      for channel in 0..<channels { unsafe place[channel] = Float(values[color[channel]] / scales[channel]) }
      for index in channels..<channels * times { unsafe place[index] = place[index - channels] }
      floats!.commit(channels * times)
    }
  }

  /// Takes `count` vertices without lists that lie one behind the other.
  @unsafe
  func decode(_ start: UnsafeRawPointer, _ record: PLYRecord, count: Int, isBig: Bool) throws(FileError) {
    guard let stride = record.stride, count > 0 else { return }
    if !normal.isEmpty {
      try makeRoom(count)
      let rows = unsafe [normals.x, normals.y, normals.z]
      for (axis, property) in normal.enumerated() {
        unsafe PLYReader.decode(
          start + record.offsets[property], element.properties[property].type, isBig: isBig, stride: stride, count,
          to: rows[axis] + done)
      }
    }
    done += count
    let channels = color.count
    if bytes != nil {
      let place = unsafe try bytes!.reserve(channels * count)
      for (channel, property) in color.enumerated() {
        let source = unsafe start + record.offsets[property]
        for index in 0..<count {
          unsafe place[index &* channels &+ channel] = source.load(fromByteOffset: index &* stride, as: UInt8.self)
        }
      }
      bytes!.commit(channels * count)
    } else if floats != nil {
      let place = unsafe try floats!.reserve(channels * count)
      for (channel, property) in color.enumerated() {
        let (type, scale) = (element.properties[property].type, scales[channel])
        let source = unsafe start + record.offsets[property]
        for index in 0..<count {
          unsafe place[index &* channels &+ channel] = Float(
            type.number(source + index &* stride, isBig: isBig) / scale)
        }
      }
      floats!.commit(channels * count)
    }
  }

  /// Takes `count` faces of at least three corners that lie one behind the other, their colours once a triangle.
  @unsafe
  func decodeFaces(
    _ start: UnsafeRawPointer, _ record: PLYRecord, list: Int, count: Int, isBig: Bool
  ) throws(FileError) {
    var face = unsafe start
    for _ in 0..<count {
      let degree = unsafe Int(record.countType.integer(face + record.before, isBig: isBig))
      let listBytes = record.countType.size + degree * record.type.size
      for property in color {
        let offset = record.offsets[property] + (property > list ? listBytes : 0)
        unsafe values[property] = element.properties[property].type.number(face + offset, isBig: isBig)
      }
      try commit(times: degree - 2)
      unsafe face += record.before + listBytes + record.behind
    }
  }

  /// Hands the normals over.
  func takeNormals(isBinary: Bool) throws(FileError) -> NormalArray? {
    guard !normal.isEmpty else { return nil }
    let isNarrow = isBinary && normal.allSatisfy { element.properties[$0].type.fitsFloat32 }
    return NormalArray(try normals.take().finish().rowMajor, precision: isNarrow ? .float32 : .float64)
  }

  /// Hands the colours over.
  func takeColors() throws(FileError) -> ColorArray? {
    if let bytes = bytes.take() { return ColorArray(uint8: try bytes.finish(), channels: color.count) }
    if let floats = floats.take() { return ColorArray(float32: try floats.finish(), channels: color.count) }
    return nil
  }

  private func makeRoom(_ count: Int) throws(FileError) {
    while normals.capacity - done < count { try normals.grow() }
  }

  /// A number of a text as a byte: rounded, and kept inside 0...255.
  private static func byte(_ value: Double) -> UInt8 { value > 0 ? value < 255 ? UInt8(value.rounded()) : 255 : 0 }
}

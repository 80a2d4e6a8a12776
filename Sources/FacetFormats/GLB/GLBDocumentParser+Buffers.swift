// Buffers, the views into them, and the accessors that tell what lies there.
import FacetText

extension GLBDocumentParser {
  mutating func readBuffer(_ cursor: inout JSONCursor) throws {
    var buffer = GLBDocument.Buffer(place: cursor.offset)
    var hasLength = false
    try cursor.object { key, value in
      if key == "uri" { buffer.address = try value.string() }
      if key == "byteLength" { (buffer.length, hasLength) = (try count(&value), true) }
    }
    try require(hasLength, "the byteLength of a buffer", at: buffer.place)
    document.buffers.append(buffer)
  }

  mutating func readView(_ cursor: inout JSONCursor) throws {
    var view = GLBDocument.View(place: cursor.offset)
    var hasLength = false
    try cursor.object { key, value in
      switch key {
      case "buffer": view.buffer = try number(&value)
      case "byteOffset": view.offset = try count(&value)
      case "byteLength": (view.length, hasLength) = (try count(&value), true)
      case "byteStride": view.stride = try count(&value)
      default: break
      }
    }
    try require(view.buffer >= 0, "the buffer of a buffer view", at: view.place)
    try require(hasLength, "the byteLength of a buffer view", at: view.place)
    document.views.append(view)
  }

  mutating func readAccessor(_ cursor: inout JSONCursor) throws {
    var accessor = GLBDocument.Accessor(place: cursor.offset)
    var (hasCount, hasType) = (false, false)
    try cursor.object { key, value in
      switch key {
      case "bufferView": accessor.view = try number(&value)
      case "byteOffset": accessor.offset = try count(&value)
      case "componentType": (accessor.type, hasType) = (try componentType(&value), true)
      case "count": (accessor.count, hasCount) = (try count(&value), true)
      case "normalized": accessor.isNormalized = try value.boolean()
      case "type":
        let components = ["SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16]
        let place = value.offset
        let name = try value.string()
        guard let known = components[name] else {
          throw faults.fault(.badHeader, at: place, "the type of an accessor", "\"\(name)\"")
        }
        accessor.components = known
      case "sparse":
        document.sparse.append(try readSparse(&value))
        accessor.sparse = GLBDocument.Number(document.sparse.count - 1)
      default: break
      }
    }
    try require(hasType, "the componentType of an accessor", at: accessor.place)
    try require(hasCount, "the count of an accessor", at: accessor.place)
    try require(accessor.components > 0, "the type of an accessor", at: accessor.place)
    document.accessors.append(accessor)
  }

  private func readSparse(_ cursor: inout JSONCursor) throws -> GLBDocument.Sparse {
    var sparse = GLBDocument.Sparse()
    let place = cursor.offset
    try cursor.object { key, value in
      switch key {
      case "count": sparse.count = try count(&value)
      case "indices":
        try value.object { key, value in
          switch key {
          case "bufferView": sparse.indexView = try number(&value)
          case "byteOffset": sparse.indexOffset = try count(&value)
          case "componentType": sparse.indexType = try componentType(&value)
          default: break
          }
        }
      case "values":
        try value.object { key, value in
          if key == "bufferView" { sparse.valueView = try number(&value) }
          if key == "byteOffset" { sparse.valueOffset = try count(&value) }
        }
      default: break
      }
    }
    try require(sparse.indexView >= 0 && sparse.valueView >= 0, "the buffer views of a sparse accessor", at: place)
    return sparse
  }
}

// The list of stages, and what memory allows.
import CRivals
import Facet
import Glibc

enum Stages {
  /// Every stage, by name; made when it is its turn, since most hold large arrays.
  static func all(items: Int, triangles: Int, folder: String) -> [(name: String, make: () -> Stage)] {
    let parse = "decimal → Double"
    return [
      ("read", { reading(folder, mebibytes: max(1, items >> 13)) }),
      ("decode", { decoding(items) }),
      ("weld, grid order", { weld("weld, grid order", TerrainSoup(triangles: triangles)) }),
      ("weld, shuffled", { weld("weld, shuffled", SphereSoup(atMost: triangles, shuffleSeed: 1)) }),
      ("Float text, terrain", { writing("Float text, terrain", terrain(items), float32: true) }),
      ("Float text, sphere", { writing("Float text, sphere", sphere(items), float32: true) }),
      ("Double text, sphere", { writing("Double text, sphere", sphere(items), float32: false) }),
      ("face text, grid order", { faces("face text, grid order", triangles: items, shuffled: false) }),
      ("face text, shuffled", { faces("face text, shuffled", triangles: items, shuffled: true) }),
      ("\(parse), terrain", { parsing("\(parse), terrain", terrain(items)) }),
      (
        "\(parse), float32 sphere",
        { parsing("\(parse), float32 sphere", sphere(items).map { Double("\(Float($0))")! }) }
      ),
      ("\(parse), 17 digits", { parsing("\(parse), 17 digits", sphere(items)) }),
      ("write", { writing(folder, mebibytes: max(1, items >> 13)) }),
    ]
  }

  /// Gigabytes a second that one core reads from memory, and that it copies (each byte once read, once written); the best of seven.
  static func memory(bytes: Int) -> (read: Double, copy: Double) {
    let from = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 4096)
    let to = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 4096)
    defer {
      from.deallocate()
      to.deallocate()
    }
    memset(from, 1, bytes)
    memset(to, 2, bytes)
    var (read, copy, seen) = (Int.max, Int.max, UInt64(0))
    for _ in 0..<7 {
      let start = now()
      seen &+= rival_read_memory(from.assumingMemoryBound(to: UInt64.self), bytes / 8)
      let middle = now()
      rival_copy_memory(to, from, bytes)
      (read, copy) = (min(read, middle - start), min(copy, now() - middle))
    }
    precondition(seen != 0)
    return (Double(bytes) / Double(read), Double(bytes) / Double(copy))
  }
}

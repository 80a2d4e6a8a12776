// Ways to be unkind to a text: cut it anywhere, or change one byte.

/// Every prefix of some bytes, the empty one and the whole included.
public func prefixes(_ bytes: [UInt8]) -> [[UInt8]] { (0...bytes.count).map { Array(bytes[..<$0]) } }

/// Calls `body` with every text that differs from `bytes` in one byte that was changed to a telling value, taken out, or
/// put in twice. Where tests shall be small, with every third of them.
public func forEachMutation(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
  let step = TestSize.pick(1, small: 3)
  for index in bytes.indices {
    let old = bytes[index]
    var values = Set("\0 \n\r#-+.019eDnsf,{".utf8)
    values.formUnion([0x80, 0xff, old ^ 1, old ^ 0x20])
    values.remove(old)
    for value in values.sorted().enumerated().filter({ ($0.offset + index) % step == 0 }).map(\.element) {
      var changed = bytes
      changed[index] = value
      try body(changed)
    }
    if index % step == 0 { try body(Array(bytes[..<index] + bytes[(index + 1)...])) }
    if index % step == step - 1 { try body(Array(bytes[...index] + bytes[index...])) }
  }
}

// What the tests of this target share: calls that return arrays, the naive twin of the notation.

import Glibc
import Testing

@testable import FacetText

/// Runs `body` with a buffer of one number's length and returns the text; fails when more is touched.
func text(_ body: (UnsafeMutablePointer<UInt8>) -> Int) -> String {
  unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NumberText.maximumLength + 16) { buffer in
    unsafe buffer.initialize(repeating: 0xa5)
    let length = unsafe body(buffer.baseAddress!)
    let isKept = unsafe buffer[NumberText.maximumLength...].allSatisfy { $0 == 0xa5 }
    #expect(isKept, "wrote past maximumLength")
    #expect(length <= NumberText.maximumLength)
    return unsafe String(decoding: buffer[..<length], as: UTF8.self)
  }
}

func text(_ value: Double) -> String { unsafe text { unsafe NumberText.write(value, to: $0) } }
func text(_ value: Float) -> String { unsafe text { unsafe NumberText.write(value, to: $0) } }

/// Reads a Double from the start of `text`, copied to memory that ends with it.
func parse(_ text: [UInt8]) -> (value: Double, consumed: Int, flags: NumberParse.Flags) {
  var value = 12345.0
  var flags: NumberParse.Flags = []
  let consumed = unsafe text.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return 0 }
    return unsafe NumberParse.double(base, base + buffer.count, value: &value, flags: &flags)
  }
  return (value, consumed, flags)
}

/// Reads `text` alone, and again with bytes behind it so that the fast path is taken; both must agree.
func parse(_ text: String) -> (value: Double, consumed: Int, flags: NumberParse.Flags) {
  let alone = parse(Array(text.utf8))
  let followed = parse(Array(text.utf8) + [0x20] + Array(repeating: UInt8(0x39), count: 40))
  #expect(alone.value.bitPattern == followed.value.bitPattern, "\(text)")
  #expect(alone.consumed == followed.consumed && alone.flags == followed.flags, "\(text)")
  return alone
}

/// The naive twin of the notation: digits and exponent of what Swift describes, laid out by the rules.
func notation(ofDescription description: String) -> String {
  var bytes = Array(description.utf8)[...]
  var sign = ""
  if bytes.first == 0x2d {
    sign = "-"
    bytes = bytes.dropFirst()
  }
  if bytes.first == 0x6e { return "nan" }
  if bytes.first == 0x69 { return sign + "inf" }
  var digits: [UInt8] = []
  var exponent = 0
  var point: Int?
  for (index, byte) in bytes.enumerated() {
    if byte == 0x2e {
      point = digits.count
    } else if byte == 0x65 {
      exponent = Int(String(decoding: bytes.dropFirst(index + 1), as: UTF8.self))!
      break
    } else {
      digits.append(byte)
    }
  }
  return layOut(sign: sign, digits: digits, power: exponent + (point ?? digits.count))
}

/// Whether two texts have the same sign, the same digits but for zeros at either end, and the same exponent.
func hasDigits(_ text: UnsafeBufferPointer<UInt8>, ofDescription description: String) -> Bool {
  var description = description
  return description.withUTF8 { other in
    unsafe digitsAndExponent(text) == digitsAndExponent(other)
  }
}

/// Reads sign, digits as an integer without zeros at its end, and the exponent of that integer.
private func digitsAndExponent(_ text: UnsafeBufferPointer<UInt8>) -> SIMD3<UInt64> {
  var (digits, zeros, power) = (UInt64(0), 0, 0)
  var (isBehindPoint, index) = (false, 0)
  while unsafe index < text.count && text[index] != 0x65 {
    let byte = unsafe text[index]
    index += 1
    if byte == 0x2e { isBehindPoint = true }
    guard byte >= 0x30 else { continue }
    if isBehindPoint { power -= 1 }
    if byte > 0x39 { return SIMD3(UInt64(byte), unsafe UInt64(text[0]), 0) }  // inf
    if byte == 0x30 {
      zeros += digits == 0 ? 0 : 1
    } else {
      for _ in 0..<zeros { digits = digits &* 10 }
      digits = digits &* 10 &+ UInt64(byte &- 0x30)
      zeros = 0
    }
  }
  var exponent = 0
  let isNegative = unsafe index + 1 < text.count && text[index + 1] == 0x2d
  for position in index..<text.count {
    let digit = unsafe text[position] &- 0x30
    if digit <= 9 { exponent = exponent * 10 + Int(digit) }
  }
  power += zeros + (isNegative ? -exponent : exponent)
  return SIMD3(digits, UInt64(bitPattern: Int64(digits == 0 ? 0 : power)), unsafe text[0] == 0x2d ? 1 : 0)
}

/// Lays out 0.ddd · 10^power by the rules of the notation.
func layOut(sign: String, digits all: [UInt8], power: Int) -> String {
  var digits = all[...]
  var power = power
  while digits.first == 0x30 {
    digits = digits.dropFirst()
    power -= 1
  }
  while digits.last == 0x30 { digits = digits.dropLast() }
  if digits.isEmpty { return sign + "0" }
  let text = String(decoding: digits, as: UTF8.self)
  if power - 1 < -5 || power - 1 >= 16 {
    return sign + text.prefix(1) + (text.count > 1 ? "." + text.dropFirst() : "") + "e\(power - 1)"
  }
  if power <= 0 { return sign + "0." + String(repeating: "0", count: -power) + text }
  if power >= text.count { return sign + text + String(repeating: "0", count: power - text.count) }
  return sign + text.prefix(power) + "." + text.dropFirst(power)
}

/// Returns a count of cases: a hundredth of it without optimisation, which is that much slower.
func cases(_ count: Int) -> Int { _isDebugAssertConfiguration() ? count / 100 : count }

/// Prints how many cases a test saw and fails when they are fewer than it was written with.
func report(_ name: String, _ count: Int, atLeast expected: Int) {
  print("FacetText \(name): \(count) cases")
  #expect(count >= expected, "\(name) has shrunk to \(count) cases")
}

/// The lines of a file, nil when there is none.
func lines(ofFile path: String) -> [Substring]? {
  guard let file = unsafe fopen(path, "r") else { return nil }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe fread(&block, 1, block.count, file)
    if count == 0 { break }
    bytes += block[..<count]
  }
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
}

// Normals and colours as the specification wants them: normals of length 1, colours between 0 and 1, each element at a
// multiple of four bytes.
import FacetArrays
import FacetMemory
import FacetMesh

extension GLBWriter {
  /// How far the length of a normal may be from 1, as the validator of the Khronos Group has it.
  private static let lengthTolerance: Float = 0.00674

  /// Counts the normals that have not the length 1 in float32, such as 0 0 0 where there is none. One such makes a file that
  /// validators refuse. O(normals). Source: Khronos Group, glTF-Validator, `unitLengthThresholdVec3`.
  public static func nonUnitNormals(in normals: NormalArray) -> Int {
    let (values, count) = (normals.rowMajor.span, normals.count)
    var bad = 0
    for index in 0..<count {
      let (x, y, z) = (Float(values[index]), Float(values[count + index]), Float(values[2 * count + index]))
      let length = (x * x + y * y + z * z).squareRoot()
      // Not so of a NaN.
      if !((length - 1).magnitude <= lengthTolerance) { bad += 1 }
    }
    return bad
  }

  /// Writes bytes as four of them, and float32 as it is, held between 0 and 1.
  static func writeColors(_ colors: ColorArray, to sink: ByteSink) throws {
    let chunk = 8192
    let isFloat = colors.isFloat32
    let channels = isFloat ? colors.channels : 4
    var first = 0
    while first < colors.count {
      let count = min(chunk, colors.count - first)
      let size = channels * (isFloat ? 4 : 1)
      var target = unsafe try sink.reserve(count * size)
      for index in first..<first + count {
        let color = colors[index]
        for channel in 0..<channels {
          if isFloat {
            // A NaN is not above 0.
            let number = color[channel] > 0 ? min(1, color[channel]) : 0
            unsafe target.storeBytes(
              of: number.bitPattern.littleEndian, toByteOffset: 4 * channel, as: UInt32.self)
          } else {
            unsafe target.storeBytes(of: ColorArray.byte(color[channel]), toByteOffset: channel, as: UInt8.self)
          }
        }
        unsafe target += size
      }
      sink.advance(by: count * size)
      first += count
    }
  }
}

// Colours as files have them: bytes, or numbers from 0 to 1; red, green, blue and perhaps alpha. The components of a colour
// lie side by side, because every format stores them so and every gather takes them so; `bytes` and `floats` show them as a
// matrix with a row for each channel, like vertices.
import FacetArrays
import FacetMemory

/// A colour for each vertex or each triangle.
public struct ColorArray: Sendable, Equatable {
  /// The components of all colours, one colour after the other, contiguous.
  package enum Components: Sendable, Equatable {
    case uint8(Column<UInt8>)
    case float32(Column<Float>)
  }

  package let components: Components
  /// The components of a colour: 3 (red, green, blue) or 4 (with alpha).
  public let channels: Int
  /// The number of colours.
  public let count: Int

  /// Takes components from 0 to 255, colour after colour. O(1) for a column that is contiguous.
  /// - Precondition: there are 3 or 4 channels, and `components.count` is a multiple of them.
  public init(uint8 components: Column<UInt8>, channels: Int) {
    self.init(.uint8(components.contiguous()), channels, components.count)
  }

  /// Takes components from 0 to 1, colour after colour. O(1) for a column that is contiguous.
  /// - Precondition: there are 3 or 4 channels, and `components.count` is a multiple of them.
  public init(float32 components: Column<Float>, channels: Int) {
    self.init(.float32(components.contiguous()), channels, components.count)
  }

  /// Takes a matrix with a row for each channel. O(count).
  /// - Precondition: it has 3 or 4 rows.
  public init(_ matrix: Matrix<UInt8>) {
    self.init(uint8: matrix.transposed.contiguous().flat, channels: matrix.rows)
  }

  /// Takes a matrix with a row for each channel. O(count).
  /// - Precondition: it has 3 or 4 rows.
  public init(_ matrix: Matrix<Float>) {
    self.init(float32: matrix.transposed.contiguous().flat, channels: matrix.rows)
  }

  private init(_ components: Components, _ channels: Int, _ all: Int) {
    precondition(channels == 3 || channels == 4, "a colour has three channels, or four with alpha")
    precondition(all % channels == 0, "the last colour is not whole")
    self.components = components
    self.channels = channels
    count = all / channels
  }

  /// Whether the components are numbers from 0 to 1, not bytes.
  public var isFloat32: Bool {
    if case .float32 = components { return true }
    return false
  }

  /// Whether there is an alpha channel.
  public var hasAlpha: Bool { channels == 4 }

  /// The components as a view with a row for each channel; nil when they are float32. O(1).
  public var bytes: Matrix<UInt8>? {
    guard case .uint8(let column) = components else { return nil }
    return Matrix(column, rows: count, columns: channels).transposed
  }

  /// The components as a view with a row for each channel; nil when they are bytes. O(1).
  public var floats: Matrix<Float>? {
    guard case .float32(let column) = components else { return nil }
    return Matrix(column, rows: count, columns: channels).transposed
  }

  /// One colour as red, green, blue and alpha from 0 to 1; alpha is 1 where there is none.
  public subscript(index: Int) -> SIMD4<Float> {
    precondition(index >= 0 && index < count, "there is no colour of that number")
    var color = SIMD4<Float>(repeating: 1)
    for channel in 0..<channels {
      switch components {
      case .uint8(let column): color[channel] = Float(column[index * channels + channel]) / 255
      case .float32(let column): color[channel] = column[index * channels + channel]
      }
    }
    return color
  }
}

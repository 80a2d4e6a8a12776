// One file of a batch: where it comes from and where it goes.
import FacetFormats

/// An input with its output.
public struct BatchItem: Sendable {
  /// The input as it was named or found.
  public let input: String
  /// The output below the folder of the batch.
  public let name: String
  /// The path of the output; of a pair of .npy files that of the vertices.
  public let output: String
  /// The bytes of the input; 0 when it is not a regular file.
  public let size: Int

  /// The input wherever the batch is run from.
  let absoluteInput: String
  /// When the input was changed last, in nanoseconds since 1970; nil when it is not a regular file.
  let modified: Int?
  /// The second file of a pair.
  let partner: String?
  /// Which file the input is; nil when there is none.
  let identity: FileIdentity.Number?

  init(input: String, name: String, folder: String) {
    let file = FileIdentity(input)
    let isRegular = file?.isRegular ?? false
    self.input = input
    self.name = name
    output = folder + "/" + name
    partner = NPYPair.partner(of: output)
    size = isRegular ? file!.size : 0
    modified = isRegular ? file!.modified : nil
    identity = file?.number
    absoluteInput = FileIdentity.realPath(input) ?? input
  }

  /// The bytes of the output as it lies there now; nil when it is not there, or not whole.
  var outputSize: Int? {
    guard let main = FileIdentity(output), main.isRegular else { return nil }
    guard let partner else { return main.size }
    guard let other = FileIdentity(partner), other.isRegular else { return nil }
    return main.size + other.size
  }
}

// The JSON report of a conversion, as a program of the user would read it.
import Foundation

/// A JSON object that was read from a file.
public struct ReportFile {
  public let values: [String: Any]

  public init(_ path: String) throws { try self.init(Data(contentsOf: URL(fileURLWithPath: path))) }

  public init(_ data: Data) throws {
    values = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// A number at a path of keys: `int("counted", "merged")`.
  public func int(_ keys: String...) -> Int? { (value(keys) as? NSNumber)?.intValue }
  /// A text at a path of keys.
  public func text(_ keys: String...) -> String? { value(keys) as? String }
  /// Whether something stands at a path of keys.
  public func has(_ keys: String...) -> Bool { value(keys) != nil }
  /// What the report says of one input.
  public func input(_ index: Int) -> [String: Any] {
    let inputs = values["inputs"] as? [[String: Any]] ?? []
    return index < inputs.count ? inputs[index] : [:]
  }
  /// The codes of the warnings, in order.
  public var warningCodes: [String] {
    (values["warnings"] as? [[String: Any]] ?? []).map { $0["code"] as? String ?? "" }
  }

  private func value(_ keys: [String]) -> Any? {
    var found: Any? = values
    for key in keys { found = (found as? [String: Any])?[key] }
    return found
  }
}

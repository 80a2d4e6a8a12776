// Which readers will not read a file right: its features joined with the rules that runs have proven.
import FacetFormats
import FacetText
import FacetThreads

/// What other programs' readers will make of a file.
public struct ReaderForecast: Sendable {
  /// One reader that refuses or misreads the file, and why.
  public struct Finding: Sendable, Equatable {
    public let rule: ReaderRule
    /// What the file has, in words.
    public let feature: String
    /// Where it has it first.
    public let place: FormatError.Place
    /// How many more features of the file this reader stumbles over.
    public let more: Int
  }

  /// What the file has that some reader or other stumbles over, in the order in which it is met.
  public let features: [FoundFeature]
  /// The readers that were tried on this format and read its plainest file.
  public let tried: [String]
  /// One for each reader that will not read the file right, in the order of the table.
  public let findings: [Finding]

  /// How many readers nothing is known against.
  public var untroubled: Int { tried.count - findings.count }

  /// Looks through a file that a reader has read, and asks the rules.
  /// - Parameter polygons: how many faces of more than three corners it has.
  init(
    _ name: String, reader: any MeshReader, polygons: Int, options: ReaderOptions, _ context: JobContext
  ) throws {
    let again = try CompressedInput(InputReader.open(name, ledger: context.ledger), options: options)
    self.init(
      features: try FileFeatures.scan(again.source, reader: reader, polygons: polygons), format: reader.formatName)
  }

  init(features: [FoundFeature], format: String) {
    let plain: [String: [String]] = [
      "OFF": ["off"], "STL": ["stl-ascii", "stl-binary"], "ASCII STL": ["stl-ascii", "stl-binary"],
      "PLY": ["ply-ascii", "ply-binary"], "OBJ": ["obj"],
    ]
    let names = plain[format] ?? []
    var tried: [String] = []
    for rule in ReaderRule.all where names.contains(rule.feature) && rule.verdict == .reads {
      if !tried.contains(rule.reader) { tried.append(rule.reader) }
    }
    let places = features.reduce(into: [String: FoundFeature]()) { $0[$1.feature.rawValue] = $1 }
    self.tried = tried
    self.features = features
    findings = tried.compactMap { reader in
      let rules = ReaderRule.all.filter { $0.reader == reader && $0.verdict != .reads && places[$0.feature] != nil }
      // A refusal comes before anything else can go wrong.
      guard let rule = rules.first(where: { $0.verdict == .refuses }) ?? rules.first, let found = places[rule.feature]
      else { return nil }
      return Finding(rule: rule, feature: found.feature.words, place: found.place, more: rules.count - 1)
    }
  }

  /// The lines that people read: one for each reader that will not read the file right.
  var lines: [(label: String, text: String)] {
    if tried.isEmpty { return [("readers", "none was tried on this format")] }
    let count =
      findings.isEmpty ? "all \(tried.count) that were tried read it" : "\(untroubled) of \(tried.count) read it"
    return [("readers", count)]
      + findings.map { finding in
        let place = finding.place.description
        let why = (place.isEmpty ? "" : place + ": ") + finding.feature
        let more = finding.more == 0 ? "" : ", and \(finding.more) more"
        return (
          "  \(finding.rule.reader)",
          "\(finding.rule.verdict.rawValue) it: \(why)\(more) (\(finding.rule.version): \(finding.rule.what))"
        )
      }
  }

  /// The same for programs.
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("tried", tried.count)
    json.field("read", untroubled)
    json.key("findings")
    json.beginArray()
    for finding in findings {
      json.beginObject()
      json.field("reader", finding.rule.reader)
      json.field("version", finding.rule.version)
      json.field("verdict", finding.rule.verdict.rawValue)
      json.field("feature", finding.rule.feature)
      json.field("words", finding.feature)
      json.field("first", finding.place.description)
      json.field("what", finding.rule.what)
      json.field("fixture", finding.rule.fixture)
      json.field("more", finding.more)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}

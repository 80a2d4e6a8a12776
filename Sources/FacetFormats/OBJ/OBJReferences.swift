// Faces may name vertices that stand later in the file. Two faces are enough to remember, whatever the file holds: the
// first one that did, and the one with the largest number. When both are good all are; when the first is bad it is the
// first bad one of the file.

/// The numbers of one kind that were named before they came, or can't come at all.
struct OBJReferences {
  /// A number and who named it.
  struct Reference {
    var number: Int
    var face: Int
    var place: FormatError.Place
  }

  private var first: Reference?
  private var largest: Reference?
  /// References that were noted and not yet seen to be good.
  private var open = 0
  /// References to what can never be: number 0, or before the first.
  private var impossible = 0
  private var firstImpossible: FormatError.Place?

  /// Notes a number beyond the `count` that have come so far.
  mutating func note(_ number: Int, face: Int, count: Int, at place: @autoclosure () -> FormatError.Place) {
    if let known = largest, known.number <= count { (first, largest, open) = (nil, nil, 0) }
    open += 1
    if let known = largest, known.number >= number { return }
    largest = Reference(number: number, face: face, place: place())
    if first == nil { first = largest }
  }

  /// Notes a number that names nothing, whatever comes.
  mutating func noteImpossible(at place: @autoclosure () -> FormatError.Place) {
    impossible += 1
    if firstImpossible == nil { firstImpossible = place() }
  }

  /// A reference beyond the `count` of the whole file; the first one, unless later ones became good meanwhile.
  func fault(count: Int) -> Reference? {
    if let first, first.number > count { return first }
    if let largest, largest.number > count { return largest }
    return nil
  }

  /// How many references name nothing in the whole file, and where the first is; nil when there are none.
  func missing(count: Int) -> (count: Int, place: FormatError.Place)? {
    let bad = fault(count: count)
    let places = [firstImpossible, bad?.place].compactMap { $0 }
    guard let place = places.min(by: { Self.byte(of: $0) < Self.byte(of: $1) }) else { return nil }
    return (impossible + (bad == nil ? 0 : open), place)
  }

  private static func byte(of place: FormatError.Place) -> Int {
    if case .line(_, let byte) = place { byte } else { 0 }
  }
}

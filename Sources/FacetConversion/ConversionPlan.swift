// The plan of a conversion: a look at each input, the way that it will take, and its steps on the books of a forecast. It costs
// a few milliseconds and at most a few MiB of each input, and nothing is written.
import FacetFormats
import FacetMemory
import FacetMesh
import FacetWeld

/// What is known of a conversion before it reads.
struct ConversionPlan {
  /// The way that the triangles take.
  enum Path {
    /// The corners of soups go to the output as they come; nothing is held.
    case pass
    /// Soups are welded into one mesh.
    case weld
    /// Every corner of the soups is a vertex of its own.
    case keepCorners
    /// One indexed file.
    case mesh
    /// Several inputs, of which at least one is an indexed file.
    case several
  }

  /// What is done with the mesh.
  enum Work {
    case write(MeshOutput)
    /// `facet check`.
    case check
  }

  private enum Look {
    case soup(MemoryForecast.Soup)
    case mesh(IndexedSample, MeshFormat, isSized: Bool)
  }

  private let options: ConversionOptions
  private let work: Work
  private let threads: Int
  private var looks: [Look] = []
  private var positions: [SIMD3<Double>] = []
  private var roundsFloat64 = false
  private var isPacked = false
  private(set) var forecast = ConversionForecast()

  /// Looks at the inputs.
  /// - Parameter threads: how many will work.
  /// - Throws: what a conversion would throw of them; `ConversionFailure` for standard input and pipes, which a look would consume.
  init(inputs: [String], _ work: Work, options: ConversionOptions, threads: Int = 1) throws {
    (self.options, self.work, self.threads) = (options, work, threads)
    for input in inputs { try look(at: input) }
  }

  private mutating func look(at name: String) throws {
    let source = name == "-" ? nil : try InputReader.open(name, ledger: nil)
    guard let source, source.size != nil else {
      throw ConversionFailure(.usage, code: "usage", "\(name): only a file can be looked at without reading it")
    }
    let input = try CompressedInput(source, options: options.reader)
    isPacked = isPacked || input.compression != nil
    let (format, reader) = try InputReader.make(input.source, format: options.from, options: options.reader)
    switch reader {
    case .soup(let stream):
      let survey = try SoupSurvey(stream, format, input, options.reader)
      try Self.check(survey.triangles, of: name)
      let (vertices, isShuffled, isExact) = Self.vertices(survey, keepsCorners: options.weld == .none)
      forecast.trianglesAreEstimated = forecast.trianglesAreEstimated || !survey.isExact
      forecast.verticesAreEstimated = forecast.verticesAreEstimated || !isExact
      forecast.triangles += survey.triangles
      forecast.vertices += vertices
      positions += survey.sample.positions
      roundsFloat64 = roundsFloat64 || stream.precision == .float64 && survey.sample.hasFloat64
      looks.append(
        .soup(
          MemoryForecast.Soup(
            triangles: survey.triangles, vertices: vertices, precision: stream.precision,
            expectedTriangles: stream.credibleTriangles, isShuffled: isShuffled)))
    case .indexed(let stream):
      let sample = try (stream as? any SampledReader)?.sample() ?? Self.guess(stream, input)
      try Self.check(max(sample.triangles, sample.vertices), of: name)
      forecast.trianglesAreEstimated = forecast.trianglesAreEstimated || sample.isEstimated
      forecast.verticesAreEstimated =
        forecast.verticesAreEstimated || stream.declaredVertices == nil || options.weld == .exact
      forecast.triangles += sample.triangles
      forecast.vertices += sample.vertices
      positions += sample.positions
      roundsFloat64 =
        roundsFloat64
        || sample.precision == .float64 && sample.positions.contains { SIMD3<Double>(SIMD3<Float>($0)) != $0 }
      looks.append(.mesh(sample, format, isSized: input.source.size != nil))
    }
  }

  /// Refuses counts that can't be, before anything is computed of them.
  private static func check(_ count: Int, of name: String) throws(ConversionFailure) {
    guard count >= 0 && count < 1 << 40 else {
      throw ConversionFailure(.badData, code: "bad_header", "\(name): its head claims more than any file holds")
    }
  }

  /// The vertices of a soup.
  private static func vertices(
    _ survey: SoupSurvey, keepsCorners: Bool
  ) -> (count: Int, isShuffled: Bool, isExact: Bool) {
    if keepsCorners { return (3 * survey.triangles, false, survey.isExact) }
    if survey.isWhole { return (survey.sample.distinctCount, false, true) }
    let (sharing, isShuffled) = survey.sample.sharing(of: survey.triangles)
    // Unless something is seen of it, a soup is a closed mesh.
    guard case .measured(let each) = sharing else { return (survey.triangles / 2 + 2, isShuffled, false) }
    if each > 0.5 { return (Int(each * Double(survey.triangles)), isShuffled, false) }
    // The border of a square grid.
    let border = Int(Double(2 * survey.triangles).squareRoot()) + 1
    return (survey.triangles / 2 + border, isShuffled, false)
  }

  /// What the head alone tells: packed files, tables.
  private static func guess(_ stream: any IndexedReader, _ input: CompressedInput) throws -> IndexedSample {
    let triangles = try stream.estimateTriangles()?.count ?? stream.declaredFaces
    let size = input.estimatedContentSize ?? input.size ?? 0
    let vertices = stream.declaredVertices ?? size / 72
    return IndexedSample(
      vertices: vertices, triangles: triangles ?? 2 * vertices, isEstimated: true, precision: .float64)
  }

  /// Whether soups need no mesh on their way to the output.
  private var passes: Bool {
    guard case .write(let target) = work else { return false }
    return target.format.takesCorners && options.needsNoWeld(for: target.format)
  }

  /// The way that a conversion takes.
  var path: Path {
    let soups = looks.count {
      if case .soup = $0 { true } else { false }
    }
    if soups == looks.count && passes { return .pass }
    if soups == looks.count { return options.weld == .none ? .keepCorners : .weld }
    return looks.count == 1 ? .mesh : .several
  }

  // MARK: Memory

  /// What is resident beside arrays once all code of a conversion was run, and what unpacks.
  private var code: Int {
    if path == .pass { return isPacked ? 1 << 20 : 0 }
    // Vertices that are written as they are found wait in a block of their own.
    return (isPacked ? 5 : 3) << 19 + (grows ? MappedStorage.hugePage : 0) + (passesVertices ? 1 << 18 : 0)
  }

  /// Whether nobody knows how many triangles a text has: its arrays move while they grow, and may end in one huge page more.
  private var grows: Bool {
    looks.contains {
      if case .soup(let soup) = $0 { soup.expectedTriangles == nil } else { false }
    }
  }

  /// What several threads take beside what one does: larger buffers of the source, blocks of corners and what is found in them, and
  /// buffers of text. Measured, for 2 to 8 threads.
  private func threadBytes(beside base: Int) -> Int {
    guard threads > 1 else { return 0 }
    let quarter = 1 << 18
    let source = 4 * (threads * InputReader.bytesPerThread - quarter)
    switch path {
    case .pass: return readsInPieces ? source + (threads - 2) * 3 * quarter : (threads - 1) * 2 * quarter
    case .weld:
      // Where there is no order, threads look corners up together.
      let lookUp = soups.isShuffled ? 7 * threads * quarter / 2 : 0
      if isPacked { return lookUp + source + (threads - 1) * 2 * quarter }
      return lookUp + (readsInPieces ? source + (13 * threads - 6) * quarter / 2 : (threads - 1) * 11 * quarter / 2)
    case .keepCorners: return source + (threads - 2) * 6 * quarter + base / 100 * (2 + 3 * threads)
    case .mesh where isNPZ: return 2 * threads * quarter
    case .mesh, .several: return source + (threads - 4) * quarter
    }
  }

  /// Whether a soup goes through the buffers of its source: a text, or unpacked.
  private var readsInPieces: Bool {
    isPacked
      || looks.contains {
        if case .soup(let soup) = $0 { soup.precision == .float64 } else { false }
      }
  }

  private var isNPZ: Bool {
    if case .mesh(_, .npz, _) = looks[0] { true } else { false }
  }

  /// Computes the forecast under a ceiling.
  /// - Parameter resident: what the process has resident now.
  mutating func run(under ceiling: MemoryCeiling?, resident: Int) throws {
    let alone = try? run(MemoryForecast(ceiling: nil, base: resident + code))
    let base = resident + code + threadBytes(beside: alone?.peak ?? 0)
    if case .write(let target) = work {
      if path == .pass {
        forecast.isUnwelded = true
        forecast.vertices = 3 * forecast.triangles
        forecast.verticesAreEstimated = forecast.trianglesAreEstimated
      }
      forecast.bytesOut = try target.forecastBytes(
        vertices: forecast.vertices, triangles: forecast.triangles, positions: positions, source: precision)
    }
    let free = try? run(MemoryForecast(ceiling: nil, base: base))
    forecast.peakInMemory = Self.rounded(free?.peak ?? base)
    forecast.peakResidentBytes = forecast.peakInMemory
    forecast.policy = options.memory
    if path == .pass { forecast.mode = .streaming }
    if let free { forecast.bytesSpilled = free.spooled }
    guard let ceiling else { return }
    forecast.ceiling = ceiling.limit
    forecast.temporaryFolder = ceiling.temporaryFolder
    var figures = MemoryForecast.Ceiling(ceiling)
    // A check looks at the whole mesh in no order: it must be in memory.
    if case .check = work { figures.canSpill = false }
    if let memory = try? run(MemoryForecast(ceiling: figures, base: base)) {
      forecast.mode = path == .pass ? .streaming : memory.mode
      forecast.bytesSpilled = memory.spilled + memory.spooled
      // Pages of files come and go between two looks.
      let more = memory.spilled > 0 ? 1 << 20 : 0
      forecast.peakResidentBytes = min(Self.rounded(memory.peak) + more, max(ceiling.limit, memory.peak))
      forecast.smallestCeiling = 0
      return
    }
    forecast.smallestCeiling = smallestCeiling(above: ceiling.limit, resident, base, canSpill: figures.canSpill)
  }

  /// The smallest ceiling, in whole MiB, under which the conversion works.
  private func smallestCeiling(above limit: Int, _ resident: Int, _ base: Int, canSpill: Bool) -> Int {
    var (low, high) = (limit, max(2 * limit, 2 * forecast.peakInMemory))
    while high - low > 1 << 20 {
      let middle = (low + high) / 2
      let figures = MemoryForecast.Ceiling(limit: middle, resident: resident, canSpill: canSpill)
      if (try? run(MemoryForecast(ceiling: figures, base: base))) != nil { high = middle } else { low = middle }
    }
    // What a process has resident before it begins differs by some hundred KiB from run to run.
    return ConversionForecast.mebibytes(high + 1 << 19) << 20
  }

  /// A little more than computed: tables of the system, and what is not an array.
  private static func rounded(_ peak: Int) -> Int { peak + peak / 50 + 1 << 19 }

  private var precision: SourcePrecision {
    let isFloat32 = looks.allSatisfy {
      switch $0 {
      case .soup(let soup): soup.precision == .float32
      case .mesh(let sample, _, _): sample.precision == .float32
      }
    }
    return isFloat32 ? .float32 : .float64
  }

  /// All steps of the conversion, on the books.
  private func run(_ empty: MemoryForecast) throws -> MemoryForecast {
    var memory = empty
    let mesh: MemoryForecast.Mesh
    switch path {
    case .pass:
      try memory.pass(float64: precision == .float64, triangles: forecast.triangles, spools: spools)
      return memory
    case .weld: mesh = try memory.weld(soups, passesVertices: passesVertices)
    case .keepCorners: mesh = try memory.keepCorners(soups)
    case .mesh:
      guard case .mesh(let sample, let format, let isSized) = looks[0] else { return memory }
      let read = try memory.read(sample, format, isSized: isSized)
      mesh = options.weld == .exact ? try memory.weld(read) : read
    case .several: mesh = try several(&memory)
    }
    switch work {
    case .write(let target):
      let rounds = roundsFloat64 && [.stl, .offBinary, .glb].contains(target.format)
      let gathers = [.stl, .stlASCII].contains(target.format)
      try memory.write(mesh, gathers: gathers, rounds: rounds, verifies: options.verifies)
    case .check: try memory.check(mesh, isWelded: path == .weld || options.weld == .exact)
    }
    return memory
  }

  /// Whether the vertices of a weld are written as they are found.
  private var passesVertices: Bool {
    guard case .write(let target) = work, path == .weld else { return false }
    return !OutputFile.isDirect(target.name) && options.passesVertices(to: target, precision)
  }

  /// Whether corners wait in a file: to standard output and devices nothing goes before all was read, and what is packed is read once.
  private var spools: Bool {
    guard case .write(let target) = work, isPacked else { return false }
    return OutputFile.isDirect(target.name)
  }

  /// All soups as one.
  private var soups: MemoryForecast.Soup {
    var whole = MemoryForecast.Soup(triangles: 0, vertices: 0, precision: .float32, expectedTriangles: 0)
    for case .soup(let soup) in looks {
      whole.triangles += soup.triangles
      whole.vertices += soup.vertices
      whole.isShuffled = whole.isShuffled || soup.isShuffled
      if soup.precision == .float64 { whole.precision = .float64 }
      whole.expectedTriangles = soup.expectedTriangles.flatMap { more in whole.expectedTriangles.map { $0 + more } }
    }
    return whole
  }

  private func several(_ memory: inout MemoryForecast) throws -> MemoryForecast.Mesh {
    var whole: MemoryForecast.Mesh?
    for case .mesh(let sample, let format, let isSized) in looks {
      let mesh = try memory.read(sample, format, isSized: isSized)
      whole = try memory.append(mesh, to: whole)
    }
    if soups.triangles > 0 { whole = try memory.append(memory.weld(soups), to: whole) }
    let mesh = whole!
    return options.weld == .exact ? try memory.weld(mesh) : mesh
  }
}

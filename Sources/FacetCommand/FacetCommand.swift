import ArgumentParser
import FacetConversion

/// The root of the command line: `facet INPUT OUTPUT` is `facet convert INPUT OUTPUT`.
struct FacetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facet",
    abstract: "Turn triangle soups into indexed mesh files: exact, fast, in less memory than the input.",
    usage: """
      facet INPUT... OUTPUT [options]
      facet info FILE [options]
      facet check FILE [options]
      facet batch INPUTS... --out FOLDER [options]
      facet generate terrain|sphere|soup FILE [options]
      """,
    discussion: Help.discussion,
    version: facetVersion,
    subcommands: [Convert.self, Info.self, Check.self, BatchCommand.self, Generate.self],
    defaultSubcommand: Convert.self)
}

/// The texts that teach.
enum Help {
  static let short = """
    facet turns triangle soups and meshes into indexed mesh files, exactly.
      facet scan.stl scan.off            weld a soup, write OFF
      facet info scan.stl                what is in a file, at once
    Reads STL, OFF and PLY, text soups, NPY and raw numbers; writes OFF, PLY and STL, as text or binary.
    An output appears whole or not at all; the input is never changed.
    All options: facet --help, facet convert --help
    """

  static let discussion = """
    EXAMPLES:
      facet scan.stl scan.off            weld a soup exactly, write OFF
      facet points.txt mesh.off          9 or 3 numbers a line
      facet a.stl b.stl both.off         several inputs are one mesh, welded once
      facet scan.dat mesh.off --from soup --columns 4-12
      facet nodes.csv --triangles elements.csv mesh.off
      facet data.bin mesh.off --from raw:f32le --offset 16
      cat scan.stl | facet - - > scan.off
      facet info scan.stl                what is in a file, at once
      facet check scan.stl               edges, holes, windings, duplicates
      facet batch scans --out meshes     many files, each in its own process
    """

  static let convertDiscussion = """
    A soup is welded exactly: corners with equal coordinates become one vertex, in the order of first occurrence; -0 equals \
    0, and a NaN equals nothing. Coordinates are printed with the fewest digits that give the value back in the precision \
    of the source. Several inputs become one mesh in the order given: their soups are welded as one, and the vertices of indexed \
    files follow each other, unless --weld exact welds everything. The output appears whole or not at all, and the same input gives the same bytes.

    EXAMPLES:
      facet scan.stl scan.off
      facet scan.off scan.stl
      facet scan.stl scan.ply            binary; --to ply-ascii for text
      facet a.stl b.stl both.off
      facet scan.stl scan.vertices.npy   and scan.triangles.npy beside it
      facet scan.stl scan.off --drop-degenerate --report scan.json
      facet scan.stl - --quiet | head -2
      facet scan.stl scan.off --dry-run      what it will need

    EXIT CODES:
      0 done; 1 check found a fault; 64 usage; 65 bad data; 66 no input; 69 processor too old; 70 internal error; 73 cannot create; 74 I/O; 75 out \
    of memory; 128 + n after signal n
    """
}

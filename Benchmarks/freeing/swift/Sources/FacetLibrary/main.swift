// Remedy: Facet as a library. The mesh is two arrays over memory of their own, freed at the end of scope.
//
// usage: FacetLibrary INPUT.stl OUTPUT.off
//
// Expect: a peak below the size of the input, and all of it back at the closing brace: the arrays have whole pages of their own.
import Facet
import Marks

mark("start")
do {
  let mesh = try TriangleMesh(contentsOf: CommandLine.arguments[1])
  mark("read")
  try mesh.write(to: CommandLine.arguments[2])
  mark("written")
}
mark("end of scope")

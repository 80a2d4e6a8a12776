// The files of the corpus that Facet does not read, and why: each is one that the documents of its format forbid, or that
// is another format.

/// What Facet says of the real files that it refuses.
public enum CorpusRefusal {
  /// By path: the line behind `PATH: `. The first two have a row in the corpus' table, because readers that take
  /// them find nothing in them: faces that name vertices of a file that has none.
  public static let reasons = [
    "tinyobjloader-tinyobjloader/models/invalid-relative-texture-index.obj":
      "OBJ: line 2: face 1: expected vertices in the file, found 1",
    "tinyobjloader-tinyobjloader/models/invalid-relative-vertex-index.obj":
      "OBJ: line 1: face 1: expected vertex numbers that have come before, found -4",
    "tinyobjloader-tinyobjloader/models/issue-140-zero-face-idx.obj":
      "OBJ: line 16: face 1: expected vertex numbers from 1 on, found 0/0/0",
    // Microsoft's 1.#IND: the comment begins behind the point, and one number is left.
    "tinyobjloader-tinyobjloader/models/test-nan.obj":
      "OBJ: line 14: expected 3, 4, 6 or 7 numbers in vertex 3, found 1",
    "Twinklebear-tobj/obj/invalid_index.obj": "OBJ: line 12: face 2: expected vertex numbers from 1 to 6, found 7",
    // Polytopes of four dimensions, in coordinates whose fourth is no divisor.
    "geomview-geomview/data/geom/spherical/dodecaplex.off":
      "OFF: line 27: expected a fourth coordinate other than 0 in vertex 25, found 0",
    "geomview-geomview/data/geom/spherical/octaplex.off":
      "OFF: line 3: expected a fourth coordinate other than 0 in vertex 1, found 0",
    "geomview-geomview/data/geom/spherical/orthoplex.off":
      "OFF: line 3: expected a fourth coordinate other than 0 in vertex 1, found 0",
    "geomview-geomview/data/geom/spherical/tetraplex.off":
      "OFF: line 3: expected a fourth coordinate other than 0 in vertex 1, found 0",
    // Another format under this ending.
    "geomview-geomview/data/geom/textured/square.off": "OFF: line 18: expected the keyword OFF, found \"UMESH\"",
  ]
}

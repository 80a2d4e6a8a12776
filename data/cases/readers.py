"""Files with exactly one feature that some outside reader stumbles over; the others that prove such a rule stand in the lists of
their formats. Which reader does what with them stands in ../readers.csv."""
from cases.obj import TEXT as OBJ
from cases.ply import FACES, LITTLE, POINTS, XYZ, ply
from cases.shapes import BOX, accept, ascii_stl, face_lines, off, vertex_lines

TEXT = off()

# OFF: where a comment or an empty line stands
accept("off/accept-only-comment-first.off", "# made by hand\n" + TEXT, 12, 8)
accept("off/accept-only-comment-behind-keyword.off", off("OFF # a box\n8 12 0\n"), 12, 8)
accept("off/accept-only-comment-before-counts.off", off("OFF\n# 1 2 3\n8 12 0\n"), 12, 8)
accept("off/accept-only-comment-behind-counts.off", off("OFF\n8 12 0 # the counts\n"), 12, 8)
accept("off/accept-only-comments-among-vertices.off", off(vertices=vertex_lines().replace("\n", "\n# 7 7 7\n", 7)), 12, 8)
accept("off/accept-only-comments-among-faces.off", off(faces=face_lines().replace("\n", "\n# 3 0 1 2\n", 11)), 12, 8)
accept("off/accept-only-comments-behind-vertices.off", off(vertices=vertex_lines(" # 1 2 3")), 12, 8)
accept("off/accept-only-comments-behind-faces.off", off(faces=face_lines(" # 1 2 3")), 12, 8)
accept("off/accept-only-empty-line-first.off", "\n" + TEXT, 12, 8)
accept("off/accept-only-empty-line-before-counts.off", off("OFF\n\n8 12 0\n"), 12, 8)
accept("off/accept-only-empty-lines-among-data.off",
       off(vertices=vertex_lines().replace("\n", "\n\n"), faces=face_lines().replace("\n", "\n\n", 11)), 12, 8)
accept("off/accept-only-vertices-on-one-line.off", off(vertices=vertex_lines().replace("\n", " ", 7)), 12, 8)
accept("off/accept-only-vertices-over-lines.off", off(vertices=vertex_lines().replace(" ", "\n")), 12, 8)
accept("off/accept-only-faces-over-lines.off", off(faces=face_lines().replace(" ", "\n")), 12, 8)
accept("off/accept-only-vertex-colours-4.off", off(vertices=vertex_lines(" 255 128 0 255")), 12, 8)
accept("off/accept-only-quads.off", off("OFF\n8 6 0\n", faces="4 0 1 2 3\n4 4 5 6 7\n4 0 3 5 4\n4 1 7 6 2\n4 0 4 7 1\n4 3 2 6 5\n"), 12, 8)

# STL
accept("stl/accept-ascii-only-upper-case.stl", ascii_stl().upper(), 12, 8)
accept("stl/accept-ascii-only-empty-lines.stl", ascii_stl().replace("  endfacet\n", "  endfacet\n\n"), 12, 8)
accept("stl/accept-ascii-only-two-solids.stl", ascii_stl(BOX[:6], " one") + ascii_stl(BOX[6:], " two"), 12, 8)

# PLY: the name of the list and its types, one by one
CORNERS = ("uchar int", "vertex_indices")
for kind, order in ("ascii", "ascii"), ("binary", LITTLE):
    accept(f"ply/accept-only-vertex-index-{kind}.ply", ply(
        order, ("vertex", XYZ, POINTS), ("face", [("uchar int", "vertex_index")], [[face] for face in FACES])), 12, 8)
    accept(f"ply/accept-only-doubles-{kind}.ply", ply(
        order, ("vertex", [("double", axis) for axis in "xyz"], POINTS), ("face", [CORNERS], [[face] for face in FACES])), 12, 8)
for types in "uchar uint", "int int", "uint uint", "uchar uchar", "uchar ushort", "ushort int", "char int":
    accept(f"ply/accept-only-list-{types.replace(' ', '-')}.ply", ply(
        LITTLE, ("vertex", XYZ, POINTS), ("face", [(types, "vertex_indices")], [[face] for face in FACES])), 12, 8)
accept("ply/accept-only-integers.ply", ply(
    LITTLE, ("vertex", [("int", axis) for axis in "xyz"], [[4 * number for number in point] for point in POINTS]),
    ("face", [CORNERS], [[face] for face in FACES])), 12, 8)
accept("ply/accept-only-sized-names.ply", ply(
    LITTLE, ("vertex", [("float32", axis) for axis in "xyz"], POINTS),
    ("face", [("uint8 int32", "vertex_indices")], [[face] for face in FACES])), 12, 8)
accept("ply/accept-only-comment.ply", ply(LITTLE, ("vertex", XYZ, POINTS), ("face", [CORNERS], [[face] for face in FACES]),
                                          remarks="comment made by hand"), 12, 8)
accept("ply/accept-only-obj-info.ply", ply(LITTLE, ("vertex", XYZ, POINTS), ("face", [CORNERS], [[face] for face in FACES]),
                                           remarks="obj_info num_cols 3"), 12, 8)
accept("ply/accept-only-element-first.ply", ply(
    LITTLE, ("material", [("int", "a"), ("float", "b")], [[1, 2.5]]), ("vertex", XYZ, POINTS),
    ("face", [CORNERS], [[face] for face in FACES])), 12, 8)
accept("ply/accept-only-element-last.ply", ply(
    LITTLE, ("vertex", XYZ, POINTS), ("face", [CORNERS], [[face] for face in FACES]),
    ("edge", [("int", "vertex1"), ("int", "vertex2")], [[0, 1]])), 12, 8)
accept("ply/accept-only-element-of-lists-first.ply", ply(
    LITTLE, ("strange", [("uchar int", "list")], [[[1, 2, 3]]]), ("vertex", XYZ, POINTS),
    ("face", [CORNERS], [[face] for face in FACES])), 12, 8)
accept("ply/accept-only-property-behind-corners.ply", ply(
    LITTLE, ("vertex", XYZ, POINTS), ("face", [CORNERS, ("int", "part")], [[face, 7] for face in FACES])), 12, 8)
accept("ply/accept-only-property-before-corners.ply", ply(
    LITTLE, ("vertex", XYZ, POINTS), ("face", [("int", "part"), CORNERS], [[7, face] for face in FACES])), 12, 8)
accept("ply/accept-only-property-behind-z.ply", ply(
    LITTLE, ("vertex", XYZ + [("float", "quality")], [point + [0.5] for point in POINTS]),
    ("face", [CORNERS], [[face] for face in FACES])), 12, 8)
accept("ply/accept-only-property-before-x.ply", ply(
    LITTLE, ("vertex", [("float", "quality")] + XYZ, [[0.5] + point for point in POINTS]),
    ("face", [CORNERS], [[face] for face in FACES])), 12, 8)
QUADS = [(0, 1, 2, 3), (4, 5, 6, 7), (0, 3, 5, 4), (1, 7, 6, 2), (0, 4, 7, 1), (3, 2, 6, 5)]
accept("ply/accept-only-quads.ply", ply(LITTLE, ("vertex", XYZ, POINTS), ("face", [CORNERS], [[face] for face in QUADS])), 12, 8)

# OBJ
accept("obj/accept-only-quads.obj", OBJ[:OBJ.index("f ")] + "".join(
    "f " + " ".join(str(corner + 1) for corner in face) + "\n" for face in QUADS), 12, 8)
V, F = OBJ[:OBJ.index("f ")], [[corner + 1 for corner in face] for face in FACES]
for name, lines, corner in [("texture", "vt 0.25 0.75\n", "{}/1"), ("normals", "vn 0 0 1\n", "{}//1"),
                            ("texture-and-normals", "vt 0.25 0.75\nvn 0 0 1\n", "{}/1/1")]:
    accept(f"obj/accept-only-{name}.obj",
           V + lines + "".join("f " + " ".join(map(corner.format, face)) + "\n" for face in F), 12, 8)
accept("obj/accept-only-negative-indices.obj", V + "".join("f %d %d %d\n" % tuple(c - 9 for c in face) for face in F), 12, 8)
accept("obj/accept-only-continuation.obj", V + "".join("f %d %d \\\n %d\n" % tuple(face) for face in F), 12, 8)

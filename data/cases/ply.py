"""PLY files that are read: text and both byte orders, every type, and elements that mean nothing here."""
import struct

from cases.shapes import FACES, VERTICES, accept, refuse, warn

CODES = {"char": "b", "int8": "b", "uchar": "B", "uint8": "B", "short": "h", "int16": "h", "ushort": "H", "uint16": "H",
         "int": "i", "int32": "i", "uint": "I", "uint32": "I", "float": "f", "float32": "f", "double": "d", "float64": "d"}
POINTS = [[float(word) for word in vertex] for vertex in VERTICES]
XYZ = [("float", axis) for axis in "xyz"]
CORNERS = [("uchar int", "vertex_indices")]
SQUARE = [[0, 0, 0], [2, 0, 0], [2, 2, 0], [0, 2, 0]]


def header(order, elements, end="\n", remarks=""):
    """elements: (name, count, [(types, property)]); two types are a list."""
    lines = ["ply", f"format {order} 1.0"] + ([remarks] if remarks else [])
    for name, count, properties in elements:
        lines.append(f"element {name} {count}")
        lines += [f"property {'list ' if ' ' in types else ''}{types} {name}" for types, name in properties]
    return end.join(lines + ["end_header"]) + end


def packed(order, properties, records):
    mark = "<" if order == "binary_little_endian" else ">"
    data = b""
    for record in records:
        for (types, _), value in zip(properties, record):
            if " " in types:
                length, item = (CODES[word] for word in types.split())
                data += struct.pack(mark + length, len(value)) + struct.pack(mark + item * len(value), *value)
            else:
                data += struct.pack(mark + CODES[types], value if CODES[types] in "fd" else int(value))
    return data


def texted(properties, records, end="\n"):
    text = ""
    for record in records:
        words = []
        for (types, _), value in zip(properties, record):
            words += [len(value), *value] if " " in types else [value]
        text += " ".join(f"{word:g}" for word in words) + end
    return text.encode()


def ply(order, *elements, end="\n", remarks=""):
    """A whole file; each element is (name, properties, records)."""
    head = header(order, [(name, len(records), properties) for name, properties, records in elements], end, remarks)
    body = b"".join(texted(properties, records, end) if order == "ascii" else packed(order, properties, records)
                    for _, properties, records in elements)
    return head.encode() + body


LITTLE, BIG = "binary_little_endian", "binary_big_endian"
BOX = [("vertex", XYZ, POINTS), ("face", CORNERS, [[face] for face in FACES])]
TEXT, BINARY = ply("ascii", *BOX), ply(LITTLE, *BOX)
BINARY_HEAD = len(header(LITTLE, [("vertex", 8, XYZ), ("face", 12, CORNERS)]))

accept("ply/accept-ascii-box.ply", TEXT, 12, 8)
accept("ply/accept-binary-box.ply", BINARY, 12, 8)
accept("ply/accept-binary-big-endian-box.ply", ply(BIG, *BOX), 12, 8)
accept("ply/accept-ascii-no-ending", TEXT, 12, 8)
accept("ply/accept-binary-other-ending.off", BINARY, 12, 8)
accept("ply/accept-from-option.dat", BINARY, 12, 8, options="--from ply")
accept("ply/accept-ascii-crlf.ply", TEXT.replace(b"\n", b"\r\n"), 12, 8)
accept("ply/accept-ascii-carriage-returns.ply", TEXT.replace(b"\n", b"\r"), 12, 8)
accept("ply/accept-ascii-no-last-newline.ply", TEXT[:-1], 12, 8)
accept("ply/accept-ascii-blank-lines.ply", TEXT.replace(b"end_header\n", b"end_header\n\n \n").replace(b"\n3 ", b"\n\n3  "),
       12, 8)
accept("ply/accept-ascii-one-line.ply", TEXT[:TEXT.index(b"end_header")] + b"end_header\n"
       + b" ".join(TEXT[TEXT.index(b"end_header") + 10:].split()), 12, 8)
accept("ply/accept-ascii-a-word-a-line.ply", TEXT[:TEXT.index(b"end_header")] + b"end_header\n"
       + b"\n".join(TEXT[TEXT.index(b"end_header") + 10:].split()), 12, 8)
accept("ply/accept-comments.ply", ply("ascii", *BOX, remarks="comment made by hand\nobj_info num_cols 3\ncomment\n"), 12, 8)
accept("ply/accept-comment-between.ply", BINARY.replace(b"element face", b"comment faces\nobj_info\nelement face"), 12, 8)

# Types
for name, types in [("signed", ["char", "short", "int"]), ("unsigned", ["uchar", "ushort", "uint"]),
                    ("doubles", ["double", "double", "double"]), ("mixed", ["float", "double", "int16"])]:
    corners = [[abs(round(2 * x)), abs(round(2 * y)), round(4 * z)] for x, y, z in POINTS]
    for order in [LITTLE, BIG]:
        ending = "" if order == LITTLE else "-big-endian"
        accept(f"ply/accept-binary-{name}{ending}.ply", ply(
            order, ("vertex", list(zip(types, "xyz")), corners), ("face", CORNERS, [[f] for f in FACES])), 12, 8,
            "P14" if name == "doubles" and order == BIG else "")
NEW_NAMES = [("float32", "x"), ("float64", "y"), ("float32", "z")]
accept("ply/accept-sized-names.ply", ply(
    LITTLE, ("vertex", NEW_NAMES, POINTS), ("face", [("uint8 int32", "vertex_index")], [[f] for f in FACES])), 12, 8)
for types, ids in [("uchar uint", ""), ("int int", "P15"), ("uchar uchar", "P17"), ("ushort short", "P14"),
                   ("uint8 uint16", ""), ("char char", ""), ("uint32 float32", ""), ("short double", "")]:
    accept(f"ply/accept-binary-list-{types.replace(' ', '-')}.ply", ply(
        LITTLE, BOX[0], ("face", [(types, "vertex_index")], [[f] for f in FACES])), 12, 8, ids)
accept("ply/accept-ascii-list-int-int.ply", TEXT.replace(b"uchar int", b"int int"), 12, 8, "P15")
ZYX = [("float", axis) for axis in "zxy"]
for order in ["ascii", LITTLE]:
    accept(f"ply/accept-{order.split('_')[0]}-xyz-in-another-order.ply", ply(
        order, ("vertex", ZYX, [[z, x, y] for x, y, z in POINTS]), BOX[1]), 12, 8, "P21")

# More than a mesh
EXTRAS = [("uchar", "red")] + XYZ + [("float", "nx"), ("uint8", "blue")]
WIDE = [[255, *point, 0.5, 7] for point in POINTS]
FLAGS = [("uchar", "flags")] + CORNERS + [("float", "quality"), ("int", "group")]
LISTED = XYZ + [("uchar float", "weights")]
TEXTURED = CORNERS + [("uchar float", "texcoord")]
EDGES = ("edge", [("int", "vertex1"), ("int", "vertex2")], [[0, 1], [1, 2]])
PATCHES = ("patch", [("uchar", "kind"), ("uint16 double", "knots"), ("uchar uchar", "tags")],
           [[1, [0.5, 1.5], []], [2, [], [7, 8, 9]]])
for order in ["ascii", LITTLE, BIG]:
    name = {"ascii": "ascii", LITTLE: "binary", BIG: "binary-big-endian"}[order]
    accept(f"ply/accept-{name}-more-properties.ply", ply(
        order, ("vertex", EXTRAS, WIDE), ("face", FLAGS, [[1, f, 0.25, -3] for f in FACES])), 12, 8)
    accept(f"ply/accept-{name}-list-in-vertex.ply", ply(
        order, ("vertex", LISTED, [[*p, [0.5] * (i % 3)] for i, p in enumerate(POINTS)]), BOX[1]), 12, 8, "P20")
    accept(f"ply/accept-{name}-two-lists-in-face.ply", ply(
        order, BOX[0], ("face", TEXTURED, [[f, [0.5] * 6] for f in FACES])), 12, 8)
    accept(f"ply/accept-{name}-faces-first.ply", ply(order, BOX[1], BOX[0]), 12, 8, "P18")
    accept(f"ply/accept-{name}-other-elements.ply", ply(
        order, ("nothing", [], []), EDGES, BOX[0], PATCHES, BOX[1], PATCHES, EDGES), 12, 8, "P19")
EMPTY = header(LITTLE, [("vertex", 8, XYZ), ("cell", 4_000_000_000, []), ("face", 12, CORNERS)]).encode()
accept("ply/accept-4-thousand-million-empty-records.ply", EMPTY + BINARY[BINARY_HEAD:], 12, 8, "P32")
# The first byte of the body is a line feed.
LF = [[struct.unpack("<f", b"\n\0\0\0")[0], 0, 0], [1, 0, 0], [0, 1, 0]]
ONE = ("face", CORNERS, [[[0, 1, 2]]])
accept("ply/accept-binary-crlf-and-line-feed.ply", ply(LITTLE, ("vertex", XYZ, LF), ONE, end="\r\n"), 1, 3, "P25")
accept("ply/accept-binary-line-feed.ply", ply(LITTLE, ("vertex", XYZ, LF), ONE), 1, 3, "P25")
accept("ply/accept-binary-carriage-return-and-line-feed.ply", ply(LITTLE, ("vertex", XYZ, LF), ONE, end="\r"), 1, 3)
warn("ply/accept-ascii-more-than-declared.ply", TEXT.replace(b"\n3 ", b"\n3  ").replace(b"\n3  0 1 2\n", b"\n3 0 1 2 9 1 1\n"),
     12, 8, "ignored_data")
warn("ply/accept-ascii-more-on-all-lines.ply", ply(
    "ascii", BOX[0], ("face", CORNERS + [("uchar", "a")] * 9, [[f, 6] + [1] * 8 for f in FACES]))
     .replace(b"property uchar a\n", b""), 12, 8, "ignored_data")
warn("ply/accept-binary-trailing-bytes.ply", BINARY + b"\0\1", 12, 8, "trailing_bytes")
warn("ply/accept-ascii-too-many-faces.ply", TEXT.replace(b"face 12", b"face 10"), 10, 8, "trailing_bytes")
accept("ply/accept-other-element-cut.ply", ply("ascii", *BOX, EDGES)[:-4], 12, 8)
warn("ply/accept-ascii-plus-signs.ply", ply("ascii", ("vertex", XYZ, SQUARE), ONE).replace(b"2 2 0", b"+2 2 0"), 1, 4,
     "plus_sign")

# Polygons and strips
QUADS = ("face", CORNERS, [[[0, 1, 2, 3]], [[4, 5, 6, 7]], [[0, 3, 5, 4]]])
for order in ["ascii", LITTLE]:
    name = order.split("_")[0]
    accept(f"ply/accept-{name}-quads.ply", ply(order, BOX[0], QUADS), 6, 8)
    warn(f"ply/accept-{name}-degrees-0-1-2.ply", ply(order, BOX[0], (
        "face", CORNERS, [[[]], [[0, 1, 2]], [[1]], [[2, 3]], [[4, 5, 6, 7]]])), 3, 8, "small_face", "P31")
    accept(f"ply/accept-{name}-tristrips.ply", ply(order, ("vertex", XYZ, SQUARE + [[4, 0, 0], [4, 2, 0]]), (
        "tristrips", [("int int", "vertex_indices")], [[[0, 1, 3, 2, 2, -1, 1, 4, 2, 5]]])), 5, 6)
warn("ply/accept-no-faces.ply", ply(LITTLE, BOX[0]), 0, 8, "empty_mesh")
warn("ply/accept-no-elements.ply", "ply\nformat ascii 1.0\nend_header\n", 0, 0, "empty_mesh")
warn("ply/accept-empty-elements.ply", ply("ascii", ("vertex", XYZ, []), ("face", CORNERS, [])), 0, 0, "empty_mesh")

NON_FINITE = "PLY: expected finite coordinates (or --nonfinite drop|keep), found 1 that are NaN or infinite, the first " \
    "in vertex 2"
for order in ["ascii", LITTLE]:
    for word in ["nan", "-inf"]:
        path = f"ply/refuse-{order.split('_')[0]}-{word.strip('-')}.ply"
        points = [SQUARE[0], [float(word), 0, 0], SQUARE[2]]
        refuse(path, ply(order, ("vertex", XYZ, points), ONE), NON_FINITE, "S14")
        accept(path, None, 0, 2, "", "--nonfinite drop")
        accept(path, None, 1, 3, "", "--nonfinite keep")

# Normals and colours, which a PLY or NPZ output keeps
NORMALS = [("float", "nx"), ("float", "ny"), ("float", "nz")]
RGB, RGBA = ["red", "green", "blue"], ["red", "green", "blue", "alpha"]
TURNS = [[0.6, -0.8, 0], [0, 0, -1], [0.5, 0.5, 0.5], [1, 0, 0]]
PAINT = [[255, 0, 7, 128], [1, 2, 3, 255], [0, 0, 0, 0], [9, 99, 199, 64]]
SHINE = [[0.5, 0.25, 1, 0], [0.125, 0, 0.75, 1], [1, 1, 1, 1], [0, 0.0625, 0, 0.5]]


def painted(order, colors, faces, normals=NORMALS, names=RGB):
    """The square with normals and colours, and two triangles with colours."""
    scale = {"uchar": PAINT, "ushort": [[257 * c for c in color] for color in PAINT], "float": SHINE}
    kinds = [(colors, name) for name in names]
    return ply(order,
               ("vertex", XYZ + normals + kinds,
                [p + n[:len(normals)] + c[:len(names)] for p, n, c in zip(SQUARE, TURNS, scale[colors])]),
               ("face", CORNERS + [(faces, name) for name in RGB],
                [[corners] + scale[faces][k][:3] for k, corners in enumerate([[0, 1, 2], [0, 2, 3]])]))


for order in ["ascii", LITTLE, BIG]:
    name = {"ascii": "ascii", LITTLE: "binary", BIG: "big"}[order]
    accept(f"ply/accept-{name}-normals-colours.ply", painted(order, "uchar", "uchar", names=RGBA), 2, 4)
    accept(f"ply/accept-{name}-float-colours.ply", painted(order, "float", "ushort", normals=[]), 2, 4)
accept("ply/accept-binary-ushort-colours.ply", painted(LITTLE, "ushort", "float"), 2, 4)

"""PLY files that are refused."""
import struct

from cases.ply import BINARY, BINARY_HEAD, BOX, CORNERS, LITTLE, ONE, SQUARE, TEXT, XYZ, header, ply
from cases.shapes import cut, number_found, refuse

HEAD = b"ply\nformat ascii 1.0\n"

# The head
refuse("ply/refuse-empty.ply", "", "empty file")
refuse("ply/refuse-ply-only.ply", "ply\n", "PLY: line 2: expected the word format, found end of file", "P01")
refuse("ply/refuse-format-returns.ply", "ply\rformat\r\r\r",
       "PLY: line 2: expected ascii, binary_little_endian or binary_big_endian, found the end of the line", "P02")
refuse("ply/refuse-no-end-header.ply", TEXT[:TEXT.index(b"end_header")],
       "PLY: line 9: expected end_header, found end of file", "P03")
refuse("ply/refuse-no-end-header-but-data.ply", TEXT.replace(b"end_header\n", b""),
       'PLY: line 9: expected element, property or end_header, found "-1"', "P03")
refuse("ply/refuse-unknown-type.ply", TEXT.replace(b"float y", b"real y"),
       'PLY: line 5: expected the type of a property, found "real"', "P28")
refuse("ply/refuse-unknown-format.ply", TEXT.replace(b"ascii", b"binary_middle_endian"),
       'PLY: line 2: expected ascii, binary_little_endian or binary_big_endian, found "binary_middle_endian"', "P29")
refuse("ply/refuse-version-2.ply", TEXT.replace(b"1.0", b"2.0"), 'PLY: line 2: expected the version 1.0, found "2.0"')
refuse("ply/refuse-no-format.ply", TEXT.replace(b"format ascii 1.0\n", b""),
       'PLY: line 2: expected the word format, found "element"')
refuse("ply/refuse-property-first.ply", HEAD + b"property float x\nend_header\n",
       "PLY: line 3: expected an element before its properties, found property")
refuse("ply/refuse-property-without-name.ply", TEXT.replace(b"float y", b"float"),
       "PLY: line 5: expected the name of a property, found the end of the line")
refuse("ply/refuse-more-on-a-line.ply", TEXT.replace(b"float y", b"float y up"),
       'PLY: line 5: expected the end of the line, found "up"')
refuse("ply/refuse-list-of-float-length.ply", TEXT.replace(b"uchar int", b"float int"),
       "PLY: line 8: expected whole numbers for a list's length, found a float type", "P16")
refuse("ply/refuse-no-x.ply", TEXT.replace(b"float x", b"float u"),
       "PLY: line 3: expected the number x in each vertex, found none")
refuse("ply/refuse-x-is-a-list.ply", TEXT.replace(b"float x", b"list uchar float x"),
       "PLY: line 3: expected the number x in each vertex, found a list")
refuse("ply/refuse-no-corners.ply", TEXT.replace(b"vertex_indices", b"corners"),
       "PLY: line 7: expected the list vertex_indices in each record of face, found none")
refuse("ply/refuse-two-vertex-elements.ply", ply("ascii", BOX[0], BOX[0]),
       "PLY: line 3: expected one element vertex, found 2")
SPLATS = [("uint", "packed_position"), ("uint", "packed_rotation"), ("uint", "packed_scale"), ("uint", "packed_color")]
refuse("ply/refuse-compressed-splats.ply", ply(
    LITTLE, ("chunk", [("float", "min_x")], [[0]]), ("vertex", SPLATS, [[1, 2, 3, 4]])),
       "PLY: line 5: compressed Gaussian splats, which are no mesh")

# Counts
refuse("ply/refuse-vertices-minus-1.ply", TEXT.replace(b"vertex 8", b"vertex -1"),
       'PLY: line 3: expected the number of vertices, 0 or more, found "-1"', "P06")
refuse("ply/refuse-faces-2-to-64-and-8.ply", TEXT.replace(b"face 12", b"face 18446744073709551624"),
       'PLY: line 7: expected the number of faces, 0 or more, found "18446744073709551624"', "P09")
refuse("ply/refuse-count-a-word.ply", TEXT.replace(b"face 12", b"face many"),
       'PLY: line 7: expected the number of faces, found "many"')
refuse("ply/refuse-10-to-12-vertices.ply", TEXT.replace(b"vertex 8", b"vertex 1000000000000"),
       "PLY: line 3: expected at most 2147483647 vertices, found 1000000000000", "P08")
refuse("ply/refuse-2000000000-vertices.ply", BINARY.replace(b"vertex 8", b"vertex 2000000000"),
       "PLY: line 3: expected no more vertices than the file can hold, found 2000000000", "P08")
refuse("ply/refuse-10-to-18-faces.ply", BINARY.replace(b"face 12", b"face 1000000000000000000"),
       "PLY: line 7: expected no more faces than the file can hold, found 1000000000000000000", "P08")
refuse("ply/refuse-ascii-cut-in-vertices.ply", TEXT[:TEXT.index(b"0.5 0 2.25")],
       "PLY: line 3: expected no more vertices than the file can hold, found 8", "P10")
cut("ply/refuse-ascii-cut-in-faces.ply", TEXT[:-9], "PLY: line 28: expected 12 faces, found end of file in number 11",
    10, 8, "P11")
refuse("ply/refuse-binary-cut-in-vertices.ply", BINARY[:BINARY_HEAD + 50],
       "PLY: line 3: expected no more vertices than the file can hold, found 8", "P10")
cut("ply/refuse-binary-cut-in-faces.ply", BINARY[:-3],
    f"PLY: byte {len(BINARY) - 13}: face 12: expected a list that the file can hold, found one of 3", 11, 8, "P11")

cut("ply/refuse-binary-cut-behind-a-face.ply", BINARY[:-13],
    f"PLY: byte {len(BINARY) - 13}: expected 12 faces, found end of file in number 12", 11, 8, "P11")
cut("ply/refuse-binary-cut-to-a-part.ply", BINARY.replace(b"face 12", b"face 2000"),
    "PLY: line 7: expected no more faces than the file can hold, found 2000", 12, 8, "P11")
refuse("ply/refuse-ascii-too-few-vertices.ply", TEXT.replace(b"vertex 8", b"vertex 9"),
       "PLY: line 30: expected 12 faces, found end of file in number 12", "P10")
refuse("ply/refuse-ascii-too-few-vertices.ply", None,
       "PLY: line 30: expected 12 faces, found end of file in number 12", "P10", "--recover")

# Lists
DOUBLES = header(LITTLE, [("face", 1, [("uint double", "vertex_indices")])]).encode() + b"\xff\xff\xff\xff" + bytes(8)
refuse("ply/refuse-list-of-4294967295-doubles.ply", DOUBLES,
       f"PLY: byte {len(DOUBLES) - 12}: face 1: expected a list that the file can hold, found one of 4294967295", "P04")
refuse("ply/refuse-list-of-minus-1.ply", ply(LITTLE, ("vertex", XYZ, SQUARE), (
    "face", [("char int", "vertex_indices")], [[[0, 1, 2]]])).replace(b"\3\0\0\0\0\1", b"\xff\0\0\0\0\1"),
       "PLY: byte 216: face 1: expected a list that the file can hold, found one of -1", "P05")
refuse("ply/refuse-ascii-list-of-minus-1.ply", TEXT.replace(b"\n3 0 1 2\n", b"\n-1 0 1 2\n"),
       "PLY: line 18: face 1: expected a list that the file can hold, found one of -1", "P05")
refuse("ply/refuse-ascii-list-length-a-word.ply", TEXT.replace(b"\n3 0 1 2\n", b"\nx 0 1 2\n"),
       'PLY: line 18: expected the length of a list in face 1, found "x"')

# Indices
for name, index, ids in [("8-of-8", 8, "P12"), ("minus-1", -1, "P13"), ("2147483647", 2147483647, "P12")]:
    faces = [[[0, 1, 2]], [[0, 1, index]]]
    binary = ply(LITTLE, BOX[0], ("face", CORNERS, faces))
    refuse(f"ply/refuse-binary-index-{name}.ply", binary,
           f"PLY: byte {len(binary) - 4}: face 2: expected vertex numbers from 0 to 7, found {index}", ids)
    refuse(f"ply/refuse-ascii-index-{name}.ply", ply("ascii", BOX[0], ("face", CORNERS, faces)).replace(
        b"2.14748e+09", b"2147483647"),
           f"PLY: line 19: face 2: expected vertex numbers from 0 to 7, found {index}", ids)
refuse("ply/refuse-ascii-index-2-to-32-and-3.ply", TEXT.replace(b"\n3 0 1 2\n", b"\n3 0 1 4294967299\n"),
       "PLY: line 18: face 1: expected vertex numbers from 0 to 7, found 4294967299", "P13")
refuse("ply/refuse-ascii-index-fraction.ply", TEXT.replace(b"\n3 0 1 2\n", b"\n3 0 1 2.5\n"),
       'PLY: line 18: expected a vertex number in face 1, found "2.5"')
FRACTION = ply(LITTLE, BOX[0], ("face", [("uchar float", "vertex_indices")], [[[0, 1, 2.5]]]))
refuse("ply/refuse-binary-index-fraction.ply", FRACTION,
       f"PLY: byte {len(FRACTION) - 4}: expected a vertex number in face 1, found 2.5")
refuse("ply/refuse-no-vertices.ply", ply(LITTLE, ONE),
       "PLY: byte 102: face 1: expected no corner, as there are no vertices, found 0", "P12")
refuse("ply/refuse-strip-index-minus-2.ply", ply("ascii", ("vertex", XYZ, SQUARE), (
    "tristrips", [("int int", "vertex_indices")], [[[0, 1, 2, -2]]])),
       "PLY: line 14: strip 1: expected vertex numbers from 0 to 3, found -2")
for name, text in [("too-large", "1e400"), ("hexadecimal", "0x1p3"), ("decimal-comma", "1,5"), ("no-exponent", "1e")]:
    refuse(f"ply/refuse-number-{name}.ply", TEXT.replace(b"\n-1 0 2.25\n", f"\n{text} 0 2.25\n".encode()),
           f"PLY: line 10: expected a number in vertex 1{number_found(name, text)}",
           "S41" if name == "too-large" else "S42")
refuse("ply/refuse-gzip.ply", b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + bytes(range(100)),
       "gzip: byte 15: invalid stored block lengths", "G01")
assert struct

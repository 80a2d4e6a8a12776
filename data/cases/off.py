"""OFF files that are read: the headers, colours, line ends and comments of many writers."""
from cases.shapes import FACES, VERTICES, accept, binary_off, face_lines, off, vertex_lines, warn

TEXT = off()
FAN = "OFF\n5 {} 0\n0 0 0\n2 0 0\n3 1.5 0\n1 3 0\n-1 1.5 0\n{}"

accept("off/accept-box.off", TEXT, 12, 8)
accept("off/accept-no-ending", TEXT, 12, 8)
accept("off/accept-from-option.dat", TEXT, 12, 8, options="--from off")
accept("off/accept-crlf.off", TEXT.replace("\n", "\r\n"), 12, 8)
accept("off/accept-carriage-returns.off", TEXT.replace("\n", "\r"), 12, 8)
accept("off/accept-no-last-newline.off", TEXT[:-1], 12, 8)
accept("off/accept-blank-lines-and-tabs.off", "\n" + TEXT.replace("\n", " \n\n \t\n").replace(" ", " \t"), 12, 8)
warn("off/accept-bom.off", "\ufeff" + TEXT, 12, 8, "byte_order_mark")
accept("off/accept-edge-count.off", off("OFF\n8 12 18\n"), 12, 8)
accept("off/accept-unused-vertices.off", off("OFF\n10 12 0\n", vertex_lines() + "9 9 9\n8 8 8\n"), 12, 10)
TWICE = off("OFF\n16 12 0\n", vertex_lines() * 2)
accept("off/accept-repeated-vertices.off", TWICE, 12, 16)
accept("off/accept-repeated-vertices.off", None, 12, 8, options="--weld exact")
accept("off/accept-degenerate-faces.off", off("OFF\n8 13 0\n", faces=face_lines() + "3 1 1 2\n"), 13, 8)
accept("off/accept-degenerate-faces.off", None, 12, 8, options="--drop-degenerate")

# Headers
warn("off/accept-glued-counts.off", off("OFF8 12 0\n"), 12, 8, "glued_keyword", "O07")
accept("off/accept-counts-on-line-1.off", off("OFF 8 12 0\n"), 12, 8, "O08")
warn("off/accept-two-counts.off", off("OFF\n8 12\n"), 12, 8, "missing_edge_count", "O09")
warn("off/accept-two-counts-on-line-1.off", off("OFF 8 12\n"), 12, 8, "missing_edge_count", "O09")
warn("off/accept-no-keyword.off", off("8 12 0\n"), 12, 8, "missing_keyword", "O10")
accept("off/accept-one-line.off", " ".join(TEXT.split()), 12, 8, "O19")
accept("off/accept-a-word-a-line.off", "\n".join(TEXT.split()) + "\n", 12, 8, "O20")
accept("off/accept-counts-on-lines.off", off("OFF\n8\n12\n0\n"), 12, 8)
accept("off/accept-free-vertices.off", off(vertices=vertex_lines().replace("\n", " ", 3).replace(" ", "\n", 2)), 12, 8)
accept("off/accept-free-faces.off", off(faces=face_lines().replace(" ", "\n", 5)), 12, 8)
accept("off/accept-comment-before-keyword.off", "# made by hand\n\n# 3 lines\n" + TEXT, 12, 8)
accept("off/accept-comment-before-counts.off", off("OFF # the keyword\n# 1 2 3\n\n8 12 0 # the counts\n"), 12, 8)
accept("off/accept-comment-on-every-line.off", TEXT.replace("\n", " # 1 2 3\n"), 12, 8, "O16")
accept("off/accept-comments-among-data.off", off(
    vertices=vertex_lines().replace("\n", "\n# 7 7 7\n"), faces="#\n" + face_lines().replace("\n", "\n#3 0 1 2\n")),
       12, 8)
accept("off/accept-comments-glued.off", off(
    "OFF#\n8 12 0#\n", vertex_lines().replace("\n", "#a\n"), face_lines().replace("\n", "#b\n")), 12, 8)

# Numbers
accept("off/accept-odd-numbers.off", "OFF\n3 1 0\n.5 1. 1e-400\n00012 -0 0.\n-.5 1e0 -0.0E+5\n3 0 1 2\n", 1, 3)
warn("off/accept-plus-signs.off", "OFF\n3 1 0\n+1 0 0\n0 +1.5e+0 0\n0 0 1\n3 0 1 2\n", 1, 3, "plus_sign")
warn("off/accept-fortran-exponents.off", "OFF\n3 1 0\n1D0 0 0\n0 1.5d+0 0\n0 0 1\n3 0 1 2\n", 1, 3, "fortran_exponent")
accept("off/accept-seventeen-digits.off", "OFF\n3 1 0\n0.30000000000000004 0 0\n4100000.4570000004 1 0\n0.3 0 0\n"
       "3 0 1 2\n", 1, 3)

# Colours, normals and texture coordinates
for count, extra in [(1, " 7"), (3, " 255 0 0"), (4, " 0.5 0 0.25 1")]:
    accept(f"off/accept-face-colours-{count}.off", off(faces=face_lines(extra)), 12, 8, "O21 O22 O23 O24")
accept("off/accept-face-colours-on-some.off", off(
    faces="".join("3 %d %d %d" % f + " 1 0 0" * (i % 2) + "\n" for i, f in enumerate(FACES))), 12, 8, "O21")
accept("off/accept-face-colours-and-comments.off", off(faces=face_lines(" 255 0 0 # red")), 12, 8)
accept("off/accept-COFF.off", off("COFF\n8 12 0\n", vertex_lines(" 1 0.5 0 1")), 12, 8, "O25")
accept("off/accept-COFF-bytes.off", off("COFF\n8 12 0\n", vertex_lines(" 255 128 0 255")), 12, 8)
accept("off/accept-COFF-three-components.off", off("COFF\n8 12 0\n", vertex_lines(" 255 128 0")), 12, 8)
accept("off/accept-COFF-no-colours.off", off("COFF\n8 12 0\n"), 12, 8)
accept("off/accept-COFF-one-line.off", " ".join(off("COFF\n8 12 0\n", vertex_lines(" 1 0.5 0 1")).split()), 12, 8)
accept("off/accept-OFF-vertex-colours.off", off(vertices=vertex_lines(" 255 128 0")), 12, 8)
accept("off/accept-NOFF.off", off("NOFF\n8 12 0\n", vertex_lines(" 0 0 1")), 12, 8, "O26")
accept("off/accept-STOFF.off", off("STOFF\n8 12 0\n", vertex_lines(" 0.25 0.75")), 12, 8)
accept("off/accept-CNOFF.off", off("CNOFF\n8 12 0\n", vertex_lines(" 0 0 1 1 0.5 0 1")), 12, 8)
accept("off/accept-NCOFF.off", off("NCOFF\n8 12 0\n", vertex_lines(" 1 0.5 0 1 0 0 1")), 12, 8)
accept("off/accept-STCNOFF.off", off("STCNOFF\n8 12 0\n", vertex_lines(" 0 0 1 1 0.5 0 1 0.25 0.75")), 12, 8, "O26")
DOUBLED = "".join(" ".join(str(2 * float(word)) for word in vertex) + " 2\n" for vertex in VERTICES)
accept("off/accept-4OFF.off", off("4OFF\n8 12 0\n", DOUBLED), 12, 8, "O26")
accept("off/accept-SOFF.off", off("SOFF\n8 12 0\n"), 12, 8)
accept("off/accept-STCN4OFF.off", off("STCN4OFF\n8 12 0\n", DOUBLED.replace("\n", " 0 0 1 1 0.5 0 1 0.25 0.75\n")), 12, 8)
accept("off/accept-STOFF-three-coordinates.off", off("STOFF\n8 12 0\n", vertex_lines(" 0.25 0.75 0")), 12, 8)
accept("off/accept-NOFF-with-colours.off", off("NOFF\n8 12 0\n", vertex_lines(" 0 0 1 255 128 0 255")), 12, 8)

# What is kept of them with --attributes all; the counts and the warnings are the same
ALL = "--attributes all"
for name in ["COFF", "COFF-bytes", "COFF-three-components", "COFF-no-colours", "COFF-one-line", "OFF-vertex-colours", "NOFF",
             "STOFF", "CNOFF", "NCOFF", "STCNOFF", "STCN4OFF", "NOFF-with-colours", "face-colours-1", "face-colours-3",
             "face-colours-4", "face-colours-on-some", "face-colours-and-comments"]:
    accept(f"off/accept-{name}.off", None, 12, 8, options=ALL)
accept("off/accept-NCOFF-bytes.off", off("NCOFF\n8 12 0\n", vertex_lines(" 255 128 0 255 0 0 1")), 12, 8, options=ALL)
accept("off/accept-face-colours-of-both-scales.off", off(
    faces="".join("3 %d %d %d " % f + ["1 0 0", "255 128 0", "0 0 1", "7", "1 1 1 0.5", "2 2"][i % 6] + "\n"
                  for i, f in enumerate(FACES))), 12, 8, options=ALL)
accept("off/accept-colours-that-are-none.off", off(faces=face_lines(" red")), 12, 8, options=ALL)
accept("off/accept-nan-normals.off", off("NOFF\n8 12 0\n", vertex_lines(" nan 0 inf")), 12, 8, options=ALL)

# A dimension; a homogeneous vertex has its divisor in front then
DIVISOR_FIRST = "".join("2 " + line[:-2] + "\n" for line in DOUBLED.splitlines())
accept("off/accept-nOFF-3.off", off("nOFF\n3\n8 12 0\n"), 12, 8, "O26")
accept("off/accept-nOFF-3-on-line-1.off", off("nOFF 3 # dimensions\n8 12 0\n"), 12, 8)
accept("off/accept-4nOFF-3.off", off("4nOFF 3\n8 12 0\n", DIVISOR_FIRST), 12, 8)
accept("off/accept-CnOFF-3.off", off("CnOFF 3\n8 12 0\n", vertex_lines(" 1 0.5 0 1")), 12, 8)

# What Geomview wraps around an object
accept("off/accept-braces.off", "{ " + TEXT + "}\n", 12, 8)
accept("off/accept-braces-and-comments.off", "# a box\n{ # one\n" + TEXT + "# the end\n} # of it\n", 12, 8)
accept("off/accept-braces-one-line.off", "{" + " ".join(TEXT.split()) + " }", 12, 8)
accept("off/accept-braces-and-colours.off", "{ " + off(faces=face_lines(" 1 0 0")) + "}\n", 12, 8)
warn("off/accept-braces-and-more.off", "{ " + TEXT + "}\n{ OFF 0 0 0 }\n", 12, 8, "extra_faces")
APPEARANCE = "appearance {\n  +texturing\n  texture {\n    #file a}.ppm\n    file grid.pgm.gz }\n}\n"
warn("off/accept-appearance.off", APPEARANCE + off("STOFF\n8 12 0\n", vertex_lines(" 0.25 0.75")), 12, 8, "ignored_data")
warn("off/accept-braces-appearance.off", "{ appearance{}\n" + TEXT + "}\n", 12, 8, "ignored_data")

# Binary: the manual's form, and those of others
accept("off/accept-binary.off", binary_off(), 12, 8, "O27")
accept("off/accept-binary-from-option.dat", binary_off(), 12, 8, options="--from off-binary")
accept("off/accept-binary-little-endian.off", binary_off("<", colours=False), 12, 8, "O27")
accept("off/accept-binary-without-colour-counts.off", binary_off(colours=False), 12, 8)
accept("off/accept-binary-little-endian-with-colour-counts.off", binary_off("<"), 12, 8)
for order, name in (">", "big"), ("<", "little"):
    accept(f"off/accept-binary-colours-{name}.off",
           binary_off(order, colours=lambda i: [0.5, 1, 0, 0.25][:[0, 1, 3, 4][i % 4]]), 12, 8)
    accept(f"off/accept-binary-quads-{name}.off", binary_off(order, [(0, 1, 2, 3), (4, 5, 6, 7), (0, 3, 5, 4)]), 6, 8)
    for colours in True, False:
        what = f"{name}{'' if colours else '-without-colour-counts'}"
        accept(f"off/accept-binary-mixed-degrees-{what}.off",
               binary_off(order, [(0, 1, 2), tuple(range(8)) * 3, (4, 5, 6, 7), (0, 3, 5)], colours), 26, 8)
        accept(f"off/accept-binary-one-face-{what}.off", binary_off(order, [(0, 1, 2)], colours), 1, 8)
        warn(f"off/accept-binary-trailing-{what}.off", binary_off(order, colours=colours) + b"OFF\n", 12, 8, "trailing_bytes")
warn("off/accept-binary-small-faces.off", binary_off(faces=[(), (0, 1, 2), (3,), (4, 5), (6, 7, 0)]), 2, 8, "small_face")
warn("off/accept-binary-no-faces.off", binary_off(faces=[]), 0, 8, "empty_mesh")
warn("off/accept-binary-nothing.off", b"OFF BINARY\n" + bytes(12), 0, 0, "empty_mesh")
accept("off/accept-binary-comment.off", binary_off(head="OFF BINARY # made by hand\n"), 12, 8)
accept("off/accept-binary-crlf.off", binary_off(head="OFF  BINARY\r\n"), 12, 8)
accept("off/accept-binary-braces.off", b"{ " + binary_off() + b"\n}\n", 12, 8)
accept("off/accept-binary-COFF.off", binary_off(head="COFF BINARY\n", extra=(1, 0.5, 0, 1)), 12, 8)
accept("off/accept-binary-STCN4OFF.off", binary_off(head="STCN4OFF BINARY\n", divisor=2, extra=range(9)), 12, 8)

for name in ["colours-big", "colours-little", "COFF", "STCN4OFF"]:
    accept(f"off/accept-binary-{name}.off", None, 12, 8, options=ALL)
accept("off/accept-binary-NCOFF.off", binary_off(head="NCOFF BINARY\n", extra=(1, 0.5, 0, 1, 0, 0, 1)), 12, 8, options=ALL)
accept("off/accept-binary-face-colours-bytes.off", binary_off(colours=lambda i: [255, 128, 0]), 12, 8, options=ALL)

# Polygons
QUADS = "4 0 1 2 3\n4 4 5 6 7\n4 0 3 5 4\n"
accept("off/accept-quads.off", off("OFF\n8 3 0\n", faces=QUADS), 6, 8)
accept("off/accept-pentagon.off", FAN.format(1, "5 0 1 2 3 4\n"), 3, 5)
accept("off/accept-mixed-degrees.off", FAN.format(3, "3 0 1 2\n5 0 1 2 3 4 255 0 0\n4 0 2 3 4\n"), 6, 5)
warn("off/accept-degrees-0-1-2.off", FAN.format(5, "0\n3 0 1 2\n1 4\n2 3 4\n3 2 3 4\n"), 2, 5, "small_face", "O15")
warn("off/accept-two-vertex-faces.off", off("OFF\n8 14 0\n", faces="2 0 1\n2 6 7\n" + face_lines()), 12, 8, "small_face")
warn("off/accept-too-many-faces.off", off("OFF\n8 10 0\n"), 10, 8, "extra_faces", "O33")
warn("off/accept-no-faces.off", off("OFF\n8 0 0\n", faces=""), 0, 8, "empty_mesh")
warn("off/accept-nothing.off", "OFF\n0 0 0\n", 0, 0, "empty_mesh")
assert len(VERTICES) == 8

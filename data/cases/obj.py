"""OBJ files that are read: the corners, polygons, colours, groups and line ends of many writers."""
from cases.shapes import FACES, VERTICES, accept, vertex_lines, warn

V = "".join("v " + line + "\n" for line in vertex_lines().splitlines())
F = "".join("f %d %d %d\n" % tuple(i + 1 for i in face) for face in FACES)
TEXT = V + F
TRIANGLE = "v 0 0 0\nv 1 0 0\nv 0 1 0\n"
PENTAGON = "v 0 0 0\nv 2 0 0\nv 3 1.5 0\nv 1 3 0\nv -1 1.5 0\n"


def corners(form):
    """The faces of the box with each corner in this form."""
    return "".join("f " + " ".join(form.format(i + 1, i - 8) for i in face) + "\n" for face in FACES)


accept("obj/accept-box.obj", TEXT, 12, 8)
accept("obj/accept-no-ending", TEXT, 12, 8)
accept("obj/accept-other-ending.txt", TRIANGLE + "f 1 2 3\n", 1, 3)
accept("obj/accept-from-option.dat", "f 1 2 3\n" + TRIANGLE, 1, 3, options="--from obj")
accept("obj/accept-crlf.obj", TEXT.replace("\n", "\r\n"), 12, 8)
accept("obj/accept-carriage-returns.obj", TEXT.replace("\n", "\r"), 12, 8)
accept("obj/accept-no-last-newline.obj", TEXT[:-1], 12, 8, "J14")
accept("obj/accept-blank-lines-and-tabs.obj", "\n" + TEXT.replace("\n", " \n\n \t\n  ").replace(" ", " \t"), 12, 8)
accept("obj/accept-vertical-tabs.obj", TEXT.replace(" ", "\v").replace("\n", "\f\n"), 12, 8, "J13")
warn("obj/accept-bom.obj", "\ufeff" + TEXT, 12, 8, "byte_order_mark")
accept("obj/accept-comments.obj", "# C:\\models\\\n#MRGB ffffffff\n" + TEXT.replace("\n", " # 1 2 3 \\\n"), 12, 8)
accept("obj/accept-comments-glued.obj", TEXT.replace("\n", "#a\n"), 12, 8)
accept("obj/accept-degenerate-faces.obj", TEXT + "f 1 1 2\nf 3 3 3\n", 14, 8)
accept("obj/accept-degenerate-faces.obj", None, 12, 8, options="--drop-degenerate")
accept("obj/accept-repeated-vertices.obj", V + V + F, 12, 16)
accept("obj/accept-repeated-vertices.obj", None, 12, 8, options="--weld exact")
accept("obj/accept-two-zeros.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nv -0 -0.0 0\nf 1 2 3\nf 4 3 2\n", 2, 4, "J23")
accept("obj/accept-two-zeros.obj", None, 2, 3, "J23", "--weld exact")

# Numbers
accept("obj/accept-odd-numbers.obj", "v .5 1. 1e-400\nv 00012 -0 0.\nv -.5 1e0 -0.0E+5\nf 1 2 3\n", 1, 3)
warn("obj/accept-plus-signs.obj", "v +1 0 0\nv 0 +1.5e+0 0\nv 0 0 1\nf 1 +2 3\n", 1, 3, "plus_sign")
warn("obj/accept-fortran-exponents.obj", "v 1D0 0 0\nv 0 1.5d+0 0\nv 0 0 1\nf 1 2 3\n", 1, 3, "fortran_exponent")
accept("obj/accept-weights.obj", V.replace("\n", " 1.0\n") + F, 12, 8)
warn("obj/accept-weights-other.obj", "v 0 0 0 2\nv 2 0 0 2\nv 0 1 0 0\nf 1 2 3\n", 1, 3, "ignored_weight")
accept("obj/accept-colours-3.obj", V.replace("\n", " 1 0.5 0\n") + F, 12, 8)
accept("obj/accept-colours-4.obj", V.replace("\n", " 255 128 0 255\n") + F, 12, 8)

# Corners
VT = "vt 0 0\nvt 1 0 0\nvt 0.5\n" + "vt nan -inf\n" * 5
VN = "vn 0 0 1\nvn 0 1 0\n" + "vn 1 0 0\n" * 6
for name, form in [("v-vt", "{0}/{0}"), ("v--vn", "{0}//{0}"), ("v-vt-vn", "{0}/{0}/{0}"), ("v-", "{0}/"),
                   ("v--", "{0}//"), ("v-vt-", "{0}/{0}/"), ("negative", "{1}"), ("negative-v-vt-vn", "{1}/{1}/{1}"),
                   ("mixed-signs", "{0}/{1}/{0}")]:
    accept(f"obj/accept-corners-{name}.obj", V + VT + VN + corners(form), 12, 8, "J17")
accept("obj/accept-negative-blocks.obj", "".join(TRIANGLE + "f -3 -2 -1\n" for _ in range(4)), 4, 12)
accept("obj/accept-faces-first.obj", F + V, 12, 8)
accept("obj/accept-faces-among-vertices.obj", "f 3 1 2\n" + TRIANGLE + "f 1 2 5\nv 0 0 1\nv 1 1 1\nf 4 5 1\n", 3, 5)
accept("obj/accept-old-keyword-fo.obj", TEXT.replace("f", "fo"), 12, 8)
warn("obj/accept-no-such-texture-coordinate.obj", TRIANGLE + "vt 0 0\nf 1/1 2/2 3/-2\n", 1, 3, "missing_attribute", "J18")
warn("obj/accept-no-such-normal.obj", TRIANGLE + "f 1//1 2//0 3//99999999999999999999\n", 1, 3, "missing_attribute", "J18")

# Polygons
accept("obj/accept-quads.obj", V + "f 1 2 3 4\nf 5 6 7 8\nf 1 4 6 5\n", 6, 8)
accept("obj/accept-pentagon.obj", PENTAGON + "f 1 2 3 4 5\n", 3, 5)
accept("obj/accept-mixed-degrees.obj", PENTAGON + "f 1 2 3\nf 1 2 3 4 5\nf 1 3 4 5\n", 6, 5)
RING = "".join(f"v {i} {i * i} 0\n" for i in range(20))
accept("obj/accept-20-corners.obj", RING + "f " + " ".join(map(str, range(1, 21))) + "\n", 18, 20, "J09")
warn("obj/accept-1-and-2-corners.obj", PENTAGON + "f\nf 1 2 3\nf 5\nf 3 4\nf 3 4 5\n", 2, 5, "small_face", "J08")

# Continued lines
for name, end in [("", "\\\n"), ("-crlf", "\\\r\n"), ("-carriage-return", "\\\r")]:
    accept(f"obj/accept-continued{name}.obj", TRIANGLE.replace("v 1 0", f"v {end}1{end}{end} 0") + f"f 1 {end}2{end}3",
           1, 3, "J11")
accept("obj/accept-continued-to-the-end.obj", TRIANGLE + "f 1 2 3 \\", 1, 3, "J12")
accept("obj/accept-continued-to-an-empty-end.obj", TRIANGLE + "f 1 2 3 \\\n", 1, 3, "J12")
accept("obj/accept-continued-group.obj", TRIANGLE + "g one \\\nv 5 5 5\nf 1 2 3\nvn 0 0 \\\n1\n", 1, 3)

# What is read over
accept("obj/accept-groups-and-materials.obj", "mtllib /etc/passwd\no Box\n" + V + "g f v 1\nusemtl wood\ns 1\n" + F
       + "s off\nl 1 2 3\np 4\nvp 0 0\nlod 3\n", 12, 8)
warn("obj/accept-free-form-surfaces.obj", TEXT + "vp 0.5 0.5\ncstype bezier\ndeg 3\ncurv 0 1 1 2 \\\n3 4\nparm u 0 1\nend\n", 12, 8,
     "ignored_data")
warn("obj/accept-unknown-words.obj", "vc 1 2 3\n" + TEXT + "feature 7\nf1 2 3\n", 12, 8, "unknown_keyword")
warn("obj/accept-points-only.obj", V, 0, 8, "empty_mesh")
warn("obj/accept-comment-only.obj", "# nothing\n", 0, 0, "empty_mesh")

# Normals and colours that are kept
ALL = "--attributes all --to obj"
SIDES = "".join(f"vn {n}\n" for n in ["0 0 -1", "0 0 1", "0 -1 0", "0 1 0", "-1 0 0", "1 0 0"])
FLAT = "".join("f " + " ".join(f"{v + 1}//{face // 2 + 1}" for v in FACES[face]) + "\n" for face in range(12))
accept("obj/accept-normals-of-sides.obj", V + SIDES + FLAT, 12, 8, options=ALL)
accept("obj/accept-normals-of-sides.obj", None, 12, 24, options="--attributes all --weld exact --weld-attributes --to ply")
accept("obj/accept-normals-of-sides.obj", None, 12, 8, options="--weld exact --to ply")
accept("obj/accept-normals-before-vertices.obj", SIDES + FLAT + V, 12, 8, options=ALL)
accept("obj/accept-normals-without-numbers.obj", V + SIDES + "vn 0 0 1\nvn 0 0 1\n" + F, 12, 8, options=ALL)
warn("obj/accept-odd-normals.obj", V + "vn 0 0\nvn up\n" + F.replace(" 1 ", " 1//1 "), 12, 8, "ignored_data", options=ALL)
accept("obj/accept-colours-three-bytes.obj", V.replace("\n", " 255 128 1\n") + F, 12, 8, options=ALL)
accept("obj/accept-colours-of-some.obj", V.replace("3\n", "3 1 0.5 0\n") + F, 12, 8, options=ALL)
for name in ["colours-3", "colours-4", "corners-v--vn", "corners-negative-v-vt-vn"]:
    accept(f"obj/accept-{name}.obj", None, 12, 8, options=ALL)

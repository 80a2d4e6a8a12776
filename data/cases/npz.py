"""NumPy archives that hold a mesh, and some that hold none."""
import io
import struct
import zipfile

from cases.shapes import FACES, VERTICES, accept, npy_with, refuse, warn

POINTS = [[float(word) for word in vertex] for vertex in VERTICES]
AXES = [[point[axis] for point in POINTS] for axis in range(3)]


def array(rows, code="d", descr="<f8", order="False", shape=None):
    """An .npy file; the bytes are in C order whatever it says."""
    mark = ">" if descr[0] == ">" else "<"
    data = b"".join(struct.pack(f"{mark}{len(row)}{code}", *row) for row in rows)
    shape = shape or (len(rows), len(rows[0]) if rows else 3)
    return npy_with(f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}", data)


def npz(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("_", ".")), data)
    return file.getvalue()


def mesh(vertices, triangles, **more):
    return npz(vertices_npy=vertices, triangles_npy=triangles, **more)


CORNERS = array(FACES, "i", "<i4")
BOX = mesh(array(AXES), CORNERS)
accept("npz/accept-3-by-N.npz", BOX, 12, 8)
accept("npz/accept-no-ending", BOX, 12, 8)
accept("npz/accept-other-ending.off", BOX, 12, 8)
accept("npz/accept-from-option.dat", BOX, 12, 8, options="--from npz")
accept("npz/accept-N-by-3.npz", mesh(array(POINTS), CORNERS), 12, 8)
accept("npz/accept-fortran-order.npz", mesh(array(AXES, order="True", shape=(8, 3)), CORNERS), 12, 8)
for code, descr in [("e", "<f2"), ("f", "<f4"), ("f", ">f4"), ("d", ">f8")]:
    accept(f"npz/accept-vertices-{'big' if descr[0] == '>' else 'little'}-f{descr[2]}.npz", mesh(
        array(AXES, code, descr), CORNERS), 12, 8)
for code, descr in [("b", "|i1"), ("B", "|u1"), ("h", "<i2"), ("H", ">u2"), ("I", "<u4"), ("q", "<i8"), ("Q", "<u8")]:
    accept(f"npz/accept-triangles-{descr[1:]}.npz", mesh(array(AXES), array(FACES, code, descr)), 12, 8)
accept("npz/accept-more-arrays.npz", mesh(array(AXES), CORNERS, colours_npy=array(POINTS, "f", "<f4")), 12, 8)
accept("npz/accept-3-by-3.npz", mesh(array([[0, 1, 2], [0, 0, 4], [0, 0, 1]]), array([[0, 1, 2]], "i", "<i4")), 1, 3)
warn("npz/accept-no-triangles.npz", mesh(array(AXES), array([], "i", "<i4", shape=(0, 3))), 0, 8, "empty_mesh")


def refuse_member(name, data, member, message):
    """The archive's name stands before that of its member."""
    refuse(f"npz/refuse-{name}.npz", data, f"{member}.npy: NPY: {message}")


refuse_member("triangle-index-8-of-8", mesh(array(AXES), array([[0, 1, 2], [0, 1, 8]], "i", "<i4")), "triangles",
              "triangle 2: expected vertex numbers from 0 to 7, found 8")
refuse_member("triangle-index-minus-1", mesh(array(AXES), array([[0, -1, 2]], "b", "|i1")), "triangles",
              "triangle 1: expected vertex numbers from 0 to 7, found -1")
refuse_member("triangle-index-2-to-32", mesh(array(AXES), array([[0, 1, 2**32]], "q", "<i8")), "triangles",
              "triangle 1: expected vertex numbers from 0 to 7, found 4294967296")
refuse_member("triangles-without-vertices", mesh(array([], shape=(3, 0)), CORNERS), "triangles",
              "triangle 1: expected no corner, as there are no vertices, found 0")
refuse_member("quads", mesh(array(AXES), array([[0, 1, 2, 3]], "i", "<i4")), "triangles",
              "expected triangles of shape (N, 3), found shape (1, 4)")
refuse_member("triangles-of-floats", mesh(array(AXES), array(FACES, "f", "<f4")), "triangles",
              "expected triangles of an integer type, found float32")
refuse_member("vertices-of-two-axes", mesh(array(AXES[:2]), CORNERS), "vertices",
              "expected vertices of shape (3, N) or (N, 3), found shape (2, 8)")
refuse_member("vertices-of-one-axis", mesh(array(AXES, shape="(24,)"), CORNERS), "vertices",
              "expected vertices of shape (3, N) or (N, 3), found shape (24,)")
refuse_member("vertices-of-integers", mesh(array([[1, 2, 3]] * 3, "i", "<i4"), CORNERS), "vertices",
              "expected vertices of a float type, found int32")
refuse("npz/refuse-no-triangles.npz", npz(vertices_npy=array(AXES)), "ZIP: there is no member 'triangles.npy'")
refuse("npz/refuse-no-vertices.npz", npz(triangles_npy=CORNERS), "ZIP: there is no member 'vertices.npy'")
refuse("npz/refuse-cut.npz", BOX[:-1], f"ZIP: byte {len(BOX) - 1}: the directory at the end of the archive is missing")

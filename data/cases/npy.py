"""NumPy arrays as soups, and headers that lie."""
from cases.shapes import NUMBERS, accept, npy, npy_with, raw, refuse, warn

BOX = npy()
DATA = raw()

for descr in ["<f4", ">f4", "<f8", ">f8", "<f2", ">f2"]:
    order, name = ("little" if descr[0] == "<" else "big"), "float" + str(8 * int(descr[2]))
    accept(f"npy/accept-{name}-{order}-endian.npy", npy(descr=descr), 12, 8)
accept("npy/accept-T-by-9.npy", npy("(12, 9)", "<f8"), 12, 8)
accept("npy/accept-3T-by-3.npy", npy("(36, 3)", "<f8"), 12, 8)
accept("npy/accept-no-ending", BOX, 12, 8)
accept("npy/accept-from-option.dat", BOX, 12, 8, options="--from npy")
accept("npy/accept-version-2.npy", npy(version=2), 12, 8)
accept("npy/accept-version-3.npy", npy(version=3), 12, 8)
WHOLE = [i for nine in NUMBERS for i in map(int, nine)]
accept("npy/accept-int8.npy", npy_with("{'descr': '|i1', 'fortran_order': False, 'shape': (12, 3, 3), }",
                                       bytes(i & 255 for i in WHOLE)), 12, 8)
accept("npy/accept-int32.npy", npy_with("{'descr': '<i4', 'fortran_order': False, 'shape': (12, 3, 3), }", b"".join(
    i.to_bytes(4, "little", signed=True) for i in WHOLE)), 12, 8)
accept("npy/accept-other-dictionary.npy", npy_with('{"shape":(12,9),"fortran_order" : False,"descr":"<f4"}', DATA), 12, 8)
accept("npy/accept-python-2-longs.npy", npy("(12L, 9L)"), 12, 8)
accept("npy/accept-native-order-mark.npy", npy_with(
    "{'descr': '=f4', 'fortran_order': False, 'shape': (12, 9), }", DATA), 12, 8)
warn("npy/accept-no-triangles.npy", npy("(0, 3, 3)", data=b""), 0, 0, "empty_mesh")
warn("npy/accept-a-byte-too-many.npy", npy(data=DATA + b"\0"), 12, 8, "trailing_bytes")
warn("npy/accept-a-triangle-too-many.npy", npy(data=DATA + DATA[:36]), 12, 8, "trailing_bytes")

refuse("npy/refuse-empty.npy", b"", "empty file")
refuse("npy/refuse-fortran-order.npy", npy(order="True"), "NPY: byte 10: ?", "N03")
refuse("npy/refuse-objects.npy", npy_with("{'descr': '|O', 'fortran_order': False, 'shape': (12, 9), }",
                                          b"\x80\x04cposix\nsystem\n."), "NPY: byte 20: ?", "N04")
for name, shape in [("2-to-62", "(4611686018427387904, 3, 3)"), ("10-to-30", f"(1{'0' * 30}, 9)"),
                    ("2-to-32-twice", "(4294967296, 4294967296, 3)"), ("2-to-64-and-12", "(18446744073709551628, 9)")]:
    refuse(f"npy/refuse-shape-{name}.npy", npy(shape), "NPY: byte ?", "N05")
refuse("npy/refuse-shape-negative.npy", npy("(-12, 9)"), "NPY: byte ?", "N06")
refuse("npy/refuse-shape-13-of-12.npy", npy("(13, 9)"), "NPY: byte 560: ?", "N07")
refuse("npy/refuse-shape-10-to-12.npy", npy("(1000000000000, 9)"), "NPY: byte 560: ?", "N07")
refuse("npy/refuse-cut-in-a-number.npy", BOX[:-1], "NPY: byte 559: ?", "N07")
refuse("npy/refuse-header-past-the-end.npy", BOX[:8] + b"\xff\xff" + BOX[10:], "NPY: byte ?", "N08")
refuse("npy/refuse-header-of-4-gib.npy", npy(version=2)[:8] + b"\xf0\xff\xff\xff" + npy(version=2)[12:], "NPY: byte 8: ?",
       "N08")
refuse("npy/refuse-3000-brackets.npy", npy_with("{'descr': " + "[" * 3000, b""), "NPY: byte ?", "N09")
refuse("npy/refuse-3000-brackets-in-shape.npy", npy("(" * 3000), "NPY: byte ?", "N09")
refuse("npy/refuse-cut-in-the-mark.npy", BOX[:4], "NPY: byte 4: ?")
refuse("npy/refuse-cut-in-the-length.npy", BOX[:9], "NPY: byte 9: ?")
refuse("npy/refuse-cut-in-the-header.npy", BOX[:60], "NPY: byte 60: ?")
refuse("npy/refuse-version-9.npy", BOX[:6] + b"\x09" + BOX[7:], "NPY: byte 6: ?")
refuse("npy/refuse-no-dictionary.npy", npy_with("12, 3, 3", DATA), "NPY: byte 10: ?")
refuse("npy/refuse-dictionary-not-closed.npy", npy_with("{'descr': '<f4', 'fortran_order': False, 'shape': (12, 9)",
                                                       DATA), "NPY: byte ?")
refuse("npy/refuse-no-shape.npy", npy_with("{'descr': '<f4', 'fortran_order': False, }", DATA), "NPY: byte ?")
refuse("npy/refuse-unknown-key.npy", npy_with(
    "{'descr': '<f4', 'fortran_order': False, 'shape': (12, 9), 'allow_pickle': True}", DATA), "NPY: byte ?")
refuse("npy/refuse-expression.npy", npy("(2*6, 9)"), "NPY: byte ?")
refuse("npy/refuse-structured.npy", npy_with(
    "{'descr': [('x', '<f4'), ('y', '<f4'), ('z', '<f4')], 'fortran_order': False, 'shape': (36,), }", DATA),
    "NPY: byte ?")
for descr in ["|S4", "<U3", "<f16", "<i8", "<c8", "|b1", "<f3"]:
    name = descr[1:]
    refuse(f"npy/refuse-type-{name}.npy", npy_with(
        f"{{'descr': '{descr}', 'fortran_order': False, 'shape': (12, 9), }}", DATA), "NPY: byte ?")
for name, shape in [("27", "(27,)"), ("T-by-4", "(108, 4)"), ("T-by-2-by-3", "(18, 2, 3)"), ("none", "()"),
                    ("10-corners", "(10, 3)"), ("four-axes", "(12, 1, 3, 3)")]:
    refuse(f"npy/refuse-shape-{name}.npy", npy(shape), "NPY: byte 10: ?")
refuse("npy/refuse-text.npy", "1 2 3\n", "NPY: byte 0: ?")
for name, value in [("nan", float("nan")), ("infinity", float("inf"))]:
    odd = [list(nine) for nine in NUMBERS]
    odd[3][8] = value
    path = f"npy/refuse-{name}.npy"
    refuse(path, npy(descr="<f8", data=raw("<d", odd)), "NPY: expected finite coordinates (or --nonfinite drop|keep), "
           "found 1 that are NaN or infinite, the first in triangle 4")
    accept(path, None, 11, 8, options="--nonfinite drop")

"""NumPy arrays as soups, and headers that lie."""
from cases.shapes import NUMBERS, accept, cut, npy, npy_with, raw, refuse, warn

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
refuse("npy/refuse-fortran-order.npy", npy(order="True"),
       "NPY: byte 10: expected C order (numpy.ascontiguousarray makes it), found Fortran order", "N03")
refuse("npy/refuse-objects.npy", npy_with("{'descr': '|O', 'fortran_order': False, 'shape': (12, 9), }",
                                          b"\x80\x04cposix\nsystem\n."),
       "NPY: byte 20: an object array can't be read: it holds a Python program", "N04")
for name, shape, message in [
        ("2-to-62", "(4611686018427387904, 3, 3)", "byte 60: an array of this shape is larger than any memory"),
        ("2-to-32-twice", "(4294967296, 4294967296, 3)", "byte 60: an array of this shape is larger than any memory"),
        ("10-to-30", f"(1{'0' * 30}, 9)", "byte 61: the length of an axis does not fit in 64 bits"),
        ("2-to-64-and-12", "(18446744073709551628, 9)", "byte 61: the length of an axis does not fit in 64 bits")]:
    refuse(f"npy/refuse-shape-{name}.npy", npy(shape), "NPY: " + message, "N05")
refuse("npy/refuse-shape-negative.npy", npy("(-12, 9)"), "NPY: byte 61: the length of an axis is negative", "N06")
cut("npy/refuse-shape-13-of-12.npy", npy("(13, 9)"),
    "NPY: byte 560: expected 13 triangles, as the header declares, found end of file after 12", 12, 8, "N07")
refuse("npy/refuse-shape-10-to-12.npy", npy("(1000000000000, 9)"),
       "NPY: byte 560: expected 1000000000000 triangles, as the header declares, found end of file after 12", "N07")
cut("npy/refuse-cut-in-a-number.npy", BOX[:-1],
    "NPY: byte 559: expected 12 triangles, as the header declares, found end of file after 11", 11, 8, "N07")
refuse("npy/refuse-header-past-the-end.npy", BOX[:8] + b"\xff\xff" + BOX[10:],
       "NPY: byte 560: the header says it has 65545 bytes, the file has 560", "N08")
refuse("npy/refuse-header-of-4-gib.npy", npy(version=2)[:8] + b"\xf0\xff\xff\xff" + npy(version=2)[12:],
       "NPY: byte 8: a header of 4294967280 bytes is not plausible",
       "N08")
refuse("npy/refuse-3000-brackets.npy", npy_with("{'descr': " + "[" * 3000, b""),
       "NPY: byte 20: a structured type can't be read, only one type for all elements", "N09")
refuse("npy/refuse-3000-brackets-in-shape.npy", npy("(" * 3000), "NPY: byte 61: 'shape' must hold whole numbers", "N09")
refuse("npy/refuse-cut-in-the-mark.npy", BOX[:4], "NPY: byte 4: the file ends inside the NumPy mark")
refuse("npy/refuse-cut-in-the-length.npy", BOX[:9], "NPY: byte 9: the file ends inside the length of the header")
refuse("npy/refuse-cut-in-the-header.npy", BOX[:60],
       "NPY: byte 60: the header says it has 128 bytes, the file has 60")
refuse("npy/refuse-version-9.npy", BOX[:6] + b"\x09" + BOX[7:],
       "NPY: byte 6: version 9.0 of the NumPy format is not known")
refuse("npy/refuse-no-dictionary.npy", npy_with("12, 3, 3", DATA), "NPY: byte 10: a '{' is missing")
refuse("npy/refuse-dictionary-not-closed.npy", npy_with("{'descr': '<f4', 'fortran_order': False, 'shape': (12, 9)",
                                                       DATA), "NPY: byte 128: a '}' is missing")
refuse("npy/refuse-no-shape.npy", npy_with("{'descr': '<f4', 'fortran_order': False, }", DATA),
       "NPY: byte 64: one of the keys 'descr', 'fortran_order' and 'shape' is missing")
refuse("npy/refuse-unknown-key.npy", npy_with(
    "{'descr': '<f4', 'fortran_order': False, 'shape': (12, 9), 'allow_pickle': True}", DATA),
       "NPY: byte 69: the key 'allow_pickle' is unknown or stands twice")
refuse("npy/refuse-expression.npy", npy("(2*6, 9)"), "NPY: byte 60: 'shape' must be a tuple")
refuse("npy/refuse-structured.npy", npy_with(
    "{'descr': [('x', '<f4'), ('y', '<f4'), ('z', '<f4')], 'fortran_order': False, 'shape': (36,), }", DATA),
    "NPY: byte 20: a structured type can't be read, only one type for all elements")
for descr, kind in [("|S4", ""), ("<U3", ""), ("<f16", ""), ("<f3", ""), ("<i8", "int64"), ("<c8", "complex64"),
                    ("|b1", "bool")]:
    refuse(f"npy/refuse-type-{descr[1:]}.npy", npy_with(
        f"{{'descr': '{descr}', 'fortran_order': False, 'shape': (12, 9), }}", DATA),
        "NPY: byte 10: expected float16, float32, float64 or integers of at most 32 bits (.astype(numpy.float64) makes "
        f"them), found {kind}" if kind else f"NPY: byte 20: elements of type '{descr}' can't be read")
for name, shape in [("27", "(27,)"), ("T-by-4", "(108, 4)"), ("T-by-2-by-3", "(18, 2, 3)"), ("none", "()"),
                    ("four-axes", "(12, 1, 3, 3)")]:
    refuse(f"npy/refuse-shape-{name}.npy", npy(shape),
           f"NPY: byte 10: expected an array of shape (T, 3, 3), (T, 9) or (3·T, 3), found {shape}")
refuse("npy/refuse-shape-10-corners.npy", npy("(10, 3)"),
       "NPY: byte 10: expected a number of corners that three divides, found 10")
refuse("npy/refuse-text.npy", "1 2 3\n", "NPY: byte 0: the NumPy mark is missing")
for name, value in [("nan", float("nan")), ("infinity", float("inf"))]:
    odd = [list(nine) for nine in NUMBERS]
    odd[3][8] = value
    path = f"npy/refuse-{name}.npy"
    refuse(path, npy(descr="<f8", data=raw("<d", odd)), "NPY: expected finite coordinates (or --nonfinite drop|keep), "
           "found 1 that are NaN or infinite, the first in triangle 4")
    accept(path, None, 11, 8, options="--nonfinite drop")

"""Remedy: NumPy. The triangles are one array of 50 bytes each instead of thirteen objects.

usage: python3 numpy_arrays.py INPUT.stl OUTPUT.off    (needs NumPy: python3 -m pip install numpy)

Expect: a third of the objects' peak (sorting in `unique` is what costs). `del` gives the largest arrays back at once;
glibc keeps blocks below 32 MiB for the next `malloc` once it has seen large ones go, and `malloc_trim(0)` gives those
back too. A view such as `soup["corners"]` keeps the whole array alive.
"""
import ctypes
import sys

import numpy as np

from marks import mark

mark("NumPy imported")
record = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
soup = np.fromfile(sys.argv[1], dtype=record, offset=84)
mark("read")
corners = soup["corners"].reshape(-1, 3)
vertices, inverse = np.unique(corners, axis=0, return_inverse=True)
faces = inverse.reshape(-1, 3)

with open(sys.argv[2], "wb", buffering=1 << 20) as file:
    file.write(f"OFF\n{len(vertices)} {len(faces)} 0\n".encode())
    np.savetxt(file, vertices, fmt="%.9g")
    np.savetxt(file, faces, fmt="3 %d %d %d")
mark("written")

del soup, corners
mark("del soup, corners")
del vertices, inverse, faces
mark("del vertices, inverse, faces")
if hasattr(ctypes.CDLL(None), "malloc_trim"):
    ctypes.CDLL(None).malloc_trim(0)
mark("malloc_trim(0)")

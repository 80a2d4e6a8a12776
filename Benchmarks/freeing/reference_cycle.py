"""Remedy: `gc.collect()`, where objects lead to each other in a circle.

usage: python3 reference_cycle.py INPUT.stl OUTPUT.off

Each triangle knows its mesh, the mesh knows its triangles. Each of them is still led to when the last name is gone, so
counting references frees none. Expect: `del` gives nothing back, `gc.collect()` nearly all. Without a circle
`gc.collect()` frees nothing more than `del` did. A `weakref.ref(mesh)` in the triangle makes no circle at all.
"""
import gc
import sys

from marks import mark
from question import read_triangles, write_off


class Mesh:
    def __init__(self, triangles):
        self.triangles = triangles
        for triangle in triangles:
            triangle.mesh = self


mesh = Mesh(read_triangles(sys.argv[1]))
mark("read")
write_off(sys.argv[2], mesh.triangles)
mark("written")

del mesh
mark("del mesh")
gc.collect()
mark("gc.collect()")

"""No remedy: `del triangles` while the vertices live on, as in the question's real program.

usage: python3 fragmentation.py INPUT.stl OUTPUT.off

Python takes memory from the system in arenas of 1 MiB and gives one back when nothing in it lives any more. Every sixth
vertex lives on, scattered over all arenas. Expect: nearly nothing comes back; `gc.collect()` and `malloc_trim` change
nothing, because there is no garbage: the memory is free for new Python objects, but not for other programs.
"""
import ctypes
import gc
import sys

from marks import mark
from question import index_vertices, read_triangles, write_lines

triangles = read_triangles(sys.argv[1])
mark("read")
vertices, index = index_vertices(triangles)
write_lines(sys.argv[2], triangles, vertices, index)
mark("written")

del triangles
mark("del triangles")
gc.collect()
mark("gc.collect()")
if hasattr(ctypes.CDLL(None), "malloc_trim"):
    ctypes.CDLL(None).malloc_trim(0)
mark("malloc_trim(0)")

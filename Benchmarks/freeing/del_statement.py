"""Remedy: `del`. It takes a name away; the objects go when no other name leads to them.

usage: python3 del_statement.py INPUT.stl OUTPUT.off

Expect: nearly all memory comes back, at once and without the garbage collector, because `triangles` was the only name
that still led to the objects. But `del` runs when the peak has been paid already.
"""
import sys

from marks import mark
from question import read_triangles, write_off

triangles = read_triangles(sys.argv[1])
mark("read")
write_off(sys.argv[2], triangles)
mark("written")

del triangles
mark("del triangles")

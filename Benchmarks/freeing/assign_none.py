"""Remedy: `= None`. The name stays and leads to None; the objects go when no other name leads to them.

usage: python3 assign_none.py INPUT.stl OUTPUT.off

Expect: the same as `del`. The two differ in the name that is left, not in memory. (`triangles = []`
and a function that returns do the same.)
"""
import sys

from marks import mark
from question import read_triangles, write_off

triangles = read_triangles(sys.argv[1])
mark("read")
write_off(sys.argv[2], triangles)
mark("written")

triangles = None
mark("triangles = None")

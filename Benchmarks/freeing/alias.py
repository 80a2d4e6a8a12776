"""No remedy: `del` beside an alias. Another name leads to the same list, so `del` takes away a name and no memory.

usage: python3 alias.py INPUT.stl OUTPUT.off

Expect: nothing comes back until the last name goes. Aliases hide in caches, default arguments, closures, attributes,
tracebacks that are kept, and lists of lists. `gc.get_referrers(triangles)` names those that hold it.
"""
import sys

from marks import mark
from question import read_triangles, write_off

recent = {}  # what the program keeps "to open it again quickly"


def open_mesh(path):
    recent[path] = read_triangles(path)
    return recent[path]


triangles = open_mesh(sys.argv[1])
mark("read")
write_off(sys.argv[2], triangles)
mark("written")

del triangles
mark("del triangles")
recent.clear()
mark("recent.clear()")

"""Remedy: a child process. It reads, indexes and writes; when it ends, the system takes back all it had.

usage: python3 child_process.py INPUT.stl OUTPUT.off

Expect: the parent stays small whatever the child did, with fragments or without. The peak is the child's and is as high
as before: this frees, it doesn't save.
"""
import multiprocessing
import sys

from marks import mark
from question import read_triangles, write_off


def convert(source, target):
    triangles = read_triangles(source)
    mark("child: read")
    write_off(target, triangles)
    mark("child: written")


if __name__ == "__main__":
    mark("parent: before")
    child = multiprocessing.Process(target=convert, args=sys.argv[1:3])
    child.start()
    child.join()
    if child.exitcode != 0:
        sys.exit("the child failed")
    mark("parent: child ended")

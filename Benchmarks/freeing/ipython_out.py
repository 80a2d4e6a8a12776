"""Remedy: `%reset -f`, in IPython and Jupyter. They keep what a cell has shown, under `Out`, `_`, `_2` and hidden names.

usage: python3 ipython_out.py INPUT.stl OUTPUT.off    (needs IPython: python3 -m pip install ipython)

Expect: who has looked at `triangles` once gets nothing back by `del triangles`, and nothing by `%reset -f out` (IPython
8.12 and 9.18: a hidden dictionary has the last thing shown as well). `%reset -f` forgets every name, and all comes back. A
cell that ends with `;` or with an assignment keeps nothing.
"""
import contextlib
import io
import sys

from IPython.core.interactiveshell import InteractiveShell

from marks import mark

shell = InteractiveShell.instance()
shell.history_manager.enabled = False  # no history of cells on the disk: this is not the user's own session


def cell(source):
    """Runs a cell as a person would type it. What it shows goes nowhere."""
    with contextlib.redirect_stdout(io.StringIO()):
        shell.run_cell(source, store_history=True).raise_error()


cell("from question import read_triangles, write_off")
cell(f"triangles = read_triangles({sys.argv[1]!r})")
cell("triangles")  # the look
mark("read")
cell(f"write_off({sys.argv[2]!r}, triangles)")
mark("written")

cell("del triangles")
mark("del triangles")
cell("%reset -f out")
mark("%reset -f out")
cell("%reset -f")
mark("%reset -f")

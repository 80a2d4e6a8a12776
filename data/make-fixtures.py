"""Makes the small files of the formats' folders, and expected.csv. Needs nothing but Python; the same bytes everywhere.

usage: python3 make-fixtures.py [--check]     --check: write nothing, compare what lies here

The cases stand in cases/*.py, a list for each kind of file.
"""
import csv
import importlib
import io
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from cases.shapes import CASES  # noqa: E402

FOLDERS = ["stl", "off", "ply", "obj", "glb", "soup", "npy", "npz", "raw"]
for kind in ["stl_binary", "stl_ascii", "off", "off_faults", "ply", "ply_faults", "obj", "obj_faults",
             "glb", "glb_faults", "soup", "npy", "npz", "raw", "readers"]:
    importlib.import_module("cases." + kind)

files = {}
rows = io.StringIO()
table = csv.writer(rows, lineterminator="\n")
table.writerow(["path", "verdict", "options", "triangles", "vertices", "message", "ids"])
for path, content, verdict, options, triangles, vertices, message, ids in CASES:
    if content is None:
        assert path in files, f"{path}: the first row makes the file"
    else:
        assert path not in files, f"{path} stands there twice"
        content = content.encode() if isinstance(content, str) else content
        assert len(content) <= 4096, f"{path} has {len(content)} bytes"
        name = path.split("/")[1]
        assert name.startswith("refuse-" if verdict == "refuse" else "accept-"), f"{path}: not the name of {verdict}"
        files[path] = content
    table.writerow([path, verdict, options, triangles, vertices, message, ids])
files["expected.csv"] = rows.getvalue().encode()

there = {"expected.csv"} | {f"{folder}/{name}" for folder in FOLDERS if os.path.isdir(os.path.join(HERE, folder))
                            for name in os.listdir(os.path.join(HERE, folder))}
if sys.argv[1:] == ["--check"]:
    for path, content in files.items():
        with open(os.path.join(HERE, path), "rb") as file:
            assert file.read() == content, f"{path} is not what this script makes"
    assert there <= set(files), f"not made by this script: {sorted(there - set(files))}"
else:
    for path in there - set(files):
        os.remove(os.path.join(HERE, path))
    for path, content in files.items():
        os.makedirs(os.path.dirname(os.path.join(HERE, path)), exist_ok=True)
        with open(os.path.join(HERE, path), "wb") as file:
            file.write(content)
print(f"data: {len(files) - 1} files with {len(CASES)} rows are as expected")

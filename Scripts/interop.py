"""Converts meshes by the built command, and reads each output with every outside reader there is.

usage: python3 Scripts/interop.py --facet .build/release/facet [--folder .build-interop] [--out Benchmarks/INTEROP.md]

A reader must find the same triangles: their number and all coordinates, in any order, as Float64 or, where the reader holds
float32, rounded to that. It fails where fewer than eight readers of OFF, or fewer than two of another format, read all meshes.
"""
import argparse
import datetime
import os
import platform
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from readers.catalogue import READERS, SIXTEEN, UNREACHABLE  # noqa: E402
from readers.install import ROOT, Installation  # noqa: E402
from readers.runner import Run, main_of  # noqa: E402

# What is written, and the ending that its readers know it by. STL, GLB and binary OFF hold float32.
FORMATS = {"off": "off", "off-binary": "off", "ply": "ply", "ply-ascii": "ply", "stl": "stl", "stl-ascii": "stl",
           "obj": "obj", "glb": "glb", "npz": "npz", "npy": "npy"}
SINGLE = {"off-binary", "stl", "glb"}
ENOUGH = {"off": 8}


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--facet", default=os.path.join(ROOT, ".build/release/facet"), help="the built command")
    parser.add_argument("--folder", default=os.path.join(ROOT, ".build-interop"), help="where the readers are installed")
    parser.add_argument("--out", default=os.path.join(ROOT, "Benchmarks/INTEROP.md"), help="the table to write; - for none")
    parser.add_argument("--only", nargs="*", help="names of readers")
    return parser.parse_args()


def convert(facet, meshes, folder):
    """Answers format → list of (name of the mesh, path, triangles that it must hold, their precision)."""
    written = {}
    for name, source, triangles, precision in meshes:
        for kind, ending in FORMATS.items():
            place = os.path.join(folder, f"{name.replace(' ', '-')}-{kind}")
            os.makedirs(place, exist_ok=True)
            out = os.path.join(place, "mesh.vertices.npy" if kind == "npy" else "mesh." + ending)
            words = [facet, source, out, "--quiet"] + ([] if kind == "npy" else ["--to", kind])
            result = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            if result.returncode != 0:
                print(f"not written: {kind} of {name}: {result.stderr.strip()}")
                continue
            held = triangles.astype("float32").astype("float64") if kind in SINGLE else triangles
            written.setdefault(kind, []).append((name, out, held, "float32" if kind in SINGLE else precision))
    return written


def read_all(reader, run, written):
    """Answers format → the cell of the table."""
    from readers.meshes import compare, split
    cells = {}
    for kind, files in written.items():
        if FORMATS[kind] not in reader.formats:
            continue
        words, remarks = set(), []
        for name, path, expected, precision in files:
            result = run.read(path)
            if not result.is_read or (len(result.points) == 0 and len(expected) > 0):
                word, remark = "no", result.error or "nothing was read"
            else:
                word, remark = compare(expected, split(result.points, result.degrees, result.corners), precision)
            words.add("no" if word == "differs" else word)
            if remark:
                remarks.append(f"{name}: {remark}")
        worst = next(word for word in ("no", "close", "split", "float32", "same") if word in words)
        # Where all meshes fail the first one tells why.
        cells[kind] = (worst, remarks[:1] if words == {"no"} else remarks)
        print(f"{reader.name:17} {kind:10} {worst:8} {'; '.join(remarks)[:150]}", flush=True)
    return cells


TEXT = {"same": "yes", "float32": "yes, float32", "close": "nearly", "no": "**no**", "split": "yes"}


def report(table, versions, missing, meshes, facet):
    kinds = list(FORMATS)
    version = subprocess.run([facet, "--version"], stdout=subprocess.PIPE, text=True).stdout.strip()
    lines = [
        "# Who reads what Facet writes", "",
        f"Written by `make interop` on {datetime.date.today()}: Facet {version}, {system()}, {platform.machine()}. "
        "Every reader is another project's, from PyPI or Debian, in a process of its own.", "",
        f"The meshes: {', '.join(f'{name} ({len(triangles):,} triangles, {held})' for name, _, triangles, held in meshes)}. "
        "A reader must find the same triangles: their number and every coordinate, whatever the order.", "",
        "*yes*: every coordinate, exactly. *yes, float32*: the reader holds float32, and has the same numbers rounded to that. "
        "*nearly*: its own arithmetic changes the last digits of float32. *no*: below. A blank: it was not asked.", "",
        "| reader | version | " + " | ".join(kinds) + " |", "|---|---|" + "---|" * len(kinds)]
    for name, cells in table.items():
        row = [TEXT[cells[kind][0]] if kind in cells else "" for kind in kinds]
        lines.append(f"| {name} | {versions[name]} | " + " | ".join(row) + " |")
    remarks = [f"- **{name}**, {kind}: {'; '.join(cells[kind][1])}" for name, cells in table.items() for kind in kinds
               if kind in cells and cells[kind][0] in ("no", "close")]
    lines += ["", "## What was not read, or not to the last digit", ""] + (remarks or ["Nothing."])
    lines += ["", "## What was not tried", ""]
    lines += [f"- {name}: {why}." for name, why in {**UNREACHABLE, **missing}.items()]
    return "\n".join(lines) + "\n"


def system():
    try:
        with open("/etc/os-release") as file:
            return re.search(r'^PRETTY_NAME="(.*)"', file.read(), re.M).group(1)
    except (OSError, AttributeError):
        return platform.system()


def faults(table, written):
    for kind in FORMATS:
        good = [name for name, cells in table.items() if cells.get(kind, ("no",))[0] != "no"
                and (kind != "off" or name in SIXTEEN)]
        least = ENOUGH.get(kind, 2)
        print(f"{kind}: {len(good)} readers: {', '.join(good)}")
        if kind in written and len(good) < least:
            yield f"{kind} is read by {len(good)} readers, and should be by {least}"


def main():
    asked = options()
    installation = Installation(asked.folder).install(asked.only)
    # NumPy is in the environment of the readers.
    main_of(installation.python, os.path.abspath(__file__))
    from readers import inputs
    folder = os.path.join(asked.folder, "meshes")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    meshes = list(inputs.make(asked.facet, folder))
    written = convert(asked.facet, meshes, folder)
    table = {}
    for reader in READERS:
        if reader.name not in installation.versions:
            continue
        run = Run(reader, installation.python, installation.programs.get(reader.name))
        table[reader.name] = read_all(reader, run, written)
        run.close()
    wrong = list(faults(table, written))
    if asked.out != "-":
        with open(asked.out, "w") as file:
            file.write(report(table, installation.versions, installation.missing, meshes, asked.facet))
    for line in wrong:
        print("interop: " + line, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

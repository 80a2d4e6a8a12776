#!/usr/bin/env python3
"""Measures whole conversions of Facet beside the best tools that Debian and PyPI have, a direction at a time.

Every program is a process of its own, pinned to one core, reads the same file and writes the same format; they take
turns, round by round, and each answer is read back. Writes RESULTS.md. README.md in the folder above tells more.
"""
import argparse
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from compare import Failed, processor, run  # noqa: E402

# Direction: what Facet makes the input from, the ending of input and output, and the rivals.
DIRECTIONS = {
    "OBJ → OFF": ("obj", "off", ["meshlib", "libigl", "trimesh"]),
    "binary PLY → OFF": ("ply", "off", ["pyminiply", "meshlib", "libigl", "trimesh"]),
    "ASCII STL → OFF": ("stl-ascii", "off", ["stl_reader", "meshlib", "admesh"]),
    "OFF → binary STL": ("off", "stl", ["ctmconv", "meshlib", "trimesh"]),
    "text soup → OFF": ("soup", "off", ["text_soup"]),
    "binary STL → OFF": ("stl", "off", ["stl_reader", "meshlib", "admesh", "libigl"]),
    "OFF → OFF": ("off", "off", ["meshlib", "libigl"]),
}
# What is measured, by the name that users know.
PEERS = {
    "meshlib": "MeshLib", "pyminiply": "pyminiply + polars", "stl_reader": "stl-reader + polars",
    "libigl": "libigl (Python)", "trimesh": "trimesh",
    "text_soup": "polars + NumPy", "admesh": "admesh -e", "ctmconv": "ctmconv (OpenCTM)",
}
ENDINGS = {"stl-ascii": "stl", "soup": "txt"}


def make_input(facet, kind, triangles, form, folder):
    """Makes the input of a direction; a soup of text by NumPy, the others by Facet from a binary STL."""
    stl = os.path.join(folder, "made.stl")
    if not os.path.exists(stl):
        subprocess.run([facet, "generate", kind, "--triangles", str(triangles), stl], check=True)
    path = os.path.join(folder, "in." + ENDINGS.get(form, form))
    if form == "stl":
        shutil.copyfile(stl, path)
    elif form == "soup":
        import numpy
        corners = corners_of(stl)
        with open(path, "w") as file:
            numpy.savetxt(file, corners.reshape(-1, 9), fmt="%.9g")
    else:
        subprocess.run([facet, stl, path, "--to", form, "--quiet"], check=True)
    return path


def corners_of(path):
    """The corners of the triangles of an STL or OFF file as float32, 3T×3, triangle by triangle."""
    import numpy
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".stl"):
        record = numpy.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
        return numpy.frombuffer(data, dtype=record, offset=84)["corners"].reshape(-1, 3)
    lines = data.split(b"\n", 2)
    vertices, faces = (int(word) for word in lines[1].split()[:2])
    numbers = numpy.fromstring(lines[2].decode("ascii"), sep=" ")
    positions = numbers[:3 * vertices].reshape(-1, 3).astype(numpy.float32)
    return positions[numbers[3 * vertices:].reshape(faces, 4)[:, 1:].astype(numpy.int64).reshape(-1)]


def verdict(path, truth):
    """What an output is worth: exact, or how many of its triangles are those of the input, in any order of triangles."""
    import numpy
    found = corners_of(path)
    if found.shape != truth.shape:
        return f"{len(found) // 3} triangles of {len(truth) // 3}"
    same = (found == truth).reshape(-1, 9).all(axis=1)
    if same.all():
        return "exact"

    def lines(corners):
        rows = numpy.ascontiguousarray((corners + numpy.float32(0)).reshape(-1, 9))
        return numpy.sort(rows.view([("", rows.dtype)] * 9).ravel())
    if (lines(found) == lines(truth)).all():
        return "exact, triangles in another order"
    return f"{100 * same.mean():.1f} % of the triangles"


def command(peer, python, facet, source, target):
    if peer == "facet":
        return [facet, source, target, "--quiet"]
    if peer == "admesh":
        return [shutil.which("admesh"), "-e", "--write-off=" + target, source]
    if peer == "ctmconv":
        return [shutil.which("ctmconv"), source, target]
    return [python, os.path.join(HERE, "peers.py"), peer, source, target]


def is_there(peer, python):
    if peer == "facet":
        return True
    if peer in ("admesh", "ctmconv"):
        return shutil.which(peer) is not None
    modules = {"stl_reader": "stl_reader, polars", "pyminiply": "pyminiply, polars", "text_soup": "polars",
               "libigl": "igl", "meshlib": "meshlib.mrmeshpy"}
    words = [python, "-c", "import " + modules.get(peer, peer)]
    return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def measure(direction, arguments, folder):
    form, ending, rivals = DIRECTIONS[direction]
    source = make_input(arguments.facet, arguments.kind, arguments.triangles, form, folder)
    truth = corners_of(os.path.join(folder, "made.stl"))
    pin = [shutil.which("taskset"), "-c", str(max(os.sched_getaffinity(0)))] if shutil.which("taskset") else []
    target = os.path.join(folder, "out." + ending)
    rows = {peer: {"walls": [], "cpus": []} for peer in ["facet"] + [p for p in rivals if is_there(p, arguments.python)]}
    for turn in range(arguments.runs + 1):
        order = list(rows) if turn % 2 == 0 else list(reversed(rows))
        for peer in order:
            row = rows[peer]
            if "failure" in row:
                continue
            if os.path.exists(target):
                os.remove(target)
            try:
                wall, cpu, _ = run(pin + command(peer, arguments.python, arguments.facet, source, target), folder,
                                   {"OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"})
                if turn == 0:
                    row["verdict"], row["bytes"] = verdict(target, truth), os.path.getsize(target)
                else:
                    row["walls"].append(wall)
                    row["cpus"].append(cpu)
            except (Failed, OSError, ValueError) as failure:
                row["failure"] = str(failure)[:120]
                if peer == "facet":
                    raise SystemExit(f"facet failed: {failure}")
        if turn == 0 and rows["facet"]["verdict"] != "exact":
            raise SystemExit(f"{direction}: facet's answer is {rows['facet']['verdict']}")
    return {"direction": direction, "bytes_in": os.path.getsize(source), "rows": rows}


def stages(program, rounds):
    """The stages beside C++, one line of JSON each."""
    if not program:
        return []
    printed = subprocess.run([program, str(rounds)], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def markdown(results, measured_stages, arguments):
    lines = [
        "# Facet's conversions beside the best tools that install", "",
        f"{arguments.triangles:,} triangles, generated {arguments.kind}; {processor()}; {datetime.date.today()}; "
        f"every program on one core, files on memory; medians of {arguments.runs} turns. `make bench` writes this file.",
        "", "A ratio is the other program's time by Facet's: above 1, Facet is faster.", "",
        "| direction | program | wall s | × Facet | cpu s | × Facet | MB out | answer |",
        "|---|---|--:|--:|--:|--:|--:|---|"]
    for result in results:
        base = {key: statistics.median(result["rows"]["facet"][key]) for key in ("walls", "cpus")}
        for peer, row in result["rows"].items():
            name = PEERS.get(peer, "**Facet**")
            if "failure" in row:
                lines.append(f"| {result['direction']} | {name} | – | – | – | – | – | failed: {row['failure']} |")
                continue
            wall, cpu = statistics.median(row["walls"]), statistics.median(row["cpus"])
            lines.append(f"| {result['direction']} | {name} | {wall:.3f} | {wall / base['walls']:.1f} | {cpu:.3f} | "
                         f"{cpu / base['cpus']:.1f} | {row['bytes'] / 1e6:.1f} | {row['verdict']} |")
    lines += ["", "rapidobj is not among them: its wheel wants a newer Python than Debian 12 has; nor is "
              "tinyobjloader, whose wheel gives indices of zero."]
    if measured_stages:
        lines += ["", "## Stages beside C++, in one process", "",
                  "| stage | program | ns an item | least | × Facet |", "|---|---|--:|--:|--:|"]
        for stage in measured_stages:
            base = stage["ways"][0]["median"]
            lines += [f"| {stage['stage']} | {way['name']} | {way['median']:.1f} | {way['least']:.1f} | "
                      f"{way['median'] / base:.2f} |" for way in stage["ways"]]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facet", required=True, metavar="PATH", help="the facet program")
    parser.add_argument("--python", default=sys.executable, help="a Python that has the rivals")
    parser.add_argument("--stages", metavar="PATH", help="the program that measures stages")
    parser.add_argument("--triangles", type=int, default=1_000_000)
    parser.add_argument("--kind", choices=("terrain", "soup"), default="soup", help="what facet generates")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", metavar="WORDS", help="only the directions that have these words")
    parser.add_argument("--out", default=os.path.join(HERE, "RESULTS.md"), metavar="FILE")
    arguments = parser.parse_args()
    arguments.facet = os.path.abspath(arguments.facet)
    results = []
    for direction in DIRECTIONS:
        if arguments.only and arguments.only.lower() not in direction.lower():
            continue
        with tempfile.TemporaryDirectory(
                prefix="facet-bench-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
            results.append(measure(direction, arguments, folder))
        best = min((statistics.median(row["cpus"]) for peer, row in results[-1]["rows"].items()
                    if peer != "facet" and "failure" not in row), default=None)
        own = statistics.median(results[-1]["rows"]["facet"]["cpus"])
        print(f"{direction:20} {own:.3f} s of processor time" + (f", the best rival {best / own:.1f} ×" if best else ""), flush=True)
    text = markdown(results, stages(arguments.stages, 21), arguments)
    with open(arguments.out, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()

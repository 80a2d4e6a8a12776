#!/usr/bin/env python3
"""Compares Facet with the question's own program, written five times: time and peak memory, soup to OFF.

Every program reads the same binary STL and writes an OFF file; the files are read back and must hold the same mesh.
Writes compare.json, COMPARE.md and compare.svg. Needs Linux and Python's standard library (NumPy only for the NumPy
program; the check is faster with it). README.md in this folder says how the figures are taken.
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

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "speed"))

from check_off import digest_of
from picture import markdown, svg
from running import Failed, first_line, progress, run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WARM_UP_BELOW, ONCE_ABOVE = 3.0, 5.0  # seconds: a shorter first run is a warm-up only, a longer one is the only run


class Program:
    def __init__(self, key, name, detail, argv, env=None, facet=False):
        self.key, self.name, self.detail, self.argv, self.env = key, name, detail, argv, env
        self.facet = facet
        self.walls, self.cpus, self.peaks, self.afters, self.check, self.failure = [], [], [], [], None, None

    def once(self, stl, folder):
        """Runs the program once, checks what it wrote, and returns (wall, cpu, peak bytes, bytes after the free)."""
        off, report = os.path.join(folder, "out.off"), os.path.join(folder, "report.json")
        for old in (off, report):
            if os.path.exists(old):
                os.remove(old)
        # No memory is taken from here: the peak of a child holds that of the parent that forked it.
        wall, cpu, _, printed = run(self.argv(stl, off, report), folder, self.env)
        if self.facet:
            with open(report) as file:
                said = json.load(file)
            peak, after = said["peak_resident_bytes"], said.get(
                "resident_after_release_bytes", said.get("ledger", {}).get("resident_after_bytes"))
        else:
            said = json.loads(printed)
            peak, after = said["peak_rss_bytes"], said["rss_after_free_bytes"]
        self.verify(stl, off, said)
        return wall, cpu, peak, after

    def verify(self, stl, off, said):
        if self.check:  # a later run must write the same bytes as the one that was read back
            if digest_of(off) != self.check["sha256"]:
                raise SystemExit(f"{self.name}: two runs wrote different files")
            return
        answer = subprocess.run([sys.executable, os.path.join(HERE, "check_off.py"), stl, off],
                                stdout=subprocess.PIPE, check=True)
        self.check = json.loads(answer.stdout)
        if self.check["problem"] is None and any(said[k] != self.check[k] for k in ("vertices", "triangles")):
            self.check["problem"] = "its own counts are not those of its file"
        if self.check["problem"]:
            raise SystemExit(f"{self.name} wrote another mesh: {self.check['problem']}")

    def keep(self, figures):
        for column, figure in zip((self.walls, self.cpus, self.peaks, self.afters), figures):
            column.append(figure)


def programs(facet, build, numpy):
    """The six programs, Facet first; Facet with one thread is a row of the table but not of the picture."""
    def convert(stl, off, report):
        return [facet, stl, off, "--threads", "1", "--quiet", "--report", report]

    def python(name):
        return lambda stl, off, _: [sys.executable, os.path.join(HERE, "naive", name), stl, off]

    def swift(name):
        return lambda stl, off, _: [os.path.join(build, name), stl, off]

    one = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    rows = [
        Program("facet", "Facet", "one thread", convert, facet=True),
        Program("structs.swift", "Swift structs", "reserved capacity", swift("structs")),
        Program("classes.swift", "Swift classes", "an object a vertex and triangle", swift("classes")),
        Program("numpy_unique.py", "NumPy", "unique + savetxt", python("numpy_unique.py"), env=one),
        Program("slots.py", "Python, __slots__", "the first advice", python("slots.py")),
        Program("objects.py", "Python objects", "the question's own program", python("objects.py")),
    ]
    return [row for row in rows if numpy or row.key != "numpy_unique.py"]


def measure(rows, stl, folder, runs):
    """Runs all rows in turn, the yardstick before each; returns the yardstick's times."""
    reference, copy = os.path.join(folder, "reference.off"), os.path.join(folder, "copy.off")
    shell = f'cat "{stl}" >/dev/null; cat "{reference}" >"{copy}"'
    yardstick, wanted = [], {row: runs for row in rows}
    for round_number in range(runs + 1):
        for row in rows:
            if round_number > wanted[row] or row.failure:
                continue
            if round_number:
                if os.path.exists(copy):
                    os.remove(copy)
                yardstick.append(run(["/bin/sh", "-c", shell], folder)[0])
            progress(f"{'warm-up' if round_number == 0 else f'run {round_number}'}: {row.name}")
            try:
                figures = row.once(stl, folder)
            except Failed as failure:
                row.failure = str(failure)
                if row.key == "facet":
                    raise SystemExit(f"\nfacet failed: {failure}")
                continue
            if row.key == "facet" and not os.path.exists(reference):
                os.rename(os.path.join(folder, "out.off"), reference)
            if round_number or figures[0] >= WARM_UP_BELOW:
                row.keep(figures)
            if round_number == 0 and figures[0] >= WARM_UP_BELOW:  # that was no warm-up but a run
                wanted[row] = 0 if figures[0] > ONCE_ABOVE else runs - 1
    progress("")
    return yardstick or [run(["/bin/sh", "-c", shell], folder)[0]]


# ---------------------------------------------------------------- what is written

def processor():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith(("model name", "Processor"))]
    return names[0] if names else os.uname().machine


def result_of(rows, yardstick, facts):
    base = statistics.median(rows[0].walls)
    yard = statistics.median(yardstick)
    table = []
    for row in rows:
        entry = {"program": row.key, "name": row.name, "detail": row.detail}
        if row.failure:
            table.append({**entry, "failure": row.failure})
            continue
        wall, peak = statistics.median(row.walls), max(row.peaks)
        after = [figure for figure in row.afters if figure is not None]
        table.append({**entry, "runs": len(row.walls), "wall_seconds": wall, "wall_seconds_of_runs": row.walls,
                      "cpu_seconds": statistics.median(row.cpus), "ratio_to_facet": wall / base,
                      "ratio_to_yardstick": wall / yard, "peak_resident_bytes": peak,
                      "bytes_per_triangle": peak / max(1, row.check["triangles"]),
                      "resident_after_free_bytes": max(after) if after else None, "bytes_out": row.check["bytes"],
                      "first_occurrence_order": row.check["first_occurrence_order"], "check": "same mesh"})
    return {"schema": "facet-compare-1", **facts, "triangles": rows[0].check["triangles"],
            "vertices": rows[0].check["vertices"], "yardstick_seconds": yard, "yardstick_seconds_of_runs": yardstick,
            "rows": table}


# ---------------------------------------------------------------- the whole

def prepared(arguments):
    """Builds the two Swift programs; returns the build folder, the path of facet, and the versions."""
    facet = os.path.abspath(arguments.facet)
    if not os.access(facet, os.X_OK):
        sys.exit(f"no program at {arguments.facet}: build it first (swift build -c release)")
    swiftc = shutil.which(os.environ.get("SWIFTC", "swiftc")) or sys.exit("swiftc is not on the PATH (or set SWIFTC)")
    build = os.path.join(ROOT, ".build", "compare")
    os.makedirs(build, exist_ok=True)
    for name in ("structs", "classes"):
        source, program = os.path.join(HERE, "naive", name + ".swift"), os.path.join(build, name)
        subprocess.run([swiftc, "-O", "-wmo", source, "-o", program], check=True)
    numpy = first_line(sys.executable, "-c", "import numpy; print(numpy.__version__)")
    if not numpy:
        print("NumPy is missing, its row is left out (python3 -m pip install numpy).", file=sys.stderr)
    swift = first_line(swiftc, "--version") or "unknown"
    versions = {"facet": (first_line(facet, "--version") or "unknown").removeprefix("facet "),
                "Swift": swift.split("version ", 1)[-1].split(" ", 1)[0],
                "Python": sys.version.split()[0], "NumPy": numpy}
    return build, facet, versions


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facet", required=True, metavar="PATH", help="the facet program")
    parser.add_argument("--triangles", type=int, default=1_000_000, metavar="N", help="default: 1000000")
    parser.add_argument("--kind", choices=("terrain", "soup"), default="terrain", help="what facet generates")
    parser.add_argument("--input", metavar="FILE.stl", help="a binary STL instead of a generated one")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="default: 3")
    parser.add_argument("--out", default=HERE, metavar="DIR", help="for the three files; default: this folder")
    arguments = parser.parse_args()
    if arguments.runs < 1 or arguments.triangles < 1:
        parser.error("--runs and --triangles start at 1")
    build, facet, versions = prepared(arguments)
    memory = os.path.isdir("/dev/shm") and os.access("/dev/shm", os.W_OK)
    load = f"{os.getloadavg()[0]:.1f}"
    with tempfile.TemporaryDirectory(prefix="facet-compare-", dir="/dev/shm" if memory else None) as folder:
        stl = os.path.join(folder, "in.stl")
        if arguments.input:
            shutil.copyfile(arguments.input, stl)
        else:
            count = str(arguments.triangles)
            subprocess.run([facet, "generate", arguments.kind, "--triangles", count, stl], check=True)
        rows = programs(facet, build, versions["NumPy"])
        facts = {"date": datetime.date.today().isoformat(), "processor": processor(),
                 "cores": len(os.sched_getaffinity(0)), "load_before": load,
                 "files_on": "/dev/shm (page cache, no disk)" if memory else "the temporary folder",
                 "versions": versions, "bytes_in": os.path.getsize(stl),
                 "input": os.path.basename(arguments.input) if arguments.input else "generated " + arguments.kind}
        yardstick = measure(rows, stl, folder, arguments.runs)
    result = result_of(rows, yardstick, facts)
    os.makedirs(arguments.out, exist_ok=True)
    for name, content in (("compare.json", json.dumps(result, indent=1, ensure_ascii=False) + "\n"),
                          ("COMPARE.md", markdown(result)), ("compare.svg", svg(result))):
        with open(os.path.join(arguments.out, name), "w", encoding="utf-8") as file:
            file.write(content)
    print(markdown(result))


if __name__ == "__main__":
    main()

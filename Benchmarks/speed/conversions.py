"""Whole conversions: binary STL to OFF beside the rivals, the other directions, and the cost against size and threads."""
import filecmp
import json
import os
import subprocess
import tempfile

import inputs
from programs import NAMES, ONE
from running import CORES, MEMORY, Failed, Row, compacted, free_memory, in_turns, removed, run, warmed, yardstick

HERE = os.path.dirname(os.path.abspath(__file__))
MAIN_RIVALS = ["cpp", "stl_reader", "admesh", "meshlib", "libigl", "structs"]
LARGE = 5_000_000  # triangles: memory is made ready before each run, and only the counts of an output are read back
TOO_SLOW = 3.0  # seconds at a million triangles: left out at four
# Direction: the format that Facet makes the input in, the ending of the output, and the rivals.
DIRECTIONS = {
    "OBJ → OFF": ("obj", "off", ["rapidobj", "meshlib", "libigl", "trimesh"]),
    "binary PLY → OFF": ("ply", "off", ["pyminiply", "meshlib", "libigl", "trimesh"]),
    "ASCII STL → OFF": ("stl-ascii", "off", ["stl_reader", "meshlib", "admesh"]),
    "OFF → binary STL": ("off", "stl", ["ctmconv", "meshlib", "trimesh"]),
    "text soup → OFF": ("soup", "off", ["text_soup"]),
    "OFF → OFF": ("off", "off", ["meshlib", "libigl"]),
}
# Bytes a triangle on the memory file system (input, reference, and a copy or an output) and in the process.
ROOM = 50 + 2 * 45 + 75


class Case:
    """One input, and programs that take turns on it."""

    def __init__(self, programs, kind, triangles, form="stl", ending="off"):
        self.programs, self.kind = programs, kind
        self.place = tempfile.TemporaryDirectory(prefix="facet-bench-", dir=MEMORY)
        self.folder = self.place.name
        self.stl = os.path.join(self.folder, "made.stl")
        self.triangles = inputs.generate(programs.facet, kind, triangles, self.stl)
        self.source = inputs.converted(programs, self.stl, form, self.folder)
        self.target = os.path.join(self.folder, "out." + ending)
        self.reference = os.path.join(self.folder, "reference." + ending)
        subprocess.run(programs.command("facet", self.source, self.reference), check=True)
        self.answer = self.judged(self.reference)
        if self.answer != "exact":
            raise SystemExit(f"{kind}, {triangles} triangles: facet's answer is {self.answer}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.place.cleanup()

    def judged(self, path):
        """Reads an output back beside the input; of very large ones, which no rival writes, the counts."""
        if self.triangles > LARGE and path.endswith(".off"):
            with open(path, "rb") as file:
                return "exact" if int(file.read(100).split()[2]) == self.triangles else "another count of triangles"
        words = [self.programs.python, os.path.join(HERE, "answers.py"), self.stl, path]
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise Failed("its output can't be read: " + (done.stderr.strip().splitlines() or [""])[-1][:100])
        return json.loads(done.stdout)["answer"]

    def row(self, key, threads=None, name=None):
        row = Row(key, name or NAMES[key])
        row.threads = 1 if key == "facet-1" else threads
        return row

    def once(self, row, pinned=None):
        """Runs a program once; reads its first output back, and Facet's first report: one costs a forecast, which nobody times."""
        facet = row.key.startswith("facet")
        report = os.path.join(self.folder, "report.json") if facet and row.answer is None else None
        removed(self.target)
        command = self.programs.command(row.key, self.source, self.target, row.threads, report)
        self.warm()
        wall, cpu, peak, _ = run(command, self.folder, ONE if pinned == 1 else None, pinned or row.threads)
        if report:
            with open(report) as file:
                said = json.load(file)
            row.told_peak = said["peak_resident_bytes"]
            if said.get("fresh_bytes") is not None:
                row.report["fresh"] = said["fresh_bytes"]
        if facet:
            peak = row.told_peak
        if row.answer is None:
            row.report["bytes"] = os.path.getsize(self.target)
            if facet:  # the reference was read back; the same bytes for any number of threads
                same = filecmp.cmp(self.target, self.reference, shallow=False)
                if not same:
                    raise SystemExit(f"{row.name} wrote other bytes than facet did before")
                row.answer = self.answer
            else:
                row.answer = self.judged(self.target)
        removed(self.target)
        return wall, cpu, peak

    def warm(self):
        """Before a long run: the memory of an output and of what a lean program takes. Short ones come so close behind each other
        that they find the memory of the one before."""
        if self.triangles > LARGE:
            warmed(self.folder, min(free_memory() // 2, 75 * self.triangles))

    def yardstick(self):
        compacted()
        self.warm()
        return yardstick(self.source, self.reference, self.folder)

    def measure(self, rows, runs, pinned=None, warm_up=True, settles=False):
        in_turns(rows, lambda row: self.once(row, pinned), runs, before=self.yardstick, warm_up=warm_up, settles=settles)
        for row in rows:
            if row.key.startswith("facet") and row.failure:
                raise SystemExit(f"facet failed: {row.failure}")
        return {"kind": self.kind, "triangles": self.triangles, "bytes_in": os.path.getsize(self.source),
                "rows": [row.figures() for row in rows]}


def main_case(programs, kind, triangles, runs, slow=None):
    """Binary STL to OFF beside everything; without the programs that were `slow` on the smaller input, where there was one.
    Naive Python takes the smaller terrain only, once."""
    with Case(programs, kind, triangles) as case:
        rows = [case.row("facet-1"), case.row("facet")]
        rows += [case.row(key) for key in MAIN_RIVALS if key not in (slow or ()) and programs.is_there(key)]
        result = case.measure(rows, runs, settles=True)
        if kind == "terrain" and slow is None:
            result["rows"] += case.measure([case.row("objects")], 1)["rows"]
    result["left_out"] = [NAMES[key] for key in slow or ()]
    return result


def paired(programs, kind, triangles, runs, rows):
    """Binary STL to OFF in turns with the yardstick and nothing else: no rival in between has taken memory and given it back.
    `rows` is empty at the first visit, and filled; later visits add their runs."""
    with Case(programs, kind, triangles) as case:
        rows[:] = rows or [case.row("facet-1"), case.row("facet")]
        for row in rows:
            found = case.measure([row], runs)
    return {**found, "rows": [row.figures() for row in rows]}


def too_slow(result):
    return [row["key"] for row in result["rows"] if row.get("wall", 0) > TOO_SLOW]


def direction(programs, name, triangles, runs):
    """Everything on one core."""
    form, ending, rivals = DIRECTIONS[name]
    with Case(programs, "soup", triangles, form, ending) as case:
        rows = [case.row("facet-1")] + [case.row(key) for key in rivals if programs.is_there(key)]
        return {"direction": name, **case.measure(rows, runs, pinned=1, settles=True)}


def sizes(programs, kind, counts, runs):
    """The cost a triangle against size, beside the hand-written C++."""
    points = []
    for count in counts:
        if count * ROOM > free_memory():
            points.append({"triangles": count, "left_out": "no room on the memory file system"})
            continue
        with Case(programs, kind, count) as case:
            large = count > LARGE
            keys = ["facet-1", "facet"] + (["cpp"] if programs.is_there("cpp") and count < 50_000_000 else [])
            points.append(case.measure([case.row(key) for key in keys], min(runs, 3) if large else runs + 2 * (count < 1e6),
                                       warm_up=not large))
    return points


def threads(programs, kind, triangles, runs):
    """The same work with 1, 2, 4 … threads, each on as many cores. Any number of threads up to eight must write the same bytes."""
    counts = sorted({1, len(CORES)} | {1 << power for power in range(10) if 1 << power < len(CORES)})
    with Case(programs, kind, triangles) as case:
        for count in range(1, 9):
            case.once(case.row(f"facet-{count}", threads=count, name=f"facet with {count} threads"))
        rows = [case.row(f"facet-{count}", threads=count, name=f"{count}") for count in counts]
        return case.measure(rows, runs)


def growth(programs, kind, small, large, runs):
    """The cost a triangle of a large input against a small one, in the same minutes: five small runs beside each large one."""
    if large * ROOM > free_memory():
        return None
    with Case(programs, kind, small) as little, Case(programs, kind, large) as much:
        pairs = []
        for key in ("facet-1", "facet"):
            rows = little.row(key), much.row(key)
            for _ in range(runs):
                in_turns([rows[0]], little.once, 5, warm_up=False)
                in_turns([rows[1]], much.once, 1, warm_up=False)
            a, b = (row.figures() for row in rows)
            pairs.append({"key": key, "small": 1e9 * a["wall"] / little.triangles, "large": 1e9 * b["wall"] / much.triangles})
        return {"kind": kind, "small": little.triangles, "large": much.triangles, "pairs": pairs}

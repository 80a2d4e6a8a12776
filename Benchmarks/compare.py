#!/usr/bin/env python3
"""Compares Facet with the question's own program, written five times: time and peak memory, soup to OFF.

Every program reads the same binary STL and writes an OFF file; the files are read back and must hold the same mesh.
Writes compare.json, COMPARE.md and compare.svg. Needs Linux and Python's standard library (NumPy only for the NumPy
program; the check is faster with it). README.md in this folder says how the figures are taken.
"""
import argparse
import datetime
import hashlib
import json
import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WARM_UP_BELOW, ONCE_ABOVE = 3.0, 5.0  # seconds: a shorter first run is a warm-up only, a longer one is the only run
MIB = 1 << 20


def digest_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(MIB):
            digest.update(block)
    return digest.hexdigest()


# ---------------------------------------------------------------- checking an OFF file, in a process of its own

def verify(stl, off):
    """Prints as JSON whether `off`, read as float32 and indexed, is `stl` triangle by triangle, and exactly welded."""
    try:
        import numpy
    except ImportError:
        numpy = None
    digest = digest_of(off)
    with open(off, "rb") as file:
        magic, counts = file.readline(), file.readline().split()
        if magic != b"OFF\n" or len(counts) != 3:
            return {"problem": "no OFF header", "sha256": digest}
        v, f = int(counts[0]), int(counts[1])
        try:
            answer = (verify_numpy if numpy else verify_plain)(stl, file.read(), v, f)
        except ValueError as error:
            answer = {"problem": f"text that is no number: {error}"}
    return {"vertices": v, "triangles": f, "bytes": os.path.getsize(off), "sha256": digest, **answer}


def verify_numpy(stl, text, v, f):
    import numpy as np
    if text.count(b"\n") != v + f:
        return {"problem": f"{text.count(10)} lines after the header instead of {v + f}"}
    numbers = np.fromstring(text.decode("ascii"), sep=" ")  # words → float64; exact for what is 9 digits or shortest
    if len(numbers) != 3 * v + 4 * f:
        return {"problem": f"{len(numbers)} numbers instead of {3 * v + 4 * f}"}
    vertices, faces = numbers[:3 * v].reshape(-1, 3).astype("<f4"), numbers[3 * v:].reshape(-1, 4).astype(np.int64)
    record = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    corners = np.fromfile(stl, dtype=record, offset=84)["corners"].reshape(-1, 3)
    if (faces[:, 0] != 3).any() or 3 * f != len(corners):
        return {"problem": f"{f} triangles instead of {len(corners) // 3}, or a face that is none"}
    index = faces[:, 1:].reshape(-1)
    if f and (index.min() < 0 or index.max() >= v):
        return {"problem": "an index out of range"}
    different = int((vertices[index] != corners).any(axis=1).sum())
    columns = (corners + np.float32(0)).T  # -0.0 becomes 0.0
    order = np.lexsort(columns)
    ordered = columns[:, order]
    distinct = int((ordered[:, 1:] != ordered[:, :-1]).any(axis=0).sum()) + bool(f)
    running = np.maximum.accumulate(index) if f else index
    first = bool(f == 0 or (index[0] == 0 and (index[1:] <= running[:-1] + 1).all()))
    return judged(different, distinct, v, first)


def verify_plain(stl, text, v, f):
    lines = text.decode("ascii").splitlines()
    with open(stl, "rb") as file:
        soup = file.read()[84:]
    if len(lines) != v + f or len(soup) != 50 * f:
        return {"problem": f"{len(lines)} lines, {f} triangles instead of {len(soup) // 50}"}
    vertices = [struct.unpack("<3f", struct.pack("<3f", *map(float, line.split()))) for line in lines[:v]]
    different, distinct, highest, first = 0, set(), -1, True
    for line, record in zip(lines[v:], struct.iter_unpack("<12x9f2x", soup)):
        three, *face = map(int, line.split())
        if three != 3 or len(face) != 3 or min(face) < 0 or max(face) >= v:
            return {"problem": f"a bad face: {line}"}
        for i, corner in zip(face, (record[0:3], record[3:6], record[6:9])):
            different += vertices[i] != corner
            distinct.add(corner)
            first, highest = first and i <= highest + 1, max(highest, i)
    return judged(different, len(distinct), v, first)


def judged(different, distinct, v, first):
    problem = (f"{different} corners differ from the input" if different else
               f"{v} vertices instead of {distinct}" if v != distinct else None)
    return {"problem": problem, "distinct": distinct, "first_occurrence_order": first}


# ---------------------------------------------------------------- running

class Failed(Exception):
    pass


def run(argv, folder, env=None):
    """Runs a program; returns its wall and processor seconds and what it printed. No memory is read here: ru_maxrss
    of a child holds the peak of the parent that forked it."""
    out, err = os.path.join(folder, "stdout"), os.path.join(folder, "stderr")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, out, flags, 0o600), (os.POSIX_SPAWN_OPEN, 2, err, flags, 0o600)]
    start = time.monotonic()
    child = os.posix_spawn(argv[0], argv, {**os.environ, **(env or {})}, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    if code:
        with open(err, errors="replace") as file:
            last = (file.read().strip().splitlines() or [""])[-1]
        raise Failed(f"signal {-code}" if code < 0 else f"exit {code}" + (f": {last[:200]}" if last else ""))
    with open(out) as file:
        return wall, usage.ru_utime + usage.ru_stime, file.read()


def progress(words):
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)


def first_line(*argv):
    try:
        done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except OSError:
        return None
    return done.stdout.splitlines()[0].strip() if done.returncode == 0 and done.stdout else None


class Program:
    def __init__(self, key, name, detail, argv, env=None, facet=False, drawn=True):
        self.key, self.name, self.detail, self.argv, self.env = key, name, detail, argv, env
        self.facet, self.drawn = facet, drawn
        self.walls, self.cpus, self.peaks, self.afters, self.check, self.failure = [], [], [], [], None, None

    def once(self, stl, folder):
        """Runs the program once, checks what it wrote, and returns (wall, cpu, peak bytes, bytes after the free)."""
        off, report = os.path.join(folder, "out.off"), os.path.join(folder, "report.json")
        for old in (off, report):
            if os.path.exists(old):
                os.remove(old)
        wall, cpu, printed = run(self.argv(stl, off, report), folder, self.env)
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
        answer = subprocess.run([sys.executable, os.path.abspath(__file__), "--verify", stl, off],
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
    def facet_argv(*more):
        return lambda stl, off, report: [facet, stl, off, "--quiet", "--report", report, *more]

    def python(name):
        return lambda stl, off, _: [sys.executable, os.path.join(HERE, "naive", name), stl, off]

    def swift(name):
        return lambda stl, off, _: [os.path.join(build, name), stl, off]

    one = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    rows = [
        Program("facet", "Facet", "all cores", facet_argv(), facet=True),
        Program("facet_one_thread", "Facet, one thread", "", facet_argv("--threads", "1"), facet=True, drawn=False),
        Program("structs.swift", "Swift structs", "mapped file, reserved capacity", swift("structs")),
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
        entry = {"program": row.key, "name": row.name, "detail": row.detail, "drawn": row.drawn}
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


def seconds(value):
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def ratio(value):
    return f"{value:.1f}×" if value < 9.95 else f"{value:.0f}×"


def grouped(number):
    return f"{number:,}".replace(",", " ")


def markdown(result):
    lines = [
        "# Facet and the question's own program", "",
        f"{grouped(result['triangles'])} triangles ({result['input']}, binary STL, {result['bytes_in'] / 1e6:.1f} MB) "
        f"to OFF with {grouped(result['vertices'])} vertices. {result['processor']}, {result['cores']} cores, "
        f"{result['date']}; load average before: {result['load_before']}; files on {result['files_on']}.", "",
        "| program | runs | wall s | cpu s | × Facet | × yardstick | peak MiB | B/triangle | MiB after the free "
        "| out MB | check |", "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"]
    for row in result["rows"]:
        name = row["name"].replace("_", "\\_") + (f" (`{row['program']}`)" if "." in row["program"] else "")
        if "failure" in row:
            lines.append(f"| {name} | – | – | – | – | – | – | – | – | – | failed: {row['failure']} |")
            continue
        after = row["resident_after_free_bytes"]
        lines.append("| " + " | ".join([
            name, str(row["runs"]), seconds(row["wall_seconds"]), seconds(row["cpu_seconds"]),
            ratio(row["ratio_to_facet"]), ratio(row["ratio_to_yardstick"]), f"{row['peak_resident_bytes'] / MIB:.0f}",
            f"{row['bytes_per_triangle']:.0f}", f"{after / MIB:.0f}" if after is not None else "process ends",
            f"{row['bytes_out'] / 1e6:.1f}",
            row["check"] + ("" if row["first_occurrence_order"] else ", vertices in another order")]) + " |")
    yard = result["yardstick_seconds_of_runs"]
    lines += [
        "", "Wall and cpu are medians, peaks the largest of the runs. The yardstick, `cat IN >/dev/null; cat OUT "
        f">FILE`, took {1000 * result['yardstick_seconds']:.0f} ms ({1000 * min(yard):.0f}–{1000 * max(yard):.0f}). "
        "Every file was read back as float32 and is the input, triangle by triangle, with exactly as many vertices as "
        "there are distinct positions. “After the free” is what stays resident once the triangles were freed "
        "(`del` and `gc.collect()`, `= nil`, `munmap`) while vertices and index live on.", "",
        "Versions: " + ", ".join(f"{name} {version}" for name, version in result["versions"].items() if version) + ".",
        "", "Made by `Benchmarks/compare.py`; run it again rather than trust it.", ""]
    return "\n".join(lines)


def svg(result):
    """The picture, by hand: two panels of horizontal bars on linear scales, figures at the ends of the bars."""
    rows = [row for row in result["rows"] if row["drawn"]]
    width, top, step, bar = 900, 128, 48, 22
    panels = ((232, 214, "Time, whole process", "wall_seconds", 1, seconds, "s"),
              (576, 190, "Peak resident memory", "peak_resident_bytes", MIB, lambda v: f"{v:.0f}", "MiB"))
    bottom = top + step * len(rows)
    height = bottom + 58
    ink, grey, faint, other, accent, mark = "#1f2328", "#59636e", "#d8dee4", "#aeb9c7", "#d9480f", "#24292f"
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
           f'viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, sans-serif" role="img">',
           '<title>Time and peak memory of Facet and five ways to write the same program</title>',
           f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="10" fill="#ffffff" stroke="{faint}"/>']

    def rectangle(x, y, wide, high, fill):
        out.append(f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{high}" fill="{fill}"/>')

    def text(x, y, words, size=13, fill=ink, more=""):
        out.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"{more}>{words}</text>')

    text(28, 40, f"{grouped(result['triangles'])} triangles, binary STL to OFF", 21, more=' font-weight="bold"')
    said = "All six write the same mesh; s" if len(rows) == 6 and not any("failure" in row for row in rows) else "S"
    machine = escape(f"{result['processor']}, {result['cores']} cores, {result['date']}")
    text(28, 63, f"{machine}. {said}horter is better.", 13, grey)
    for x, span, title, *_ in panels:
        text(x, top - 22, title, 14, more=' font-weight="bold"')
        out.append(f'<line x1="{x}" y1="{top - 10}" x2="{x}" y2="{bottom}" stroke="{grey}" stroke-width="1"/>')
    for number, row in enumerate(rows):
        y = top + step * number
        strong = row["program"] == "facet"
        weight = ' font-weight="bold"' if strong else ""
        text(28, y + 13, row["name"], 14, accent if strong else ink, weight)
        text(28, y + 29, row["detail"], 11.5, grey)
        for x, span, _, key, unit, form, sign in panels:
            if "failure" in row:
                text(x + 8, y + 20, escape(row["failure"][:28]), 13, grey)
                continue
            scale = span / max(r[key] for r in rows if key in r)
            length = max(2.0, scale * row[key])
            rectangle(x, y + 4, length, bar, accent if strong else other)
            if key == "peak_resident_bytes" and row["resident_after_free_bytes"] is not None:
                rectangle(x + scale * row["resident_after_free_bytes"] - 1.5, y, 3, bar + 8, mark)
            figure = f"{form(row[key] / unit)} {sign}"
            if not strong:
                figure += f'<tspan fill="{grey}" dx="7">{ratio(row[key] / rows[0][key])}</tspan>'
            text(x + length + 8, y + 20, figure, 13, accent if strong else ink, weight)
    out.append(f'<line x1="28" y1="{bottom + 12}" x2="{width - 28}" y2="{bottom + 12}" stroke="{faint}"/>')
    text(28, bottom + 36, "× : times Facet's figure. Linear scales from zero.", 12, grey)
    rectangle(panels[1][0], bottom + 22, 3, 19, mark)
    text(panels[1][0] + 11, bottom + 36, "still resident after the triangles were freed", 12, grey)
    return "\n".join([*out, "</svg>", ""])


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
    if sys.argv[1:2] == ["--verify"]:
        print(json.dumps(verify(*sys.argv[2:4])))
    else:
        main()

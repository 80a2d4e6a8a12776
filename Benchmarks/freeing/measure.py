#!/usr/bin/env python3
"""Measures the remedies for "how do I free memory?": resident memory at the peak and after freeing, and over time.

Every program of this folder reads the same binary STL and writes an OFF file, in a process of its own. It says how much
it holds at named stages; between them this driver looks every 20 ms, at the children too. The files are read back and
must hold the same mesh. Writes RESULTS.md and the picture, and the figures of the page HowDoIFreeMemory.md. Needs Linux
and Python's standard library; what else a program needs is looked for, and a program that lacks it is left out.
"""
import argparse
import json
import os
import platform
import re
import select
import subprocess
import sys
import tempfile

import report

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
INTERVAL = 0.02  # seconds between two looks at a process

# The remedy in words, its program, and the stage after which memory counts as freed; None: the end of the process.
ROWS = (
    ("nothing is freed", "question.py", "written"),
    ("`del`", "del_statement.py", "del triangles"),
    ("`= None`", "assign_none.py", "triangles = None"),
    ("`del` beside an alias", "alias.py", "del triangles"),
    ("the alias goes too", "alias.py", "recent.clear()"),
    ("reference cycle, `del` alone", "reference_cycle.py", "del mesh"),
    ("reference cycle, `gc.collect()`", "reference_cycle.py", "gc.collect()"),
    ("shown in IPython, `del`", "ipython_out.py", "del triangles"),
    ("shown in IPython, `%reset -f out`", "ipython_out.py", "%reset -f out"),
    ("shown in IPython, `%reset -f`", "ipython_out.py", "%reset -f"),
    ("vertices live on, `del triangles`", "fragmentation.py", "del triangles"),
    ("vertices live on, `gc.collect()`, `malloc_trim`", "fragmentation.py", "malloc_trim(0)"),
    ("what lives on copied into arrays", "copied_out.py", "written"),
    ("child process", "child_process.py", "parent: child ended"),
    ("generators", "generators.py", "del index"),
    ("two parts, appended", "two_parts.py", "del index"),
    ("NumPy, `del`", "numpy_arrays.py", "del vertices, inverse, faces"),
    ("NumPy, `malloc_trim`", "numpy_arrays.py", "malloc_trim(0)"),
    ("Swift classes, vertices live on", "SwiftClasses", "triangles = []"),
    ("Swift classes, end of scope", "SwiftClasses", "end of scope"),
    ("Swift classes, `malloc_trim`", "SwiftClasses", "malloc_trim(0)"),
    ("Facet as a library, end of scope", "FacetLibrary", "end of scope"),
    ("Facet, the command", "facet", None),
)
NEEDS = {"numpy_arrays.py": "numpy", "ipython_out.py": "IPython"}


class Missing(Exception):
    pass


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def look(pid):
    """The processor seconds and the resident MiB of a process and its children."""
    status = dict(line.split(":", 1) for line in read(f"/proc/{pid}/status").splitlines())
    times = read(f"/proc/{pid}/stat").rpartition(")")[2].split()[11:15]  # its own, and those of children that ended
    seconds = sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
    resident = int(status.get("VmRSS", "0 kB").split()[0]) / 1024
    for child in read(f"/proc/{pid}/task/{pid}/children").split():
        more = look(child)
        seconds, resident = seconds + more[0], resident + more[1]
    return seconds, resident


def run(argv):
    """Runs a program; returns its processor seconds, its stages and what was resident from look to look."""
    mark = re.compile(r"(.*): ([0-9.]+) MiB now, ([0-9.]+) MiB at most$")
    stages, looks, rest = [], [], b""
    out, into = os.pipe()
    child = os.posix_spawn(argv[0], argv, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, into, 1)])
    os.close(into)
    with open(out, "rb", buffering=0) as output:
        while True:
            ready, _, _ = select.select([output], [], [], INTERVAL)
            seconds, resident = look(child)
            if ready:
                piece = output.read(1 << 16)
                if not piece:
                    break
                *lines, rest = (rest + piece).split(b"\n")
                for found in filter(None, (mark.match(line.decode()) for line in lines)):
                    stages.append((found[1], seconds, float(found[2]), float(found[3])))
            elif resident:
                looks.append((seconds, resident))
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(argv)} failed: {os.waitstatus_to_exitcode(status)}")
    return {"seconds": usage.ru_utime + usage.ru_stime, "stages": stages, "looks": looks}


class Programs:
    """Finds, runs and checks the programs."""

    def __init__(self, arguments, stl, folder):
        self.arguments, self.stl, self.folder = arguments, stl, folder
        self.checked = {}  # the digest of each file that was read back, as programs that write the same bytes are many

    def command(self, name, off):
        if name == "facet":
            return [self.arguments.facet, self.stl, off, "--quiet", "--report", os.path.join(self.folder, "report.json")]
        if not name.endswith(".py"):
            program = os.path.join(self.arguments.swift, name)
            if not os.access(program, os.X_OK):
                raise Missing(f"`{name}` is not built")
            return [program, self.stl, off]
        module = NEEDS.get(name)
        if module and not version_of(self.arguments.python, module):
            raise Missing(f"`{name}` needs {module}, which is not installed")
        return [self.arguments.python, os.path.join(HERE, name), self.stl, off]

    def measure(self, name):
        off = os.path.join(self.folder, "out.off")
        runs = max(5, self.arguments.runs) if name == "facet" else self.arguments.runs  # a short one is disturbed more easily
        result = min((run(self.command(name, off)) for _ in range(runs)), key=lambda seen: seen["seconds"])
        if name == "facet":
            with open(os.path.join(self.folder, "report.json")) as file:
                peak = json.load(file)["peak_resident_bytes"] / (1 << 20)
            result["stages"] = [("written", result["seconds"], peak, peak)]
        self.check(name, off)
        os.remove(off)
        return result

    def check(self, name, off):
        digest = subprocess.run(["sha256sum", off], stdout=subprocess.PIPE, check=True).stdout.split()[0]
        if digest not in self.checked:
            program = os.path.join(ROOT, "Benchmarks", "check_off.py")
            answer = subprocess.run([self.arguments.python, program, self.stl, off], stdout=subprocess.PIPE, check=True)
            self.checked[digest] = json.loads(answer.stdout)
        if self.checked[digest]["problem"]:
            raise SystemExit(f"{name} wrote another mesh: {self.checked[digest]['problem']}")


def version_of(python, module):
    done = subprocess.run([python, "-c", f"import {module}; print({module}.__version__)"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def first_line(*argv):
    try:
        return subprocess.run(argv, stdout=subprocess.PIPE, text=True).stdout.splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def facts(arguments):
    """What the figures depend on: the machine and the versions."""
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux") if hasattr(
        platform, "freedesktop_os_release") else "Linux"
    swift = first_line(os.environ.get("SWIFT", "swift"), "--version")
    versions = {
        "Linux": ".".join(os.uname().release.split(".")[:2]), "glibc": platform.libc_ver()[1],
        "Python": first_line(arguments.python, "--version").removeprefix("Python "),
        "NumPy": version_of(arguments.python, "numpy"), "IPython": version_of(arguments.python, "IPython"),
        "Swift": swift.split("version ", 1)[-1].split(" ", 1)[0],
        "facet": first_line(arguments.facet, "--version").removeprefix("facet ")}
    return {"system": system, "machine": os.uname().machine, "triangles": arguments.triangles, "times": arguments.runs,
            "versions": {name: version for name, version in versions.items() if version}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facet", required=True, metavar="PATH", help="the facet program")
    parser.add_argument("--swift", required=True, metavar="DIR", help="the folder with the built Swift programs")
    parser.add_argument("--python", default=sys.executable, metavar="PATH", help="the Python that runs the programs")
    parser.add_argument("--triangles", type=int, default=1_000_000, metavar="N", help="default: 1000000")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of each program; the fastest counts; default: 3")
    parser.add_argument("--out", metavar="DIR", help="for RESULTS.md and the picture; the page stays as it is")
    parser.add_argument("--keep", metavar="FILE", help="write all that was seen, as JSON")
    arguments = parser.parse_args()
    arguments.facet = os.path.abspath(arguments.facet)
    result = {**facts(arguments), "rows": [], "left_out": [], "runs": {}}
    with tempfile.TemporaryDirectory(prefix="facet-freeing-") as folder:
        stl = os.path.join(folder, "in.stl")
        subprocess.run([arguments.facet, "generate", "terrain", "--triangles", str(arguments.triangles), stl], check=True)
        result["bytes"] = os.path.getsize(stl)
        programs = Programs(arguments, stl, folder)
        for name in dict.fromkeys(name for _, name, _ in ROWS):
            try:
                result["runs"][name] = programs.measure(name)
            except Missing as missing:
                result["left_out"].append(str(missing))
                continue
            print(name, *(f"\n  {stage}: {now:.0f} MiB" for stage, _, now, _ in result["runs"][name]["stages"]))
    result["rows"] = report.rows(ROWS, result["runs"])
    if arguments.keep:
        with open(arguments.keep, "w") as file:
            json.dump(result, file)
    report.write(result, arguments.out or HERE)
    if not arguments.out:
        report.renew_page(result, os.path.join(ROOT, "Sources/Facet/Facet.docc/HowDoIFreeMemory.md"))


if __name__ == "__main__":
    main()

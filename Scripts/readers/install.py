"""Installs the outside readers: packages of PyPI in an environment of their own, libraries of Debian with our programs."""
import json
import os
import subprocess
import sys

from readers.catalogue import READERS

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


class Installation:
    """What is there after installing: the Python of the environment, and for each reader its version and its program."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        self.python = os.path.join(self.folder, "python", "bin", "python")
        self.versions, self.programs, self.missing = {}, {}, {}

    def install(self, only=None):
        os.makedirs(self.folder, exist_ok=True)
        if not os.path.exists(self.python):
            subprocess.run([sys.executable, "-m", "venv", os.path.join(self.folder, "python")], check=True)
        for reader in READERS:
            if only and reader.name not in only and reader.name != "NumPy":
                continue
            version = self.add_package(reader) if reader.kind == "python" else self.add_program(reader)
            if version:
                self.versions[reader.name] = version
            else:
                print(f"left out: {reader.name}: {self.missing[reader.name]}", flush=True)
        return self

    def add_package(self, reader):
        there = self.run([self.python, "-m", "pip", "list", "--format=json", "--disable-pip-version-check"])
        versions = {row["name"].lower().replace("_", "-"): row["version"] for row in json.loads(there.stdout or "[]")}
        needs = ["package:" + name for name in reader.libraries]
        result = self.run([os.path.join(ROOT, "Scripts/deps.sh"), *needs])
        if result.returncode != 0:
            return self.leave_out(reader, last_line(result.stderr))
        if versions.get(reader.package) != reader.version:
            print(f"installing: {reader.package} {reader.version}, with pip", flush=True)
            result = self.run([self.python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input",
                               "--only-binary=:all:", f"{reader.package}=={reader.version}"])
            if result.returncode != 0:
                return self.leave_out(reader, "pip: " + last_line(result.stderr))
        return f"{reader.package} {reader.version}"

    def add_program(self, reader):
        result = self.run([os.path.join(ROOT, "Scripts/deps.sh"), "compiler",
                           *("package:" + package for package in (reader.package, *reader.libraries))])
        if result.returncode != 0:
            return self.leave_out(reader, last_line(result.stderr))
        version = self.run(["dpkg-query", "-W", "-f", "${Version}", reader.package]).stdout
        name = reader.program
        source = next(os.path.join(HERE, "programs", name + ending) for ending in (".c", ".cpp")
                      if os.path.exists(os.path.join(HERE, "programs", name + ending)))
        program = os.path.join(self.folder, f"{name}-{version}".replace(":", "-"))
        if not os.path.exists(program) or os.path.getmtime(program) < os.path.getmtime(source):
            compiler = "cc" if source.endswith(".c") else "c++"
            include = ["-I/usr/include/geomview/private", "-I/usr/include/geomview"] if name == "geomview" else []
            result = self.run([compiler, "-O1", "-w", *include, "-o", program, source, *reader.compile])
            if result.returncode != 0:
                return self.leave_out(reader, "its program does not compile: " + last_line(result.stderr))
        self.programs[reader.name] = program
        return f"{reader.package} {version}"

    def leave_out(self, reader, why):
        self.missing[reader.name] = why
        return None

    @staticmethod
    def run(words):
        return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)


def last_line(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:160] if lines else "no reason told"

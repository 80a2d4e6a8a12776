"""Runs one reader over files in a process of its own. A file that ends the process or takes too long costs only itself."""
import json
import os
import re
import select
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import numpy as np

WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "worker.py")


@dataclass
class Result:
    """What a reader made of a file: arrays, or the reason why there are none."""
    points: object = None
    degrees: object = None
    corners: object = None
    held: str = ""
    error: str = ""
    crashed: bool = False

    @property
    def is_read(self):
        return self.points is not None


class Run:
    def __init__(self, reader, python, program=None, seconds=60):
        self.words = [python, WORKER, reader.name] + ([program] if program else [])
        self.seconds = seconds
        self.process = None

    def read(self, path):
        """Answers the result of one file."""
        # The first file bears the start of the interpreter and of the library as well.
        seconds = self.seconds
        if self.process is None:
            seconds += 120
            environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", OMP_NUM_THREADS="1")
            self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                            env=environment)
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "mesh.npz")
            try:
                self.process.stdin.write(f"{path}\t{out}\n")
                self.process.stdin.flush()
                ready = select.select([self.process.stdout], [], [], seconds)[0]
                line = self.process.stdout.readline() if ready else None
            except BrokenPipeError:
                line = ""
            if not line:
                return self.lost(line is None)
            answer = json.loads(line)
            if "error" in answer:
                return Result(error=reason(answer, path), crashed="RuntimeError: crashed" in answer["error"])
            arrays = np.load(out)
            return Result(arrays["points"], arrays["degrees"], arrays["corners"], answer["held"],
                          error=reason(answer, path) if len(arrays["points"]) == 0 else "")

    def lost(self, is_late):
        """Buries the process; the next file gets a new one."""
        self.process.kill()
        code = self.process.wait()
        self.process = None
        if is_late:
            return Result(error=f"no answer in {self.seconds} s", crashed=True)
        return Result(error=f"crashed with signal {-code}" if code < 0 else f"left with exit code {code}", crashed=True)

    def close(self):
        if self.process:
            self.process.stdin.close()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


def reason(answer, path):
    """Answers the words of a reader in one line, without paths and addresses: its error, or else what it said."""
    said = [line.strip() for line in re.sub(r"\x1b\[[0-9;]*m", "", answer["said"]).splitlines()]
    telling = [line for line in said if re.search(r"error|fail|ERR\||bad |not |invalid", line, re.I)]
    words = answer.get("error") or (telling + [line for line in said if " " in line] + [""])[0]
    words = words.replace(path, "FILE").replace(os.path.dirname(path) + "/", "").replace(os.path.basename(path), "FILE")
    words = re.sub(r"^\w*(Error|Exception): |^[-\d]+ [\d:.]+ \(.*?\[.*?\] *| ?\(0x[0-9a-f]+\)|^\[.*?WARNING\] ", "", words)
    words = re.sub(r".*Error details: ", "", " ".join(words.split()))
    words = re.sub(r"0x[0-9a-f]{6,}", "0x…", " ".join(words.split()))
    return words if len(words) <= 120 else words[:119] + "…"


def main_of(python, script):
    """Runs this script again under another Python, once."""
    if os.path.realpath(sys.prefix) != os.path.realpath(os.path.dirname(os.path.dirname(python))):
        os.execv(python, [python, script] + sys.argv[1:])

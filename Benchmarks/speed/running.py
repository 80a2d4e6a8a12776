"""Runs programs in turns and takes their times: whole processes, from the start to the end, the yardstick before each."""
import os
import shutil
import statistics
import subprocess
import sys
import time

ONCE_ABOVE = 5.0  # seconds: a program whose first run takes longer runs once
OFTEN_BELOW = ((0.5, 4), (1.0, 2))  # what takes less runs so many times as often as asked for
CORES = sorted(os.sched_getaffinity(0))
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") and os.access("/dev/shm", os.W_OK) else None


class Failed(Exception):
    pass


def pinned(argv, cores):
    """A command held to the last of the machine's cores, so many of them; as it is where that can't be done."""
    taskset = shutil.which("taskset")
    if not taskset or cores is None or cores >= len(CORES):
        return argv
    return [taskset, "-c", ",".join(str(core) for core in CORES[-cores:]), *argv]


def run(argv, folder, env=None, cores=None):
    """Runs a program; returns wall seconds, processor seconds, the peak of its resident memory in bytes, and its output.

    The peak is wait4's, which holds that of the parent that forked it as well: this process stays small, and reads
    no mesh (answers.py does).
    """
    argv = pinned(argv, cores)
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
        raise Failed(f"signal {-code}" if code < 0 else f"exit {code}" + (f": {last[:120]}" if last else ""))
    with open(out) as file:
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, file.read()


def removed(*paths):
    for path in paths:
        if os.path.exists(path):
            os.remove(path)


def warmed(folder, byte_count):
    """Takes so much memory for a file and gives it back: the host of a virtual machine takes free memory away after seconds, and
    who touches it first then waits for the host, longer than all else that its bytes cost."""
    path, block = os.path.join(folder, "warm"), bytes(1 << 20)
    with open(path, "wb", buffering=0) as file:
        for _ in range(byte_count >> 20):
            file.write(block)
    os.remove(path)


def compacted():
    """Has the kernel put free memory together, where it lets us: what earlier runs have left in pieces holds no huge page."""
    try:
        with open("/proc/sys/vm/compact_memory", "w") as file:
            file.write("1")
    except OSError:
        pass


def yardstick(source, reference, folder):
    """The bytes in and out and nothing else, one thread: cat IN >/dev/null; cat REFERENCE >FILE. Wall seconds."""
    copy = os.path.join(folder, "copy")
    removed(copy)
    wall = run(["/bin/sh", "-c", f'cat "{source}" >/dev/null; cat "{reference}" >"{copy}"'], folder)[0]
    removed(copy)
    return wall


class Row:
    """What is known of one program on one input."""

    def __init__(self, key, name):
        self.key, self.name = key, name
        self.walls, self.cpus, self.peaks, self.yards = [], [], [], []
        self.failure, self.answer, self.report, self.told_peak = None, None, {}, 0

    def figures(self):
        """Plain values, for the table and the file of results."""
        if self.failure:
            return {"key": self.key, "name": self.name, "failure": self.failure}
        yard = statistics.median(self.yards) if self.yards else None
        wall = statistics.median(self.walls)
        return {"key": self.key, "name": self.name, "runs": len(self.walls), "wall": wall, "walls": self.walls,
                "cpu": statistics.median(self.cpus), "peak": max(self.peaks), "yardstick": yard,
                "ratio": wall / yard if yard else None, "answer": self.answer, **self.report}


def in_turns(rows, once, runs, before=None, warm_up=True, settles=False):
    """Calls once(row) for every row in turn, `runs` times, one way round and then the other; `before` (the yardstick)
    ahead of each run. The first round is a warm-up unless a run is long, and what is quick then runs more often. Where rows are
    very different, each `settles`: a run that doesn't count goes ahead of one that does, so that each finds the memory that it
    has itself just given back. once returns wall, cpu and peak."""
    wanted = {row.key: runs for row in rows}
    for turn in range(0 if warm_up else 1, OFTEN_BELOW[0][1] * runs + 1):
        for row in rows if turn % 2 == 0 else reversed(rows):
            if row.failure or turn > wanted[row.key]:
                continue
            progress(f"{'warm-up' if turn == 0 else f'run {turn}'}: {row.name}")
            try:
                if settles and turn > 0:
                    once(row)
                yard = before() if before else None
                wall, cpu, peak = once(row)
            except (Failed, OSError) as failure:
                row.failure = str(failure)
                continue
            if turn == 0:
                often = next((times for below, times in OFTEN_BELOW if wall < below), 1)
                wanted[row.key] = often * runs if wall < ONCE_ABOVE else 0
                if wall < ONCE_ABOVE:
                    continue
            row.walls.append(wall)
            row.cpus.append(cpu)
            row.peaks.append(peak)
            if yard is not None:
                row.yards.append(yard)
    progress("")


def progress(words):
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)


def first_line(*argv):
    try:
        done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except OSError:
        return None
    return done.stdout.splitlines()[0].strip() if done.returncode == 0 and done.stdout else None


def machine():
    """Processor, cores, memory and system, as one line."""
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    with open("/proc/meminfo") as file:
        kibibytes = int(file.readline().split()[1])
    system = os.uname()
    return (f"{names[0] if names else system.machine}, {len(CORES)} cores, {kibibytes / (1 << 20):.0f} GiB, "
            f"{system.sysname} {'.'.join(system.release.split('.')[:2])}")


def free_memory():
    """Bytes that could be used now."""
    with open("/proc/meminfo") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable:"))

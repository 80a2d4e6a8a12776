"""Says how much memory the process holds at a named stage, and how much it held at most."""
import os


def mark(stage):
    with open(f"/proc/{os.getpid()}/status") as file:
        fields = dict(line.split(":", 1) for line in file)
    now, peak = (int(fields[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
    print(f"{stage}: {now:.1f} MiB now, {peak:.1f} MiB at most", flush=True)

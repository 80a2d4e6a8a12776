"""Reads a binary STL as one array, welds with numpy.unique, writes with savetxt: the second advice everyone gives.

usage: numpy_unique.py INPUT.stl OUTPUT.off

Vertices come out sorted, not in the order of first occurrence. Coordinates are printed with '%.9g', which gives
every float32 back (it is not always the shortest text).
"""
import gc
import json
import sys

import numpy as np

RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])


def status(key):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(key + ":"))


triangles = np.fromfile(sys.argv[1], dtype=RECORD, offset=84)
corners = triangles["corners"].reshape(-1, 3) + np.float32(0)  # makes -0.0 to 0.0
vertices, inverse = np.unique(corners, axis=0, return_inverse=True)
faces = inverse.reshape(-1, 3)

with open(sys.argv[2], "wb", buffering=1 << 20) as file:
    file.write(f"OFF\n{len(vertices)} {len(faces)} 0\n".encode())
    np.savetxt(file, vertices, fmt="%.9g")
    np.savetxt(file, faces, fmt="3 %d %d %d")

count = len(triangles)
del triangles, corners
gc.collect()
print(json.dumps({"triangles": count, "vertices": len(vertices),
                  "rss_after_free_bytes": status("VmRSS"), "peak_rss_bytes": status("VmHWM")}))

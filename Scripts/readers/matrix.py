"""What every reader makes of every small file in data/ that Facet accepts: read, refused, or misread."""
import glob
import os
import subprocess

import numpy as np

from readers.catalogue import MESHES, READERS
from readers.install import ROOT
from readers.meshes import compare, split
from readers.runner import Run

DATA = os.path.join(ROOT, "data")
READS, REFUSES, MISREADS = "reads", "refuses", "misreads"


def fixtures(wanted=None):
    """Answers the paths, below data/, of the accepted files whose ending is that of their format."""
    paths = [os.path.relpath(path, DATA) for kind in MESHES for path in glob.glob(f"{DATA}/{kind}/accept-*.{kind}")]
    return sorted(path for path in paths if wanted is None or path in wanted)


def expected(facet, path, folder):
    """Answers points and triangles as Facet reads them; its tests hold these files against what was written by hand."""
    out = os.path.join(folder, "expected.npz")
    subprocess.run([facet, os.path.join(DATA, path), out, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    arrays = np.load(out)
    points = arrays["vertices"].T.astype(np.float64)
    return points, points[arrays["triangles"]]


def judge(result, points, triangles):
    """Answers a verdict and what happens, in words."""
    if not result.is_read:
        if result.crashed:
            return REFUSES, result.error
        return REFUSES, "says: " + result.error if result.error else "gives no reason"
    if len(triangles) == 0:
        if len(result.degrees[result.degrees > 2]) > 0:
            return MISREADS, f"{(result.degrees > 2).sum()} faces that are not there"
        if len(result.points) == len(points):
            return READS, ""
        return (REFUSES, "reads nothing") if len(result.points) == 0 else (
            MISREADS, f"{len(result.points)} of {len(points)} vertices")
    if len(result.degrees) == 0:
        words = "reads nothing" if len(result.points) == 0 else f"reads {len(result.points)} vertices but no face"
        return REFUSES, words + ("; says: " + result.error if result.error else "")
    try:
        found = split(result.points, result.degrees, result.corners)
    except IndexError:
        return MISREADS, "reads faces of vertices that are not there"
    word, what = compare(triangles, found, "float32")
    return (MISREADS, what) if word == "differs" else (READS, "")


def matrix(facet, installation, folder, wanted=None, names=None):
    """Answers path → reader → (verdict, what)."""
    cells = {path: {} for path in fixtures(wanted)}
    truth = {path: expected(facet, path, folder) for path in cells}
    for reader in READERS:
        if reader.name not in installation.versions or (names and reader.name not in names):
            continue
        run = Run(reader, installation.python, installation.programs.get(reader.name), seconds=30)
        for path in cells:
            if path.split("/")[0] in reader.formats:
                cells[path][reader.name] = judge(run.read(os.path.join(DATA, path)), *truth[path])
        run.close()
        print(f"{reader.name}: {sum(reader.name in row for row in cells.values())} files", flush=True)
    return cells

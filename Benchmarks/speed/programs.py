"""Facet and its rivals: by what words each is run, and whether it is there."""
import os
import shutil
import subprocess

from running import first_line

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = {
    "facet-1": "**Facet**, one thread", "facet": "**Facet**, all threads", "cpp": "hand-written C++",
    "rapidobj": "rapidobj + to_chars", "stl_reader": "stl-reader + polars", "meshlib": "MeshLib",
    "admesh": "admesh -e", "libigl": "libigl (Python)", "structs": "plain Swift, structs",
    "objects": "naive Python", "pyminiply": "pyminiply + polars", "trimesh": "trimesh",
    "text_soup": "polars + NumPy", "ctmconv": "ctmconv (OpenCTM)",
}
# What a user installs, as against what is written by hand.
INSTALLED = ("stl_reader", "meshlib", "admesh", "libigl", "trimesh", "pyminiply", "ctmconv", "text_soup")
MODULES = {"stl_reader": "stl_reader, polars", "pyminiply": "pyminiply, polars", "text_soup": "polars",
           "libigl": "igl", "meshlib": "meshlib.mrmeshpy", "trimesh": "trimesh"}
COMPILED = {"cpp": "stl2off", "rapidobj": "obj2off", "structs": "structs"}
ONE = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS", "TBB_NUM_THREADS")}


# What versions are asked of, with the words before them.
PACKAGES = ("libmeshoptimizer-dev", "libfast-float-dev", "admesh", "openctm-tools")
MODULE_PACKAGES = ("numpy", "polars", "stl-reader", "pyminiply", "meshlib", "libigl", "trimesh")


def versions(python):
    """Name: version, of the rivals that are installed, and of what compiled or runs them."""
    found = {"Python": first_line(python, "--version"), "Swift": first_line("swiftc", "--version"),
             "C++": first_line(os.environ.get("CXX", "c++"), "--version")}
    for name in PACKAGES:
        found[name] = first_line("dpkg-query", "-W", "-f", "${Version}", name)
    for name in MODULE_PACKAGES:
        found[name] = first_line(python, "-c", f"import importlib.metadata as m; print(m.version('{name}'))")
    return {name: version for name, version in found.items() if version}


class Programs:
    def __init__(self, facet, python, rivals):
        """The command, a Python that has the rivals, and the folder of those that were compiled."""
        self.facet, self.python, self.rivals = os.path.abspath(facet), python, rivals
        told = subprocess.run([self.facet, "convert", "--help"], stdout=subprocess.PIPE, text=True).stdout
        # A facet without the option runs one thread on one core.
        self.has_threads = "--threads" in told

    def command(self, key, source, target, threads=None, report=None):
        if key.startswith("facet"):
            words = [self.facet, source, target, "--quiet"]
            if threads and self.has_threads:
                words += ["--threads", str(threads)]
            return words + (["--report", report] if report else [])
        if key in COMPILED:
            return [os.path.join(self.rivals, COMPILED[key]), source, target]
        if key == "admesh":
            return [shutil.which("admesh"), "-e", "--write-off=" + target, source]
        if key == "ctmconv":
            return [shutil.which("ctmconv"), source, target]
        if key == "objects":
            return [self.python, os.path.join(os.path.dirname(HERE), "naive", "objects.py"), source, target]
        return [self.python, os.path.join(HERE, "peers.py"), key, source, target]

    def is_there(self, key):
        if key.startswith("facet") or key == "objects":
            return True
        if key in COMPILED:
            return os.access(os.path.join(self.rivals, COMPILED[key]), os.X_OK)
        if key in ("admesh", "ctmconv"):
            return shutil.which(key) is not None
        words = [self.python, "-c", "import " + MODULES[key]]
        return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

"""Binary STL: its size says what it is."""
from cases.shapes import NUMBERS, accept, binary_stl, cut, records, refuse, warn

INF, NAN = float("inf"), float("nan")
LIAR = b"solid box\r\nfacet normal 0 0 1\r\n outer loop\r\n"
BOX = binary_stl()

accept("stl/accept-binary-box.stl", BOX, 12, 8)
accept("stl/accept-binary-no-ending", BOX, 12, 8)
accept("stl/accept-binary-upper-case-ending.STL", BOX, 12, 8)
accept("stl/accept-binary-other-ending.off", BOX, 12, 8)
accept("stl/accept-binary-from-option.dat", BOX, 12, 8, options="--from stl")
accept("stl/accept-binary-header-solid.stl", binary_stl(header=b"solid made by some CAD"), 12, 8, "S10")
accept("stl/accept-binary-header-like-ascii.stl", binary_stl(header=LIAR), 12, 8, "S11")
warn("stl/accept-binary-header-like-ascii-and-a-byte.stl", binary_stl(header=LIAR) + b"\0", 12, 8,
     "trailing_bytes", "S12")
accept("stl/accept-binary-attributes.stl", binary_stl(attribute=0x8421), 12, 8)
accept("stl/accept-binary-header-colour.stl", binary_stl(header=b"COLOR=\x10\x20\x30\xff", attribute=0x7fff), 12, 8)
warn("stl/accept-binary-no-triangles.stl", bytes(84), 0, 0, "empty_mesh", "S03")
warn("stl/accept-binary-a-byte-too-many.stl", BOX + b"\0", 12, 8, "trailing_bytes", "S07")
warn("stl/accept-binary-a-record-too-many.stl", BOX + records(NUMBERS[:1]), 12, 8, "trailing_bytes", "S08")
accept("stl/accept-binary-both-zeros.stl", binary_stl([
    [0.0, 0.0, 0.0, 1, 0, 0, 0, 1, 0], [-0.0, -0.0, -0.0, 0, 1, -0.0, -0.0, 0.0, 1]]), 2, 4, "S16")
accept("stl/accept-binary-both-zeros-negative-first.stl", binary_stl([
    [-0.0, 0.0, -0.0, 1, -0.0, 0, 0, 1, 0], [0.0, 0.0, 0.0, -0.0, 1, 0, 0, 0.0, 1]]), 2, 4, "S16")
TINY, SMALL = 1.401298464324817e-45, 1.1754942106924411e-38  # the smallest and the largest subnormal float32
accept("stl/accept-binary-subnormals.stl", binary_stl([
    [TINY, 0, 0, 0, TINY, 0, SMALL, 0, 0], [-TINY, 0, 0, 0, -TINY, 0, 2 * TINY, 0, SMALL]]), 2, 6, "S17")
MAX = 3.4028234663852886e38
accept("stl/accept-binary-largest-floats.stl", binary_stl([
    [MAX, 0, 0, 0, MAX, 0, 0, 0, MAX], [-MAX, 0, 0, 0, -MAX, 0, 0, 0, -MAX]]), 2, 6, "S18")
POINTS = binary_stl([[float(i // 2), 2, 3] * 3 for i in range(12)])
accept("stl/accept-binary-facets-are-points.stl", POINTS, 12, 6, "S19")
accept("stl/accept-binary-facets-are-points.stl", None, 0, 6, "S19", "--drop-degenerate")
accept("stl/accept-binary-equal-facets.stl", binary_stl([NUMBERS[0]] * 3), 3, 3)

refuse("stl/refuse-empty.stl", b"", "empty file", "S01")
refuse("stl/refuse-binary-83-zeros.stl", bytes(83), "STL: byte 83: expected a header of 84 bytes, found end of "
       "file after 83 bytes", "S02")
cut("stl/refuse-binary-count-13-of-12.stl", binary_stl(count=13),
    "STL: byte 684: expected 13 triangles, as the header declares, found 12", 12, 8, "S04", code="recovered_count")
refuse("stl/refuse-binary-count-ffffffff-of-1.stl", binary_stl(NUMBERS[:1], count=0xffffffff),
       "STL: byte 134: expected 4294967295 triangles, as the header declares, found 1", "S05")
cut("stl/refuse-binary-count-0-of-12.stl", binary_stl(count=0),
    "STL: byte 80: expected 0 triangles, as the header declares, found 12", 12, 8, "S06", code="recovered_count")
cut("stl/refuse-binary-cut-inside-record-12.stl", BOX[:-20],
    "STL: byte 634: expected 12 triangles, as the header declares, found 11, and the file ends inside triangle 12",
    11, 8, "S09")
refuse("stl/refuse-binary-cut-after-the-count.stl", BOX[:84],
       "STL: byte 84: expected 12 triangles, as the header declares, found 0")
refuse("stl/refuse-binary-bom.stl", b"\xef\xbb\xbf" + BOX,
       "STL: byte 684: expected 201326592 triangles, as the header declares, found 12, and the file ends "
       "inside triangle 13", "S37")
# A count that no mesh has, a header that is moved and a file without a whole triangle are refused all the same.
refuse("stl/refuse-binary-count-ffffffff-of-1.stl", None,
       "STL: byte 134: expected 4294967295 triangles, as the header declares, found 1", "S05", "--recover")
refuse("stl/refuse-binary-bom.stl", None, "STL: byte 684: expected 201326592 triangles, as the header declares, found "
       "12, and the file ends inside triangle 13", "S37", "--recover")
refuse("stl/refuse-binary-cut-after-the-count.stl", None,
       "STL: byte 84: expected 12 triangles, as the header declares, found 0", options="--recover")
for name, value, corner in [("nan", NAN, 4), ("infinity", INF, 0), ("negative-infinity", -INF, 8)]:
    odd = [list(nine) for nine in NUMBERS]
    odd[6][corner] = value
    path = f"stl/refuse-binary-{name}.stl"
    refuse(path, binary_stl(odd), "STL: expected finite coordinates (or --nonfinite drop|keep), found 1 that are NaN or "
           "infinite, the first in triangle 7", "S15" if "inf" in name else "S14")
    accept(path, None, 11, 8, "S14 S15", "--nonfinite drop")
    accept(path, None, 12, 9, "S14 S15", "--nonfinite keep")
refuse("stl/refuse-gzip.stl", b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + bytes(range(100)),
       "gzip: byte 15: invalid stored block lengths", "G01")
refuse("stl/refuse-zip.stl", b"PK\x03\x04" + bytes(range(100)), "ZIP-compressed data; decompress it first", "G02")

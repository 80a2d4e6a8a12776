"""Raw numbers: nothing in the file says what it is."""
from cases.shapes import NUMBERS, accept, cut, raw, refuse, warn

F32 = "--from raw:f32le"

for name, code in [("f32le", "<f"), ("f32be", ">f"), ("f64le", "<d"), ("f64be", ">d")]:
    accept(f"raw/accept-{name}.bin", raw(code), 12, 8, options=f"--from raw:{name}")
accept("raw/accept-short-name.bin", raw("<d"), 12, 8, options="--from raw:f64")
accept("raw/accept-offset.bin", raw(start=b"A header of 27 bytes, odd.\n"), 12, 8, options=F32 + " --offset 27")
accept("raw/accept-stride.bin", raw(gap=b"\xff" * 5), 12, 8, options=F32 + " --stride 41")
accept("raw/accept-stride-no-last-gap.bin", raw(gap=b"\xff" * 5)[:-5], 12, 8, options=F32 + " --stride 41")
accept("raw/accept-stride-part-of-the-last-gap.bin", raw(gap=b"\xff" * 5)[:-2], 12, 8, options=F32 + " --stride 41")
accept("raw/accept-offset-and-stride-f64be.bin", raw(">d", gap=b"ab", start=b"xyz"), 12, 8,
       options="--from raw:f64be --offset 3 --stride 74")
accept("raw/accept-binary-stl-as-raw.stl", raw(gap=b"\0\0", start=bytes(96)), 12, 8,
       options=F32 + " --offset 96 --stride 38")
warn("raw/accept-nothing-behind-the-offset.bin", bytes(16), 0, 0, "empty_mesh", options=F32 + " --offset 16")

refuse("raw/refuse-empty.bin", b"", "raw: empty file", options=F32)
refuse("raw/refuse-35-bytes.bin", bytes(35), "raw: byte 35: expected 36 bytes for triangle 1, found end of file after 35",
       "R01", F32)
cut("raw/refuse-a-byte-too-few.bin", raw()[:-1],
    "raw: byte 431: expected 36 bytes for triangle 12, found end of file after 35", 11, 8, "R01", F32)
cut("raw/refuse-a-byte-too-many.bin", raw() + b"\0",
    "raw: byte 433: expected 36 bytes for triangle 13, found end of file after 1", 12, 8, "R01", F32)
refuse("raw/refuse-offset-behind-the-end.bin", raw(), "raw: byte 432: expected triangles from byte 433 on, found end of "
       "file after 432 bytes", options=F32 + " --offset 433")
refuse("raw/refuse-no-option.bin", raw(),
       "no known format; it begins with bytes 00 00 80 bf 00 00 00 00; if it is raw numbers: --from raw:f32le")
odd = [list(nine) for nine in NUMBERS]
odd[0][0] = float("nan")
refuse("raw/refuse-nan.bin", raw(triangles=odd), "raw: expected finite coordinates (or --nonfinite drop|keep), found 1 "
       "that are NaN or infinite, the first in triangle 1", options=F32)
accept("raw/refuse-nan.bin", None, 11, 8, options=F32 + " --nonfinite drop")

"""Whether two meshes are the same triangles, whatever their order and whatever vertices they share."""
import numpy as np


def split(points, degrees, corners):
    """Answers the corners of all triangles, N×3×3; a polygon is split into a fan from its first corner."""
    starts = np.concatenate([[0], np.cumsum(degrees)[:-1]]).astype(np.int64) if len(degrees) else np.zeros(0, np.int64)
    first = [np.zeros((0, 3), np.int64)]
    order = [np.zeros(0, np.int64)]
    for degree in np.unique(degrees[degrees >= 3]):
        faces = np.flatnonzero(degrees == degree)
        for step in range(1, degree - 1):
            first.append(np.stack([corners[starts[faces]], corners[starts[faces] + step],
                                   corners[starts[faces] + step + 1]], axis=1))
            order.append(faces * 1000000 + step)
    triangles = np.concatenate(first)[np.argsort(np.concatenate(order), kind="stable")]
    return np.asarray(points)[triangles].reshape(-1, 3, 3)


def fingerprint(triangles):
    """Answers the triangles in an order that depends on nothing but themselves; each begins with its smallest corner."""
    triangles = triangles + 0.0  # −0 is 0
    best = triangles
    for turn in (1, 2):
        turned = np.roll(triangles, turn, axis=1)
        best = np.where(less(turned, best)[:, None, None], turned, best)
    flat = best.reshape(-1, 9)
    return flat[np.lexsort(flat.T[::-1])]


def less(left, right):
    """Answers for each pair of triangles whether the left one comes first."""
    left, right = left.reshape(-1, 9), right.reshape(-1, 9)
    differs = left != right
    first = np.argmax(differs, axis=1)
    rows = np.arange(len(left))
    return differs.any(axis=1) & (left[rows, first] < right[rows, first])


def compare(expected, found, precision="float64"):
    """Answers how two N×3×3 agree: a word, and what is to be said of it.

    same: every coordinate, at the precision of the source. float32: every coordinate, once both are rounded to float32. close: off
    by the last digits of float32. split: the same surface, its polygons split along other diagonals. differs.
    """
    if len(expected) == len(found):
        if np.array_equal(fingerprint(expected), fingerprint(found)):
            return "same", ""
        with np.errstate(over="ignore"):
            single, other = expected.astype(np.float32), found.astype(np.float32)
        if np.array_equal(fingerprint(single), fingerprint(other)):
            return "same" if precision == "float32" else "float32", ""
        if len(expected) == 0:
            return "same", ""
        size = np.ptp(expected.reshape(-1, 3), axis=0).max()
        for left, right in ((expected, found), (nearly(expected, size), nearly(found, size))):
            off = np.abs(left - right).max()
            # Readers of float32 with a number parser that rounds badly.
            if off <= max(1e-6 * size, 4 * np.spacing(np.float32(np.abs(expected).max()))):
                return "close", f"off by up to {off:.1e}"
        if is_same_surface(expected, found, size):
            return "split", "polygons split along other diagonals"
        if is_same_surface(expected, found[:, ::-1], size) or np.array_equal(
                fingerprint(single), fingerprint(other[:, ::-1])):
            return "differs", "turns the triangles over"
        return "differs", f"{plural(len(found))} with other corners"
    return "differs", f"{plural(len(found))} instead of {len(expected)}"


def plural(count):
    return f"{count} triangle" + ("" if count == 1 else "s")


def nearly(triangles, size):
    """Answers the triangles in the order of their corners rounded to a hundredth of a millionth."""
    rounded = np.round(triangles / size * 1e5)
    flat = triangles.reshape(-1, 9)
    return flat[np.lexsort(rounded.reshape(-1, 9).T[::-1])]


def is_same_surface(expected, found, size):
    def facts(triangles):
        cross = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
        return np.concatenate([[np.linalg.norm(cross, axis=1).sum()], cross.sum(axis=0)])

    def positions(triangles):
        return np.unique(np.round(triangles.reshape(-1, 3) / size * 1e5), axis=0)

    left, right = positions(expected), positions(found)
    return left.shape == right.shape and np.array_equal(left, right) and np.allclose(
        facts(expected), facts(found), rtol=1e-5, atol=1e-6 * size * size)

"""NumPy's files as NumPy writes them, and pickles as Python 2 writes them: a line a file, its name
and its bytes in base64.

Usage: numpy_files.py OUT.txt. Python 3 with NumPy, of any version: names of modules are written as
NumPy 1 has them. The pickles of Python 2 come from Python's own pickler in Python with the opcodes of
byte strings exchanged for Python 2's, since there is no Python 2 to be had any more.
"""

import base64
import io
import pickle
import struct
import sys

import numpy as np


class Pickler(pickle._Pickler):
    """Writes numpy._core as numpy.core."""

    def save_global(self, obj, name=None):
        module = getattr(obj, "__module__", "") or ""
        name = name or obj.__qualname__
        if module.startswith("numpy") and self.proto < 4:
            module = {"numpy._core.multiarray": "numpy.core.multiarray"}.get(module, module)
            self.write(b"c" + module.encode() + b"\n" + name.encode() + b"\n")
            self.memoize(obj)
        else:
            super().save_global(obj, name)

    dispatch = dict(pickle._Pickler.dispatch)
    dispatch[type(len)] = save_global  # _reconstruct and scalar are built-in functions
    dispatch[type] = save_global


class Python2(Pickler):
    """Byte strings and texts are Python 2's str: opcodes S, T, U."""

    def save_str2(self, obj):
        raw = obj if isinstance(obj, bytes) else obj.encode("ascii")
        if self.proto == 0:
            text = repr(raw)[1:]
            self.write(b"S" + text.encode("ascii") + b"\n")
        elif len(raw) < 256:
            self.write(b"U" + bytes([len(raw)]) + raw)
        else:
            self.write(b"T" + struct.pack("<i", len(raw)) + raw)
        self.memoize(obj)

    dispatch = dict(Pickler.dispatch)
    dispatch[bytes] = save_str2
    dispatch[str] = save_str2


def pickled(obj, protocol, pickler):
    out = io.BytesIO()
    pickler(out, protocol).dump(obj)
    return out.getvalue()


def npy(array):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=(1, 0))
    return out.getvalue()


def pair(n, dtype, first):
    """n images 3x2x2, values first, first + 1, ... modulo 256, and labels 0, 1, 2, 0, 1, ..."""
    x = (np.arange(n * 12) + first) % 256
    return x.reshape(n, 12).astype(dtype), np.arange(n) % 3


def main(path):
    files = {}
    for protocol in (0, 1, 2):
        files[f"python2-u1-{protocol}"] = pickled(pair(5, np.uint8, 0), protocol, Python2)
        files[f"python2-f4-{protocol}"] = pickled(pair(4, np.float32, 200), protocol, Python2)
    x, y = pair(5, np.uint8, 0)
    files["python2-list-2"] = pickled((x, [int(label) for label in y]), 2, Python2)
    files["python2-list-0"] = pickled([x, [float(label) for label in y]], 0, Python2)
    files["python2-scalars-2"] = pickled((x, [np.int64(label) for label in y]), 2, Python2)
    files["python2-fortran-2"] = pickled((np.asfortranarray(x), y), 2, Python2)
    files["python2-big-endian-1"] = pickled((x.astype(">i2"), y.astype(">i8")), 1, Python2)
    for protocol in (0, 1, 2):
        files[f"python3-u1-{protocol}"] = pickled(pair(5, np.uint8, 0), protocol, Pickler)
    files["python3-f8-3"] = pickled(pair(5, np.float64, 0), 3, Pickler)
    for name, dtype in (("u1", "|u1"), ("u2", ">u2"), ("i4", "<i4"), ("f2", "<f2"), ("f8", ">f8"), ("b1", "|b1")):
        files[f"npy-{name}"] = npy((np.arange(24) % 2 if name == "b1" else np.arange(24)).reshape(2, 3, 4).astype(dtype))
    files["npy-fortran"] = npy(np.asfortranarray(np.arange(24, dtype=np.uint8).reshape(2, 3, 4)))
    files["npy-text"] = npy(np.array(["Ödön", "李", "a"]))
    files["npy-bytes"] = npy(np.array([b"ab", b"c"]))
    files["npy-one"] = npy(np.array(7.5))
    with open(path, "w", encoding="ascii") as out:
        for name, content in files.items():
            out.write(f"{name} b64:{base64.b64encode(content).decode('ascii')}\n")


if __name__ == "__main__":
    main(sys.argv[1])

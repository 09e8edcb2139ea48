"""MATLAB files as SciPy writes them, of four images of 2x2 pixels: a line a file, its name and its bytes in base64.

Usage: mat_files.py OUT.txt. Python 3 with NumPy and SciPy.
"""

import base64
import io
import sys

import numpy as np
import scipy.io
import scipy.sparse

FEA = (np.arange(16).reshape(4, 4) * 3 + 1).astype(np.uint8)
GND = np.array([2, 0, 1, 2])
NAMES = ["Cy", "Ann", "Zoë", "Cy"]
CELLS = np.array(NAMES, object)
LETTERS = np.array(["Cy ", "Ann", "Bob", "Cy "])
ONE_HOT = np.eye(3)[GND]

FILES = {
    "numbers": ("5", dict(fea=FEA, gnd=GND[:, None])),
    "cells": ("5", dict(fea=FEA, gnd=CELLS[:, None])),
    "cells-row": ("5", dict(fea=FEA, gnd=CELLS[None])),
    "letters": ("5", dict(fea=FEA, gnd=LETTERS)),
    "one-hot": ("5", dict(fea=FEA, gnd=ONE_HOT)),
    "one-hot-logical": ("5", dict(fea=FEA, gnd=ONE_HOT.T.astype(bool))),
    "wide": ("5", dict(fea=np.hstack([FEA] * 3).T, gnd=GND[None].astype(np.uint8))),
    "v4": ("4", dict(fea=FEA.astype(float), gnd=GND[:, None].astype(float))),
    "v4-letters": ("4", dict(fea=FEA.astype(float), gnd=LETTERS)),
    "sparse": ("5", dict(fea=FEA, gnd=scipy.sparse.csc_matrix(ONE_HOT))),
    "struct": ("5", dict(fea=dict(fea=FEA), gnd=GND)),
    "cells-numbers": ("5", dict(fea=FEA, gnd=np.array([2, 0, 1, 2], object))),
    "complex": ("5", dict(fea=FEA * 1j, gnd=GND)),
}


def main(out):
    with open(out, "w", encoding="ascii") as lines:
        for name, (form, variables) in FILES.items():
            file = io.BytesIO()
            scipy.io.savemat(file, variables, format=form)
            content = bytearray(file.getvalue())
            if form == "5":
                content[:116] = b"MATLAB 5.0 MAT-file, by SciPy".ljust(116)  # without the time
            print(f"{name} b64:{base64.b64encode(content).decode()}", file=lines)


main(sys.argv[1])

"""Spectral hashing (Weiss, Torralba, Fergus, NIPS 2008, section 3). Usage: python3 sh.py FILE

All modes of all axes are listed and sorted by their eigenvalue, (mode * pi / range)^2.
"""

import sys

import numpy as np
from _common import Numbers, axes, write

BITS = 14

numbers = Numbers(12)
x = numbers.bell(80, 6) * np.array([8, 5, 3, 2, 1, 0.5])
mean, directions = axes(x, 6)
y = (x - mean) @ directions.T
low, reach = y.min(axis=0), np.ptp(y, axis=0)
modes = [(mode / reach[axis], axis, mode) for axis in range(6) for mode in range(1, BITS + 1)]
chosen = sorted(modes)[:BITS]
scores = [
    np.sin(np.pi / 2 + mode * np.pi * (y[:, axis] - low[axis]) / reach[axis])
    for _, axis, mode in chosen
]
write(sys.argv[1], x=x, scores=np.array(scores).T)

"""Iterative quantisation (Gong, Lazebnik, CVPR 2011, Eq. 2). Usage: python3 itq.py FILE"""

import sys

import numpy as np
from _common import Numbers, axes, write

BITS = 6

numbers = Numbers(13)
x = numbers.bell(90, 10)
mean, directions = axes(x, BITS)
v = (x - mean) @ directions.T
start, _ = np.linalg.qr(numbers.bell(BITS, BITS))
rotation = start
errors = []
for step in range(51):
    b = np.where(v @ rotation > 0, 1.0, -1.0)
    errors.append(np.linalg.norm(b - v @ rotation) ** 2)
    if step < 50:
        s, _, st = np.linalg.svd(b.T @ v)  # B'V = S Omega S^', R = S^ S'
        rotation = st.T @ s.T
write(sys.argv[1], x=x, start=start, errors=errors, rotation=rotation)

"""Supervised discrete hashing (Shen et al., CVPR 2015). Usage: python3 sdh.py FILE

All matrices whole. The F step has its ridge (1e-2) in the objective, so that it never rises:
|Y - W'B|^2 + |W|^2 + nu (|B - P Phi|^2 + 1e-2 |P|^2), columns of B are codes.
"""

import sys

import numpy as np
from _common import Numbers, classes, write

N, D, CLASSES, BITS, ANCHORS = 70, 6, 4, 7, 16
SIGMA, LAMBDA, NU, RIDGE = 0.4, 1.0, 0.05, 1e-2

numbers = Numbers(14)
x, labels = classes(numbers, N, D, CLASSES, 1.0)
anchors = numbers.choose(N, ANCHORS)
b = numbers.signs(BITS, N)
start = b.T.copy()

unit = x / np.linalg.norm(x, axis=1, keepdims=True)
squared = ((unit[anchors][:, None, :] - unit[None, :, :]) ** 2).sum(axis=2)
phi = np.vstack([np.exp(-squared / (2 * SIGMA**2)), np.ones(N)])
y = (labels[None, :] == np.arange(CLASSES)[:, None]).astype(float)


def fit_w():
    return np.linalg.solve(b @ b.T + LAMBDA * np.eye(BITS), b @ y.T)


def fit_p():
    return np.linalg.solve(phi @ phi.T + RIDGE * np.eye(ANCHORS + 1), phi @ b.T).T


def objective():
    fit = np.linalg.norm(y - w.T @ b) ** 2 + LAMBDA * np.linalg.norm(w) ** 2
    return fit + NU * (np.linalg.norm(b - p @ phi) ** 2 + RIDGE * np.linalg.norm(p) ** 2)


w, p = fit_w(), fit_p()
values = [objective()]
margin = np.inf
for _ in range(5):
    q = w @ y + NU * (p @ phi)
    for _ in range(10):
        before = b.copy()
        for k in range(BITS):
            others = np.arange(BITS) != k
            z = q[k] - (w @ w.T)[k, others] @ b[others]
            margin = min(margin, np.abs(z).min())
            b[k] = np.where(z > 0, 1.0, -1.0)
        if np.array_equal(before, b):
            break
    values.append(objective())
    w = fit_w()
    values.append(objective())
    p = fit_p()
    values.append(objective())
assert margin > 1e-4, margin  # no bit hangs on rounding
write(
    sys.argv[1],
    x=x,
    anchors=anchors,
    start=start,
    objective=values,
    predictor=p,
    scores=(p @ phi).T,
)

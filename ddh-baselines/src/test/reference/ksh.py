"""Kernel-based supervised hashing (Liu et al., CVPR 2012). Usage: python3 ksh.py FILE

With the similarity matrix whole. Kernel: Eq. 3; spectral start: Eq. 11; surrogate and its gradient:
Eq. 12 and 13, by Nesterov's method with a doubling line search; greedy residue: Eq. 8.
"""

import sys

import numpy as np
from _common import Numbers, classes, write

N, D, CLASSES, BITS, ANCHORS, STEPS = 80, 6, 5, 7, 9, 60

numbers = Numbers(15)
x, labels = classes(numbers, N, D, CLASSES, 1.0)
anchors = numbers.choose(N, ANCHORS)
squared = ((x[:, None, :] - x[anchors][None, :, :]) ** 2).sum(axis=2)
k = np.exp(-squared / (2 * squared.mean()))
k -= k.mean(axis=0)
residue = BITS * np.where(labels[:, None] == labels[None, :], 1.0, -1.0)


def spectral():
    inverse = np.linalg.inv(np.linalg.cholesky(k.T @ k))
    _, vectors = np.linalg.eigh(inverse @ (k.T @ residue @ k) @ inverse.T)
    a = inverse.T @ vectors[:, -1] * np.sqrt(N)
    return a * np.sign(a[np.argmax(np.abs(a))])


def squash(a):
    return np.tanh(k @ a / 2)  # 2 / (1 + exp(-x)) - 1


def cost(a):
    return -squash(a) @ residue @ squash(a)


def slope(a):
    b = squash(a)
    return -k.T @ ((residue @ b) * (1 - b * b))


def nesterov(a):
    before, now, lipschitz = a, a, 1.0
    old, new = 0.0, 1.0
    for _ in range(STEPS):
        ahead = now + (old - 1) / new * (now - before)
        g = slope(ahead)
        while cost(ahead - g / lipschitz) > cost(ahead) - g @ g / (2 * lipschitz):
            lipschitz *= 2
        before, now = now, ahead - g / lipschitz
        old, new = new, (1 + np.sqrt(1 + 4 * new * new)) / 2
    return now


spectral_values, kept, weights, margin = [], [], [], np.inf
for _ in range(BITS):
    a = spectral()
    climbed = nesterov(a)
    h, other = (np.where(k @ v > 0, 1.0, -1.0) for v in (a, climbed))
    margin = min(margin, np.abs(k @ a).min(), np.abs(k @ climbed).min())
    spectral_values.append(h @ residue @ h)
    if other @ residue @ other > h @ residue @ h:
        a, h = climbed, other
    kept.append(h @ residue @ h)
    weights.append(a)
    residue = residue - np.outer(h, h)
assert margin > 1e-3, margin  # no bit hangs on rounding
assert 0 < sum(s < v for s, v in zip(spectral_values, kept)) < BITS  # both starts are kept at times
write(
    sys.argv[1],
    x=x,
    anchors=anchors,
    spectral=spectral_values,
    kept=kept,
    weights=weights,
    scores=k @ np.array(weights).T,
)

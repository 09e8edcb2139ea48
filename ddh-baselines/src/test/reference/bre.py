"""Binary reconstructive embeddings (Kulis, Darrell, NIPS 2009, section 3). Usage: python3 bre.py FILE

The objective of a weight is evaluated anew from all codes in the middle of each interval between its
sorted thresholds. Weights start near the scale of their thresholds, not at 0.001, so that all matter.
"""

import sys

import numpy as np
from _common import Numbers, classes, write

N, D, BITS, BASIS, PAIRS = 45, 5, 6, 5, 10

numbers = Numbers(16)
x, _ = classes(numbers, N, D, 4, 0.7)
basis = np.array([numbers.choose(N, BASIS) for _ in range(BITS)])
start = numbers.bell(BITS, BASIS)
u = x - x.mean(axis=0)
u /= np.linalg.norm(u, axis=1, keepdims=True)
kernel = u @ u.T
distance = ((u[:, None, :] - u[None, :, :]) ** 2).sum(axis=2) / 2
first, second = [], []
for i in range(N):
    order = sorted((j for j in range(N) if j != i), key=lambda j: distance[i, j])
    for j in order[: PAIRS // 2] + order[-PAIRS // 2 :]:
        first.append(i)
        second.append(j)
target = distance[first, second] / distance.max()
w = start.copy()


def codes(weights):
    return np.array([weights[p] @ kernel[basis[p]] > 0 for p in range(BITS)])


def objective(h):
    apart = (h[:, first] != h[:, second]).sum(axis=0)
    return ((target - apart / BITS) ** 2).sum()


def step(p, q):
    h = codes(w)
    now = objective(h)
    column = kernel[basis[p, q]]
    rest = w[p] @ kernel[basis[p]] - w[p, q] * column
    t = np.sort(-rest / column)
    width = (t[-1] - t[0]) / N
    places = np.concatenate([[t[0] - width], (t[1:] + t[:-1]) / 2, [t[-1] + width]])
    values = []
    for place in places:
        h[p] = rest + place * column > 0
        values.append(objective(h))
    best = int(np.argmax(np.array(values) <= min(values) + 1e-9))
    if values[best] < now - 1e-9:
        w[p, q] = places[best]


values = [objective(codes(w))]
while len(values) < 2 or values[-2] - values[-1] > 0.01:
    for p in range(BITS):
        for q in range(BASIS):
            step(p, q)
    values.append(objective(codes(w)))
planes = np.array([w[p] @ u[basis[p]] for p in range(BITS)])
write(
    sys.argv[1],
    x=x,
    basis=basis,
    start=start,
    objective=values,
    weights=w,
    scores=u @ planes.T,
)

"""First stage of CNNH (Xia et al., AAAI 2014) with the whole N x N matrices. Usage: python3 cnnh.py FILE

Similarity S is +1 for two images of one class and -1 otherwise, classes of different sizes; codes H in [-1, 1]
minimise the squared norm of S - H H'/K by Newton steps on one coordinate at a time, with L = H H' - K S:
d = clip(-g1/g2), g1 = 4 L[i] . H[:,j], g2 = 4 (|H[:,j]|^2 + H[i,j]^2 + L[i,i]). A line each: name, values.
"""

import sys

import numpy as np

N, K, SWEEPS = 23, 5, 6
state = 12


def below(bound):
    """A linear congruential generator, upper bits: the same numbers with every library."""
    global state
    state = (6364136223846793005 * state + 1442695040888963407) % 2**64
    return (state >> 33) % bound


labels = np.array([below(10) % 4 for _ in range(N)])
start = np.array([(below(2049) - 1024) / 1024.0 for _ in range(N * K)]).reshape(N, K)
similarity = np.where(labels[:, None] == labels[None, :], 1.0, -1.0)
codes = start.copy()
orders, objectives = [], [np.linalg.norm(similarity - codes @ codes.T / K) ** 2]
for _ in range(SWEEPS):
    rest = list(range(N * K))
    order = [rest.pop(below(len(rest))) for _ in range(N * K)]
    before = codes.copy()
    for at in order:
        i, j = divmod(at, K)
        residual = codes @ codes.T - K * similarity
        slope = 4 * residual[i] @ codes[:, j]
        curvature = 4 * (codes[:, j] @ codes[:, j] + codes[i, j] ** 2 + residual[i, i])
        codes[i, j] += np.clip(-slope / curvature, -1 - codes[i, j], 1 - codes[i, j])
    objective = np.linalg.norm(similarity - codes @ codes.T / K) ** 2
    if objective > objectives[-1]:
        codes, objective = before, objectives[-1]
    orders.append(order)
    objectives.append(objective)
with open(sys.argv[1], "w", encoding="ascii", newline="\n") as out:
    for name, values in (
        ("labels", labels),
        ("start", start),
        ("orders", orders),
        ("objectives", objectives),
        ("codes", codes),
    ):
        flat = np.asarray(values, dtype=float).ravel()
        out.write(" ".join([name] + [format(v, ".13g") for v in flat]) + "\n")

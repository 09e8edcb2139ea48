"""One boosting run of FastHash's second step, written from the definitions with NumPy.

python3 fasth.py FILE writes a fixed small input of byte features, labels and
weights, and the trees, their weights and the final F of every row. Splits are found by trying every
column and threshold on masks, without histograms; weights are trimmed by sorting.
"""

import math
import sys

import numpy as np

ROWS, COLUMNS = 157, 7
TREES, DEPTH, TRIM, SMALLEST = 15, 3, 0.9, 2


def numbers(count, below, state):
    """A linear congruential generator, so that the input hangs on no library's generator."""
    out = []
    for _ in range(count):
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        out.append((state >> 33) % below)
    return np.array(out, dtype=np.int64)


def whole(weights):
    """Weights as integers: the largest in [2^30, 2^31), then all halved until the sum is < 2^31."""
    _, exponent = math.frexp(weights.max())
    units = np.floor(np.ldexp(weights, 31 - exponent)).astype(np.int64)
    while units.sum() >= 2**31:
        total = units.sum()
        shift = int(total).bit_length() - 31
        units = units >> shift
    return units


def kept(units):
    """Rows of the largest weights, just enough to exceed the share; equal weights go together."""
    ordered = np.sort(units)[::-1]
    sums = np.cumsum(ordered)
    least = ordered[np.argmax(sums > int(TRIM * int(sums[-1])))]
    return np.flatnonzero(units >= max(1, least))


def grow(x, y, units, rows):
    inner = 2**DEPTH - 1
    features = [0] * inner
    thresholds = [255] * inner
    leaves = [0] * (inner + 1)

    def visit(node, mine, settled):
        positive = int(units[mine][y[mine] > 0].sum())
        negative = int(units[mine][y[mine] < 0].sum())
        if settled is None:
            here = 1 if positive >= negative else -1
        else:
            here = settled
        if node >= inner:
            leaves[node - inner] = here
            return
        ups = int((y[mine] > 0).sum())
        best = (min(positive, negative), None, None)
        if settled is None and min(ups, len(mine) - ups) > SMALLEST:
            for f in range(x.shape[1]):
                for t in range(255):
                    says = np.where(x[mine, f] > t, 1, -1)
                    error = int(units[mine][says != y[mine]].sum())
                    error = min(error, positive + negative - error)
                    if error < best[0]:
                        best = (error, f, t)
        if best[1] is None:
            visit(2 * node + 1, mine, here)
            visit(2 * node + 2, mine, here)
            return
        features[node], thresholds[node] = best[1], best[2]
        right = x[mine, best[1]] > best[2]
        visit(2 * node + 1, mine[~right], None)
        visit(2 * node + 2, mine[right], None)

    visit(0, rows, None)
    return features, thresholds, leaves


def says(x, tree):
    features, thresholds, leaves = tree
    out = []
    for row in x:
        node = 0
        while node < len(features):
            node = 2 * node + (2 if row[features[node]] > thresholds[node] else 1)
        out.append(leaves[node - len(features)])
    return np.array(out)


def main(path):
    x = numbers(ROWS * COLUMNS, 256, 1).reshape(ROWS, COLUMNS)
    x[:, 1] = x[:, 1] // 40 * 17  # many ties
    noise = numbers(ROWS, 10, 2)
    y = np.where((x[:, 0] + x[:, 3] > 250) ^ (x[:, 5] > 180) ^ (noise == 0), 1, -1)
    start = 1 + numbers(ROWS, 50, 3)
    weights = start.astype(np.float64)
    margin = np.zeros(ROWS)
    lines = [
        "# written by fasth.py",
        f"{ROWS} {COLUMNS} {TREES} {DEPTH} {TRIM} {SMALLEST}",
        " ".join(map(str, x.ravel())),
        " ".join(map(str, y)),
        " ".join(map(str, start)),
    ]
    for _ in range(TREES):
        units = whole(weights)
        rows = kept(units)
        tree = grow(x, y, units, rows)
        right = says(x, tree) == y
        good, bad = int(units[right].sum()), int(units[~right].sum())
        assert good > bad > 0
        alpha = float(np.float32(0.5 * math.log(good / bad)))
        margin += alpha * says(x, tree)
        weights = np.where(right, weights, weights * math.exp(2 * alpha))
        lines.append(
            f"{len(rows)} {alpha!r} | "
            + " | ".join(" ".join(map(str, part)) for part in tree)
        )
    lines.append(" ".join(repr(float(m)) for m in margin))
    with open(path, "w", encoding="ascii") as out:
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])

"""Precision-recall curves and MAP of the first k by their definitions. Usage: python3 curves.py FILE

Codes of few bits, so that ties are everywhere. Pooled by radius: one matrix of distances, masked sums. Of the
ranking: expected counts are linear inside a tie; at each recall level np.interp finds how many items hold that
many relevant ones. MAP of the first k: every placing of the relevant items inside every tie, in fractions.
A line each: case.name, values.
"""

import sys
from fractions import Fraction
from itertools import combinations, product

import numpy as np

state = 17


def below(bound):
    """A linear congruential generator, upper bits: the same numbers with every library."""
    global state
    state = (6364136223846793005 * state + 1442695040888963407) % 2**64
    return (state >> 33) % bound


def codes(n, bits):
    return np.array([below(2) for _ in range(n * bits)]).reshape(n, bits)


def labels(n, classes):
    return np.array([below(classes) for _ in range(n)])


def ties(distance, same):
    """Items and relevant items of each tie, nearest first."""
    return [(int((distance == d).sum()), int(same[distance == d].sum())) for d in np.unique(distance)]


def ranking(groups):
    """Precision at recall 0, 0.01, ..., 1; 0 where nothing is relevant."""
    total = sum(p for _, p in groups)
    levels = [Fraction(i * total, 100) for i in range(101)]
    out = np.zeros(101)
    items, found = 0, 0
    for n, p in groups:
        for i, level in enumerate(levels):
            if total and p and found < level <= found + p:
                within = np.interp(float(level), [found, found + p], [items, items + n])
                out[i] = float(level) / within
        items, found = items + n, found + p
    n, p = groups[0]
    out[0] = p / n
    return out


def average_precision(groups, k):
    """Expected AP of the first k, by the hits among them and by all relevant items."""
    total = sum(p for _, p in groups)
    by_hits = by_relevant = Fraction(0)
    orders = 0
    for placing in product(*(combinations(range(n), p) for n, p in groups)):
        ranks, start = [], 1
        for (n, _), inside in zip(groups, placing):
            ranks += [start + t for t in inside]
            start += n
        precisions = [Fraction(i + 1, rank) for i, rank in enumerate(ranks) if rank <= k]
        by_hits += Fraction(sum(precisions), len(precisions)) if precisions else 0
        by_relevant += Fraction(sum(precisions), total) if total else 0
        orders += 1
    return by_hits / orders, by_relevant / orders


def case(name, queries, gallery, query_labels, gallery_labels, cutoffs):
    distance = (queries[:, None, :] != gallery[None, :, :]).sum(axis=2)
    same = query_labels[:, None] == gallery_labels[None, :]
    radii = range(queries.shape[1] + 1)
    within = np.array([(distance <= r).sum() for r in radii], dtype=float)
    found = np.array([(same & (distance <= r)).sum() for r in radii], dtype=float)
    kept = within > 0
    groups = [ties(d, s) for d, s in zip(distance, same)]
    ap = [[average_precision(g, k) for g in groups] for k in cutoffs]
    return {
        name + ".queries": queries,
        name + ".gallery": gallery,
        name + ".queryLabels": query_labels,
        name + ".galleryLabels": gallery_labels,
        name + ".pairs": [(distance == r).sum() for r in radii],
        name + ".relevant": [(same & (distance == r)).sum() for r in radii],
        name + ".radius": np.arange(len(within))[kept],
        name + ".recall": found[kept] / max(1, same.sum()),
        name + ".precision": found[kept] / within[kept],
        name + ".ranking": np.mean([ranking(g) for g in groups], axis=0),
        name + ".cutoffs": cutoffs,
        name + ".mapByHits": [float(sum(h for h, _ in of_k) / len(groups)) for of_k in ap],
        name + ".mapByRelevant": [float(sum(r for _, r in of_k) / len(groups)) for of_k in ap],
    }


def far(n, bits):
    """Codes whose first three bits are 1: three or more away from codes that begin with 0."""
    out = codes(n, bits)
    out[:, :3] = 1
    return out


near = codes(4, 8)
near[:, :3] = 0
cases = {
    **case("ties", codes(6, 3), codes(14, 3), labels(6, 3), labels(14, 3), [1, 2, 3, 5, 9, 14, 20]),
    **case("emptyRadii", near, far(9, 8), labels(4, 2), labels(9, 2), [1, 4, 8]),
    **case("single", codes(1, 5), codes(12, 5), np.array([1]), labels(12, 2), [1, 3, 7]),
    **case("oneClass", codes(3, 4), codes(10, 4), labels(3, 1), labels(10, 1), [1, 5]),
    **case("without", codes(5, 4), codes(11, 4), np.array([0, 7, 1, 8, 9]), labels(11, 2), [1, 2, 6]),
    **case("nobody", codes(2, 4), codes(6, 4), np.array([5, 6]), labels(6, 2), [1, 3]),
    **case("oneItem", codes(2, 6), codes(1, 6), np.array([0, 1]), np.array([0]), [1, 2]),
}
with open(sys.argv[1], "w", encoding="ascii", newline="\n") as out:
    for name, values in cases.items():
        flat = np.asarray(values, dtype=float).ravel()
        out.write(" ".join([name] + [format(v, ".13g") for v in flat]) + "\n")

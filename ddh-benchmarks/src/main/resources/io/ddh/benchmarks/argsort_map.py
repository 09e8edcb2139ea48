"""Mean average precision as published hashing code computes it, by a NumPy argsort of the distances of each query.

Run: argsort_map.py FOLDER QUERIES.  FOLDER holds the files "gallery" and "queries". They contain two little-endian
longs per item, which are its code and its label. For each line on standard input the script ranks the first QUERIES
queries once and prints a line "= {JSON}". The value "expected" in that line is not timed. It is the mean average
precision over all orders of tied items, summed item by item.
"""
import json
import os
import sys
import time

import numpy as np

BITS = 48


def read(path):
    items = np.fromfile(path, '<i8').reshape(-1, 2)
    bits = items[:, :1] >> np.arange(BITS) & 1
    return (2 * bits - 1).astype(np.float32), items[:, 1]


def argsort_map(queries, labels, gallery, gallery_labels):
    total = 0
    for query, label in zip(queries, labels):
        relevant = gallery_labels == label
        distance = 0.5 * (BITS - gallery @ query)
        ranked = relevant[np.argsort(distance)]
        ranks = np.flatnonzero(ranked) + 1
        total += np.mean(np.arange(1, len(ranks) + 1) / ranks)
    return total / len(queries)


def expected_map(queries, labels, gallery, gallery_labels):
    total = 0
    for query, label in zip(queries, labels):
        relevant = gallery_labels == label
        distance = np.rint(0.5 * (BITS - gallery @ query)).astype(int)
        nearer, found, own = 0, 0, 0.0
        for d in range(BITS + 1):
            tied = distance == d
            n, p = int(tied.sum()), int((tied & relevant).sum())
            if p:
                t = np.arange(1, n + 1)
                others = (t - 1) * (p - 1) / (n - 1) if n > 1 else 0
                own += p / n * np.sum((found + 1 + others) / (nearer + t))
            nearer, found = nearer + n, found + p
        total += own / found
    return total / len(queries)


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    gallery, gallery_labels = read(os.path.join(folder, 'gallery'))
    queries, labels = read(os.path.join(folder, 'queries'))
    items = queries[:count], labels[:count], gallery, gallery_labels
    expected = expected_map(*items)
    for _ in sys.stdin:
        start = time.perf_counter()
        result = argsort_map(*items)
        seconds = time.perf_counter() - start
        answer = {'queries': count, 'seconds': seconds, 'map': result, 'expected': expected, 'numpy': np.__version__}
        print('= ' + json.dumps(answer), flush=True)


if __name__ == '__main__':
    main()

"""Exact search of binary codes by FAISS's IndexBinaryFlat.

Run: faiss_flat.py FOLDER THREADS.  FOLDER holds "codes.npy" and "queries.npy", packed as by numpy.packbits. The
script reads lines from standard input. "search flat nearest K" searches the codes as they are. "search padded nearest
K" searches codes filled up to 64 bits, for which FAISS has a faster kernel. For each line it searches all queries
once and prints a line "= {JSON}" with the SHA-256 of the distances as little-endian ints, one query after another.
"""
import hashlib
import json
import os
import sys
import time

import faiss
import numpy as np


def load(folder, name, padded):
    codes = np.load(os.path.join(folder, name + '.npy'))
    if padded:
        codes = np.pad(codes, ((0, 0), (0, -codes.shape[1] % 8)))
    return np.ascontiguousarray(codes)


def main():
    folder = sys.argv[1]
    faiss.omp_set_num_threads(int(sys.argv[2]))
    held = {}
    for line in sys.stdin:
        _, form, _, k = line.split()
        if form not in held:
            codes = load(folder, 'codes', form == 'padded')
            index = faiss.IndexBinaryFlat(codes.shape[1] * 8)
            index.add(codes)
            held[form] = index, load(folder, 'queries', form == 'padded')
        index, queries = held[form]
        start = time.perf_counter()
        distances, _ = index.search(queries, int(k))
        seconds = time.perf_counter() - start
        answer = {
            'queries': len(queries), 'seconds': seconds, 'faiss': faiss.__version__,
            'digest': hashlib.sha256(distances.astype('<i4').tobytes()).hexdigest(),
        }
        print('= ' + json.dumps(answer), flush=True)


if __name__ == '__main__':
    main()

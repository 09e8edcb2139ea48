"""FAISS binary indexes of the kinds that there are, as hex: a line a kind, its name and its file, or the file's first
64 bytes where it is no flat index (those of a graph or of lists are long).

Run: faiss_kinds.py OUT          (Debian's python3-faiss)
"""
import sys
import tempfile

import faiss
import numpy as np

CODES = np.random.default_rng(5).integers(0, 256, (20, 8)).astype(np.uint8)


def saved(index, write=faiss.write_index_binary):
    with tempfile.NamedTemporaryFile() as file:
        write(index, file.name)
        return open(file.name, 'rb').read().hex()


def filled(index):
    index.train(CODES)
    index.add(CODES)
    return index


def mapped(kind, ids, gone=()):
    flat = faiss.IndexBinaryFlat(64)
    index = kind(flat)
    index.flat = flat  # lives as long as the index
    index.add_with_ids(CODES, np.array(ids, np.int64))
    if len(gone):
        index.remove_ids(np.array(gone, np.int64))
    return index


def main(out):
    ids = np.arange(20) + 1000
    far = ids + (1 << 40)
    quantizer = faiss.IndexBinaryFlat(64)
    with open(out, 'w') as lines:
        print('removed', saved(mapped(faiss.IndexBinaryIDMap, ids, ids[3:6])), file=lines)
        print('map2', saved(mapped(faiss.IndexBinaryIDMap2, ids, ids[:1])), file=lines)
        print('falling', saved(mapped(faiss.IndexBinaryIDMap, far[::-1])), file=lines)
        print('twice', saved(mapped(faiss.IndexBinaryIDMap, ids // 2)), file=lines)
        print('negative', saved(mapped(faiss.IndexBinaryIDMap, ids - 1010)), file=lines)
        for index in (faiss.IndexBinaryIVF(quantizer, 64, 2), faiss.IndexBinaryHNSW(64, 4), faiss.IndexBinaryHash(64, 8),
                      faiss.IndexBinaryMultiHash(64, 2, 8), faiss.IndexBinaryFromFloat(faiss.IndexFlatL2(64))):
            print(type(index).__name__, saved(filled(index))[:128], file=lines)
        print('IndexFlatL2', saved(faiss.IndexFlatL2(64), faiss.write_index)[:128], file=lines)


main(sys.argv[1])

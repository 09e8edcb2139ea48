"""What FAISS and NumPy themselves write for a few codes, as hex.

Run: faiss_files.py OUT          writes the reference (Debian's python3-faiss)
     faiss_files.py read FILE…   prints, for each index or array that FAISS and NumPy can read, its codes and ids
"""
import sys
import tempfile

import faiss
import numpy as np

SHAPES = ((5, 48), (3, 12), (4, 64), (2, 128))


def bits(n, k):
    i, b = np.indices((n, k))
    return ((7 * i + 3 * b + i * b) % 5 < 2).astype(np.uint8)


def saved(write):
    with tempfile.NamedTemporaryFile() as file:
        write(file.name)
        return open(file.name, 'rb').read().hex()


def save_array(array):
    def write(name):
        with open(name, 'wb') as file:
            np.save(file, array)
    return write


def reference(out):
    with open(out, 'w') as lines:
        for n, k in SHAPES:
            codes = np.packbits(bits(n, k), axis=1)
            flat = faiss.IndexBinaryFlat(codes.shape[1] * 8)
            mapped = faiss.IndexBinaryIDMap(faiss.IndexBinaryFlat(codes.shape[1] * 8))
            flat.add(codes)
            mapped.add_with_ids(codes, np.arange(n) * 11 + 4)
            print('flat', n, k, saved(lambda f: faiss.write_index_binary(flat, f)), file=lines)
            print('mapped', n, k, saved(lambda f: faiss.write_index_binary(mapped, f)), file=lines)
            print('npy', n, k, saved(save_array(codes)), file=lines)


def show(files):
    for name in files:
        if name.endswith('.npy'):
            codes, ids = np.load(name), []
        else:
            index = faiss.read_index_binary(name)
            ids, flat = [], index  # the flat index lives as long as the one that holds it
            if hasattr(index, 'id_map'):
                ids = faiss.vector_to_array(index.id_map)
                flat = faiss.downcast_IndexBinary(index.index)
            codes = faiss.vector_to_array(flat.xb).reshape(flat.ntotal, -1)
        print(codes.tobytes().hex(), *ids)


show(sys.argv[2:]) if sys.argv[1] == 'read' else reference(sys.argv[1])

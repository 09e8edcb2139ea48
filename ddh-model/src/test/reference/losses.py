"""Losses of the rows beyond the paper, in float64 NumPy. Usage: python3 losses.py FILE

Each loss is written from its paper's formula, image by image; gradients are central differences of it. What a loss
holds constant in its gradient (signs, binary codes) is held at the point where the gradient is taken. A line of the
file is as in networks.py, and all numbers follow from their names by the same formula. Values are summed over the
images of the batch.
"""

import sys
import zlib

import numpy as np

SAMPLES = 16
STEP = 1e-5
CASES = {"small": (5, 4, 3), "wide": (9, 12, 7)}  # images, bits, people


def uniform(name, size):
    """The same as in networks.py, which needs torch."""
    z = np.arange(size, dtype=np.uint64) + np.uint64(zlib.crc32(name.encode()) << 32)
    z *= np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(44)).astype(np.float64) / 2**20


def line(case, kind, name, values):
    v = np.asarray(values, dtype=np.float64).reshape(-1)
    projection = v @ (2 * uniform("direction", v.size) - 1)
    numbers = [np.linalg.norm(v), projection, *v[:: -(-v.size // SAMPLES)]]
    return f"{case} {kind} {name} {v.size} " + " ".join(f"{x:.13g}" for x in numbers)


def signs(v):
    return np.where(v > 0, 1.0, -1.0)


def cross_entropy(logits, labels):
    top = logits.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return (log_sum - logits[np.arange(len(labels)), labels]).sum()


def cosine(a, b):
    return (a @ b.T) / np.linalg.norm(a, axis=1)[:, None] / np.linalg.norm(b, axis=1)[None, :]


def margin_softmax(x, w, labels, scale, margin):
    z = cosine(x, w)
    z[np.arange(len(labels)), labels] -= margin
    return cross_entropy(scale * z, labels)


def greedy(x, at, labels, words, w, b):
    passed = signs(at[0]) + x - at[0]  # the sign, with the gradient of the identity
    return cross_entropy(passed @ w.T + b, labels) + 0.1 * (np.abs(np.abs(x) - 1) ** 3).mean(axis=1).sum()


def csq(x, at, labels, words):
    u = np.tanh(x)
    p, t = (u + 1) / 2, (words[labels] + 1) / 2
    entropy = -(t * np.log(p) + (1 - t) * np.log(1 - p))
    return (entropy + 1e-4 * (np.abs(u) - 1) ** 2).mean(axis=1).sum()


def dpn(x, at, labels, words):
    return np.maximum(0, 1 - x * words[labels]).sum()


def orthohash(x, at, labels, words):
    return margin_softmax(x, words, labels, 8, 0.2)


def cosface(x, at, labels, words, w):
    return margin_softmax(x, w, labels, 64, 0.35) + 0.01 * np.abs(np.abs(x) - 1).mean(axis=1).sum()


def dcdh(x, at, labels, words, w):
    n, (people, bits) = len(labels), w.shape
    d2 = ((x[:, None, :] - w[None, :, :]) ** 2).sum(axis=2)
    loss = cross_entropy(-0.25 / 2 * d2, labels)
    above = np.triu_indices(people, 1)
    loss += n * 0.1 * np.log1p(np.exp(bits / 2 * cosine(w, w)[above])).mean()
    y = np.eye(people)[labels]
    regression = np.linalg.pinv(y.T @ y) @ y.T @ np.sign(at[0])
    return loss + 0.01 * ((x - signs(y @ regression + 0.01 * at[0])) ** 2).sum()


def gradient(f, arrays, which):
    at = [a.copy() for a in arrays]
    out = np.zeros(arrays[which].size)
    for i in range(out.size):
        moved = []
        for step in (STEP, -STEP):
            changed = [a.copy() for a in arrays]
            changed[which].reshape(-1)[i] += step
            moved.append(f(changed, at))
        out[i] = (moved[0] - moved[1]) / (2 * STEP)
    return out


LOSSES = {  # function, bound of the outputs, whether it learns W, whether it learns b
    "greedyhash": (greedy, 2, True, True),
    "csq": (csq, 2, False, False),
    "dpn": (dpn, 2, False, False),
    "orthohash": (orthohash, 2, False, False),
    "cosface": (cosface, 1, True, False),
    "dcdh": (dcdh, 2, True, False),
}


def lines(case, name, n, bits, people):
    loss, bound, has_w, has_b = LOSSES[name]
    x = bound * (2 * uniform(f"{case}/outputs", n * bits) - 1).reshape(n, bits)
    words = signs(uniform(f"{case}/words", people * bits) - 0.5).reshape(people, bits)
    labels = np.arange(n) % people
    arrays = [x]
    if has_w:
        arrays.append((2 * uniform(f"{case}/W", people * bits) - 1).reshape(people, bits))
    if has_b:
        arrays.append(2 * uniform(f"{case}/b", people) - 1)

    def f(values, at):
        return loss(values[0], at, labels, words, *values[1:])

    out = [line(case, name, "loss", f(arrays, arrays))]
    for which, what in enumerate(["outputs", "W", "b"][: len(arrays)]):
        out.append(line(case, name, what, gradient(f, arrays, which)))
    return out


if __name__ == "__main__":
    made = [text for case, sizes in CASES.items() for name in LOSSES for text in lines(case, name, *sizes)]
    with open(sys.argv[1], "w", encoding="ascii", newline="\n") as out:
        out.write("\n".join(made) + "\n")

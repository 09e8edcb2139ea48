"""Inputs and output of the reference scripts: no generator of a library, one named array a line."""

import numpy as np


class Numbers:
    """A linear congruential generator (Knuth's MMIX constants), upper bits."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound

    def bell(self, *shape):
        """Sums of uniform numbers in 1/64 steps: near normal, deviation 1, exact in float32."""
        count = int(np.prod(shape))
        values = [sum(self.below(129) - 64 for _ in range(3)) / 64.0 for _ in range(count)]
        return np.array(values).reshape(shape)

    def choose(self, n, count):
        """Different numbers below n."""
        rest = list(range(n))
        return np.array([rest.pop(self.below(len(rest))) for _ in range(count)])

    def signs(self, *shape):
        count = int(np.prod(shape))
        return np.array([2.0 * self.below(2) - 1 for _ in range(count)]).reshape(shape)


def classes(numbers, n, d, count, noise):
    """Rows around class centres and their classes; row i is of class i mod count."""
    labels = np.arange(n) % count
    return numbers.bell(count, d)[labels] + noise * numbers.bell(n, d), labels


def write(path, **arrays):
    """A line each: name, values. Row-major."""
    with open(path, "w", encoding="ascii", newline="\n") as out:
        for name, values in arrays.items():
            flat = np.asarray(values, dtype=float).ravel()
            out.write(" ".join([name] + [format(v, ".13g") for v in flat]) + "\n")


def axes(x, k):
    """Mean and the first k principal axes (k x d), the largest component of each positive."""
    mean = x.mean(axis=0)
    _, vectors = np.linalg.eigh((x - mean).T @ (x - mean) / len(x))
    chosen = vectors[:, ::-1][:, :k].T
    for axis in chosen:
        axis *= np.sign(axis[np.argmax(np.abs(axis))])
    return mean, chosen

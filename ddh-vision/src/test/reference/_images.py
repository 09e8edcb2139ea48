"""Images that the scripts here and the Java tests make by the same formula."""
import numpy as np


def image(seed, side):
    """side x side x 3 values in 0..255: stripes, rings and the noise of a linear congruential generator."""
    out = np.zeros(side * side * 3)
    noise = seed
    for i in range(out.size):
        noise = (noise * 1664525 + 1013904223) % 2**32
        c, x, y = i % 3, i // 3 % side, i // 3 // side
        out[i] = ((seed * x * x >> 5) + 3 * y + 40 * c + (noise >> 28)) & 255
    return out.reshape(side, side, 3)

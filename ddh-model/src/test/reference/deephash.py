"""Loss of DeepHash, as reconstructed, in float64 PyTorch. Usage: python3 deephash.py FILE

The sum over the pairs i < j of theta_ij exp(-y_ij p_ij), p_ij = sum_k (g_ik h_jk + h_ik g_jk) / 2K with h = sgn f
held constant and g = tanh f; y is 1 for one class and -1 otherwise, theta one half divided by the number of pairs
of the kind. Autograd makes the gradient. Lines as networks.py writes them; outputs follow from their names.
"""

import sys

from networks import direction, uniform

import numpy as np
import torch

SAMPLES = 16
CASES = {  # images, bits, classes
    "mixed": (13, 5, 4),
    "large": (37, 12, 3),
    "different": (6, 4, 6),
    "one-class": (5, 7, 1),
}


def line(case, name, tensor):
    v = np.asarray(tensor.detach().double().reshape(-1))
    numbers = [np.linalg.norm(v), v @ direction(v.size), *v[:: -(-v.size // SAMPLES)]]
    return f"{case} pairs {name} {v.size} " + " ".join(f"{x:.13g}" for x in numbers)


def lines(case, n, bits, classes):
    values = 4 * uniform(f"{case}/outputs", n * bits) - 2
    f = torch.tensor(values.reshape(n, bits), requires_grad=True)
    labels = torch.arange(n) % classes
    h = torch.where(f > 0, 1.0, -1.0).double().detach()
    g = torch.tanh(f)
    p = (g @ h.T + h @ g.T) / (2 * bits)
    same = labels[:, None] == labels[None, :]
    above = torch.ones(n, n).triu(1).bool()
    loss = torch.zeros((), dtype=torch.float64)
    for y, kind in ((1, same), (-1, ~same)):
        chosen = p[kind & above]
        if len(chosen):
            loss = loss + 0.5 / len(chosen) * torch.exp(-y * chosen).sum()
    loss.backward()
    return [line(case, "loss", loss), line(case, "gradient", f.grad)]


if __name__ == "__main__":
    torch.set_num_threads(1)
    made = [text for case, sizes in CASES.items() for text in lines(case, *sizes)]
    with open(sys.argv[1], "w", encoding="ascii", newline="\n") as out:
        out.write("\n".join(made) + "\n")

"""The CNNH and DSH networks in eager PyTorch, timed: the yardstick for their training and encoding speed.

Run: python3 torch_pixels.py cnnh|dsh [ROUNDS] [SECONDS]
Batch 256, 32x32 RGB, K = 48, 64 identities, two threads. Each round times both memory formats for about SECONDS
each; the medians over the rounds are printed, and the faster format is the one to beat.
"""
import statistics
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

BATCH, BITS, IDENTITIES = 256, 48, 64
# channels out and pool of each 5x5 convolution
STAGES = {
    "cnnh": ((32, "max"), (64, "max"), (128, "max")),
    "dsh": ((32, "max"), (32, "mean"), (64, "mean")),
}


class Net(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.pools = [pool for _, pool in STAGES[name]]
        widths = [3] + [width for width, _ in STAGES[name]]
        self.convolutions = nn.ModuleList(
            nn.Conv2d(a, b, 5, padding=2) for a, b in zip(widths, widths[1:])
        )
        self.dense = nn.Linear(16 * widths[-1], 500)
        self.codes = nn.Linear(500, BITS)

    def forward(self, x):
        for convolution, pool in zip(self.convolutions, self.pools):
            if pool == "max":  # pooling before ReLU gives the same and is faster
                x = F.relu(F.max_pool2d(convolution(x), 3, 2, ceil_mode=True))
            else:
                x = F.avg_pool2d(F.relu(convolution(x)), 3, 2, ceil_mode=True)
        return self.codes(F.relu(self.dense(x.flatten(1))))


def squares(codes, labels):
    """CNNH's second stage: squared distance to given codes."""
    targets = 1.0 - 2.0 * ((labels[:, None] >> torch.arange(BITS)) & 1)
    return ((torch.tanh(codes) - targets) ** 2).mean()


def pairs(codes, labels):
    """DSH's loss over all pairs of the batch."""
    distance = torch.cdist(codes, codes, compute_mode="use_mm_for_euclid_dist") ** 2
    same = (labels[:, None] == labels[None, :]).float()
    loss = 0.5 * same * distance + 0.5 * (1 - same) * (2 * BITS - distance).clamp(min=0)
    return loss.mean() + 0.02 * (codes.abs() - 1).abs().sum(1).mean()


class Side:
    def __init__(self, name, form):
        torch.manual_seed(1)
        self.net = Net(name).to(memory_format=form)
        self.loss = {"cnnh": squares, "dsh": pairs}[name]
        self.adam = torch.optim.Adam(self.net.parameters(), 1e-3)
        self.x = torch.rand(BATCH, 3, 32, 32).to(memory_format=form)
        self.labels = torch.arange(BATCH) % IDENTITIES

    def train(self):
        self.adam.zero_grad()
        self.loss(self.net(self.x), self.labels).backward()
        self.adam.step()

    def encode(self):
        with torch.no_grad():
            self.net(self.x)


def rate(step, seconds):
    start = time.perf_counter()
    done = 0
    while time.perf_counter() - start < seconds:
        step()
        done += BATCH
    return done / (time.perf_counter() - start)


def main():
    name = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 4.0
    torch.set_num_threads(2)
    forms = {
        "contiguous": torch.contiguous_format,
        "channels_last": torch.channels_last,
    }
    sides = {key: Side(name, form) for key, form in forms.items()}
    trained = {key: [] for key in forms}
    encoded = {key: [] for key in forms}
    for key, side in sides.items():
        side.train()
        side.encode()
    for _ in range(rounds):
        for key, side in sides.items():
            trained[key].append(rate(side.train, seconds))
            encoded[key].append(rate(side.encode, seconds / 2))
    for key in forms:
        print(
            f"{key} train {statistics.median(trained[key]):.0f}"
            f" encode {statistics.median(encoded[key]):.0f} images/s"
        )
    print(f"train.images_per_second={max(map(statistics.median, trained.values())):.1f}")
    print(f"encode.images_per_second={max(map(statistics.median, encoded.values())):.1f}")


if __name__ == "__main__":
    main()

"""The DDH, CNNH and DSH networks in eager PyTorch, to compare the training and encoding rates of PyTorch and DDH.

Run: torch_sides.py THREADS FOLDER PEOPLE.  Reads lines "train ROW FORMAT" or "encode ROW FORMAT" from standard input.
ROW is "ddh+aug", "cnnh" or "dsh"; FORMAT is "contiguous" or "channels_last". For each line the script runs one round
of 30 batches of 256 and prints a line "= {JSON}". All rounds use one fixed batch. It has PEOPLE people for DDH, and
16 people for the other networks, as a batch of DSH has. PyTorch therefore does not read, arrange or augment images,
and it packs no codes. The line "check ROW MEAN DEVIATION" loads DDH's weights into CNNH or DSH and counts the bits
that differ from DDH's codes. FOLDER has the files ROW.parameters (little-endian floats), ROW.images (bytes, 32x32x3
each) and ROW.codes (a little-endian long each).
"""
import array
import functools
import json
import pathlib
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

BATCH, STEPS, BITS, PEOPLE = 256, 30, 48, 16
MARGIN = 2 * BITS
# number of output channels and kind of pooling of each 5x5 convolution
STAGES = {
    'cnnh': ((32, 'max'), (64, 'max'), (128, 'max')),
    'dsh': ((32, 'max'), (32, 'mean'), (64, 'mean')),
}
LAYOUTS = {'contiguous': torch.contiguous_format, 'channels_last': torch.channels_last}


class Ddh(nn.Module):
    def __init__(self, people):
        super().__init__()
        sizes = (3, 20, 40, 60)
        kernels = (3, 2, 2)
        self.convolutions = nn.ModuleList(nn.Conv2d(a, b, k) for a, b, k in zip(sizes, sizes[1:], kernels))
        self.norms = nn.ModuleList(nn.BatchNorm2d(n) for n in sizes[1:])
        self.local = nn.Parameter(torch.randn(4, 240, 80) * 0.05)
        self.local_norm = nn.BatchNorm2d(80)
        self.feature = nn.Linear(860, 4 * BITS)
        self.feature_norm = nn.BatchNorm1d(4 * BITS)
        self.divide = nn.Parameter(torch.randn(BITS, 4) * 0.3)
        self.divide_bias = nn.Parameter(torch.zeros(BITS))
        self.hash_norm = nn.BatchNorm1d(BITS)
        self.classifier = nn.Linear(BITS, people)

    def forward(self, x):
        for convolution, norm in zip(self.convolutions, self.norms):
            x = F.max_pool2d(F.relu(norm(convolution(x))), 2)
        patches = F.unfold(x.contiguous(), 2)
        local = torch.einsum('bcp,pco->bop', patches, self.local).reshape(-1, 80, 2, 2)
        merged = torch.cat([x.flatten(1), F.relu(self.local_norm(local)).flatten(1)], 1)
        feature = F.relu(self.feature_norm(self.feature(merged))).view(-1, BITS, 4)
        codes = torch.tanh(self.hash_norm((feature * self.divide).sum(2) + self.divide_bias))
        return codes, self.classifier(codes)


class Net(nn.Module):
    def __init__(self, row):
        super().__init__()
        self.pools = [pool for _, pool in STAGES[row]]
        widths = [3] + [width for width, _ in STAGES[row]]
        self.convolutions = nn.ModuleList(nn.Conv2d(a, b, 5, padding=2) for a, b in zip(widths, widths[1:]))
        self.dense = nn.Linear(16 * widths[-1], 500)
        self.codes = nn.Linear(500, BITS)

    def forward(self, x):
        for convolution, pool in zip(self.convolutions, self.pools):
            if pool == 'max':  # pooling before ReLU gives the same result and is faster
                x = F.relu(F.max_pool2d(convolution(x), 3, 2, ceil_mode=True))
            else:
                x = F.avg_pool2d(F.relu(convolution(x)), 3, 2, ceil_mode=True)
        return self.codes(F.relu(self.dense(x.flatten(1)))), None


def classes(codes, logits, labels):
    """The loss of DDH."""
    return F.cross_entropy(logits, labels) + 0.01 * (codes.abs() - 1).abs().mean()


def squares(codes, _, labels):
    """The loss of CNNH's second stage, which is the squared distance to given codes."""
    targets = 1.0 - 2.0 * ((labels[:, None] >> torch.arange(BITS)) & 1)
    return ((torch.tanh(codes) - targets) ** 2).mean()


def pairs(codes, _, labels):
    """The loss of DSH, a mean over the pairs i < j. The matrix holds each pair twice and zeros on its diagonal."""
    n = len(codes)
    square = (codes ** 2).sum(1)
    distance = (square[:, None] + square[None, :] - 2 * codes @ codes.T).clamp(min=0)
    same = (labels[:, None] == labels[None, :]).float()
    loss = 0.5 * same * distance + 0.5 * (1 - same) * (MARGIN - distance).clamp(min=0)
    return loss.sum() / (n * (n - 1)) + 0.02 * (codes.abs() - 1).abs().sum(1).mean()


class Side:
    """A network with its own memory format, optimiser and batch."""

    def __init__(self, row, layout, people):
        torch.manual_seed(1)
        self.net = (Net(row) if row in STAGES else Ddh(people)).to(memory_format=LAYOUTS[layout])
        self.loss = {'cnnh': squares, 'dsh': pairs}.get(row, classes)
        self.adam = torch.optim.Adam(self.net.parameters(), 1e-3, weight_decay=2e-4)
        self.x = torch.rand(BATCH, 3, 32, 32).to(memory_format=LAYOUTS[layout])
        self.labels = torch.arange(BATCH) % (PEOPLE if row in STAGES else people)

    def train(self):
        self.net.train()
        for _ in range(STEPS):
            self.adam.zero_grad()
            loss = self.loss(*self.net(self.x), self.labels)
            loss.backward()
            self.adam.step()
        assert torch.isfinite(loss)

    def encode(self):
        self.net.eval()
        with torch.no_grad():
            for _ in range(STEPS):
                codes, _ = self.net(self.x)
        assert codes.shape == (BATCH, BITS)


def load(net, values):
    """Copies DDH's parameters into a network.

    The values are ordered by layer; the weights of each layer come before its bias. The weights of convolutions have
    the shape 5x5xINxOUT, those of dense layers INxOUT, and those of the last layer OUTxIN.
    """
    def take(*shape):
        nonlocal values
        count = torch.Size(shape).numel()
        part, values = values[:count], values[count:]
        return part.view(*shape)

    with torch.no_grad():
        for c in net.convolutions:
            c.weight.copy_(take(5, 5, c.in_channels, c.out_channels).permute(3, 2, 0, 1))
            c.bias.copy_(take(c.out_channels))
        maps = net.dense.in_features // 16
        dense = take(4, 4, maps, net.dense.out_features)  # DDH's maps have the channels last
        net.dense.weight.copy_(dense.permute(3, 2, 0, 1).flatten(1))
        net.dense.bias.copy_(take(net.dense.out_features))
        net.codes.weight.copy_(take(BITS, net.codes.in_features))
        net.codes.bias.copy_(take(BITS))
    assert len(values) == 0


def check(row, folder, mean, deviation):
    def read(what, kind):
        return array.array(kind, (pathlib.Path(folder) / f'{row}.{what}').read_bytes())

    net = Net(row)
    load(net, torch.tensor(read('parameters', 'f')))
    images = torch.tensor(read('images', 'B'), dtype=torch.float32).view(-1, 32, 32, 3).permute(0, 3, 1, 2)
    x = ((images - mean) / (deviation + 1e-5) * 0.1).clamp(-1, 1)
    with torch.no_grad():
        bits = net(x)[0] > 0
    ours = torch.tensor(read('codes', 'q'))[:, None] >> torch.arange(BITS) & 1
    return {'bits': bits.numel(), 'ones': int(ours.sum()), 'wrong': int((bits != ours.bool()).sum())}


def main():
    torch.set_num_threads(int(sys.argv[1]))
    make = functools.cache(Side)
    for line in sys.stdin:
        work, row, *more = line.split()
        if work == 'check':
            answer = check(row, sys.argv[2], *map(float, more))
        else:
            side = make(row, more[0], int(sys.argv[3]))
            start = time.perf_counter()
            getattr(side, work)()
            seconds = time.perf_counter() - start
            answer = {'images': STEPS * BATCH, 'seconds': seconds, 'torch': torch.__version__}
            if row in STAGES:
                answer |= {'parameters': sum(p.numel() for p in side.net.parameters()), 'bits': BITS}
        print('= ' + json.dumps(answer), flush=True)


if __name__ == '__main__':
    main()

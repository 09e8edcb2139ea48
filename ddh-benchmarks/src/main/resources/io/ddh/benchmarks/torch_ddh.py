"""The DDH network in eager PyTorch: the other side of the training and encoding rates.

Run: torch_ddh.py THREADS PEOPLE.  Reads lines from standard input, "train FORMAT" or "encode FORMAT" with FORMAT
"contiguous" or "channels_last", does one round of 30 batches of 256 and answers a line "= {JSON}".
One fixed batch: PyTorch's side neither reads nor augments images, and packs no codes.
"""
import json
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

BATCH, STEPS, BITS = 256, 30, 48


class Net(nn.Module):
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


class Side:
    """A network with its own memory format, optimiser and batch."""

    def __init__(self, layout, people):
        torch.manual_seed(1)
        self.net = Net(people).to(memory_format=layout)
        self.adam = torch.optim.Adam(self.net.parameters(), 1e-3, weight_decay=2e-4)
        self.x = torch.rand(BATCH, 3, 32, 32).to(memory_format=layout)
        self.y = torch.arange(BATCH) % people

    def train(self):
        self.net.train()
        for _ in range(STEPS):
            self.adam.zero_grad()
            codes, logits = self.net(self.x)
            loss = F.cross_entropy(logits, self.y) + 0.01 * (codes.abs() - 1).abs().mean()
            loss.backward()
            self.adam.step()
        assert torch.isfinite(loss)

    def encode(self):
        self.net.eval()
        with torch.no_grad():
            for _ in range(STEPS):
                codes, _ = self.net(self.x)
        assert codes.shape == (BATCH, BITS)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    people = int(sys.argv[2])
    sides = {'contiguous': Side(torch.contiguous_format, people), 'channels_last': Side(torch.channels_last, people)}
    for line in sys.stdin:
        work, layout = line.split()
        start = time.perf_counter()
        getattr(sides[layout], work)()
        seconds = time.perf_counter() - start
        answer = {'images': STEPS * BATCH, 'seconds': seconds, 'torch': torch.__version__}
        print('= ' + json.dumps(answer), flush=True)


if __name__ == '__main__':
    main()

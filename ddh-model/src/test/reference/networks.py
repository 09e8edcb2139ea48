"""The DDH networks in float64 PyTorch: losses, outputs, gradients and trained parameters.

Usage: python3 networks.py FILE        (needs torch >= 1.8 and numpy; a few seconds)

Nothing here is drawn by a generator of torch or numpy: every number follows from its name by the
formula in uniform(), which FormulaValues.java repeats exactly. All values are exact in float32, and
the first convolution is even summed exactly, so ties in its pools are ties in Java as well.

A line of the file is

    CASE KIND NAME SIZE NORM PROJECTION value value ...

KIND is train (a step's loss, its outputs), gradient (of the first step's loss without weight
decay), after (parameters after the last step) or eval (outputs with running statistics, before the
first and after the last step). NORM is the Euclidean norm of the whole tensor, PROJECTION its
product with the fixed vector direction(SIZE), and the values are every STRIDE-th of it, STRIDE =
ceil(SIZE / 16): so a change of any single entry shows, and the file stays small. Tensors lie in
the order of our own layers: images and maps channel last, weights k x k x in x out, and so on.
"""
import sys
import zlib

try:
    import numpy as np
    import torch
    import torch.nn.functional as F
except ImportError as missing:
    sys.exit(f"{sys.argv[0]}: {missing}; this script needs numpy and torch")

EPSILON, DECAY = 1e-5, 0.9
RATE, ALPHA = 1e-3, 2e-4
BETAS, ADAM_EPSILON = (0.9, 0.999), 1e-8
TRAINED = [5, 3, 5]  # images of each step: a ragged batch between two full ones
QUERIES = 4
SAMPLES = 16
# No pool and no ReLU may be closer to its other outcome than this (exact ties apart): in float32
# it could go the other way, and a comparison would mean nothing.
MARGIN = 1e-5


def uniform(name, size):
    """[0, 1) in steps of 2^-20: the finaliser of SplitMix64 over (CRC-32 of the name, index)."""
    z = np.arange(size, dtype=np.uint64) + np.uint64(zlib.crc32(name.encode()) << 32)
    z *= np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(44)).astype(np.float64) / 2**20


def direction(size):
    return 2 * uniform("direction", size) - 1


class Case:
    """One network. The keys of self.p name layer and parameter as the Java graph does."""

    def __init__(self, name, side, channels, identities, width, bits=0, normalized=True, penalty=0.0, salt=0):
        self.salt = salt  # another value, other numbers; chosen so that MARGIN holds
        self.name, self.side, self.channels, self.identities = name, side, channels, identities
        self.width, self.bits, self.normalized, self.penalty = width, bits, normalized, penalty
        self.p = {}
        self.margin = np.inf
        self.lines = []
        maps = [channels, 20, 40, 60]
        h = side
        for i, k in enumerate((3, 2, 2)):
            self.add(f"conv{i + 1}", (k, k, maps[i], maps[i + 1]), (maps[i + 1],), maps[i + 1])
            h = (h - k + 1) // 2
        places = (h - 1) ** 2
        self.add("local", (places, 240, 80), (places, 80), 80)
        merged = h * h * 60 + places * 80
        self.add("face-feature", (merged, width), (width,), width if normalized else 0)
        top = width
        if bits:
            self.add("hash", (bits, width // bits), (bits,), bits if normalized else 0)
            top = bits
        self.add("classifier", (top, identities), (identities,), 0)

    # ---- values by formula -------------------------------------------------------------------

    def u(self, name, size):
        return uniform(f"{self.name}{self.salt}/{name}", size)

    def add(self, layer, weight, bias, norm):
        fan = weight[0] if len(weight) == 2 else int(np.prod(weight[:-1]))
        if layer == "hash":
            fan = weight[1]
        elif layer == "local":
            fan = weight[1]
        # the power of two at or above sqrt(2 / fan in); 8 bits, so that conv1 is summed exactly
        bound = 2.0 ** np.ceil(np.log2(2.0 / fan) / 2)
        w = (2 * np.floor(256 * self.u(f"{layer}/W", int(np.prod(weight)))) - 255) / 256 * bound
        self.put(layer, "W", w.reshape(weight))
        self.put(layer, "b", (self.u(f"{layer}/b", int(np.prod(bias))) - 0.5).reshape(bias))
        if norm:
            c = np.arange(norm)
            gamma = 0.5 + self.u(f"{layer}/gamma", norm)
            gamma = np.where(c % 3 == 2, -gamma, gamma)
            self.put(layer, "gamma", np.where(c % 7 == 3, 0, gamma))
            self.put(layer, "beta", self.u(f"{layer}/beta", norm) - 0.5)
            self.put(layer, "mean", self.u(f"{layer}/mean", norm) - 0.5, False)
            self.put(layer, "var", 0.5 + self.u(f"{layer}/var", norm), False)

    def put(self, layer, name, values, trained=True):
        self.p[f"{layer}/{name}"] = torch.tensor(values, dtype=torch.float64, requires_grad=trained)

    def images(self, name, n):
        """Pixels in 1/64; every second image has flat 6x6 squares: ties in the first pools."""
        x = np.empty((n, self.side, self.side, self.channels))
        for i in range(n):
            at = np.arange(self.side) // 6 if i % 2 else np.arange(self.side)
            u = self.u(f"{name}/{i}", x[i].size).reshape(x[i].shape)
            x[i] = (np.floor(128 * u[at][:, at]) - 64) / 64
        return torch.tensor(x)

    def labels(self, step, n):
        return torch.tensor([(3 * i + step) % self.identities for i in range(n)])

    # ---- the network --------------------------------------------------------------------------

    def near(self, values, ties=False):
        v = values.detach().abs()
        v = v[v > 0] if ties else v
        if v.numel():
            self.margin = min(self.margin, v.min().item())

    def norm(self, layer, y, training, without=None):
        """Batch norm of y (rows x channels); running mean without the bias given."""
        gamma, beta = self.p[f"{layer}/gamma"], self.p[f"{layer}/beta"]
        mean, var = self.p[f"{layer}/mean"], self.p[f"{layer}/var"]
        shift = 0 if without is None else without
        if not training:
            return F.batch_norm(y, mean + shift, var, gamma, beta, False, 0, EPSILON)
        # F.batch_norm would keep the unbiased variance; ours is the biased one.
        with torch.no_grad():
            self.running[f"{layer}/mean"] = DECAY * mean + (1 - DECAY) * (y.mean(0) - shift)
            self.running[f"{layer}/var"] = DECAY * var + (1 - DECAY) * y.var(0, unbiased=False)
        return F.batch_norm(y, None, None, gamma, beta, True, 0, EPSILON)

    def conv(self, layer, x, training):
        """Convolution, batch norm, ReLU, pool; the winner of a pool is found before the norm.

        For gamma != 0 that is the usual order. For gamma = 0 all of a window ties behind the norm
        and any subgradient is right; ours takes the largest raw value.
        """
        w, b = self.p[f"{layer}/W"], self.p[f"{layer}/b"]
        y = F.conv2d(x.permute(0, 3, 1, 2), w.permute(3, 2, 0, 1), b)
        n, c, o, _ = y.shape
        rows = y.permute(0, 2, 3, 1).reshape(-1, c)
        z = self.norm(layer, rows, training, b.detach()).reshape(n, o, o, c).permute(0, 3, 1, 2)
        sign = torch.where(self.p[f"{layer}/gamma"] < 0, -1.0, 1.0).double().view(1, c, 1, 1)
        _, winner = F.max_pool2d(sign * y, 2, return_indices=True)
        pooled = z.flatten(2).gather(2, winner.flatten(2)).view(winner.shape)
        out = F.relu(pooled)
        assert torch.allclose(out, F.max_pool2d(F.relu(z), 2), rtol=0, atol=1e-12)
        if training:
            four = F.unfold((sign * y).reshape(n * c, 1, o, o), 2, stride=2).detach()
            two = four.sort(1, descending=True).values
            open_ = (pooled > -1e-4).flatten()
            self.near((two[:, 0] - two[:, 1]).flatten()[open_], layer == "conv1")
            self.near(pooled)
        return out.permute(0, 2, 3, 1)

    def forward(self, x, training):
        """Codes (or None) and the classifier's logits; in training also the running statistics."""
        self.running = {}
        for layer in ("conv1", "conv2", "conv3"):
            x = self.conv(layer, x, training)
        n, h = x.shape[:2]
        w, b = self.p["local/W"], self.p["local/b"]
        places = [(i, j) for i in range(h - 1) for j in range(h - 1)]
        patches = [x[:, i : i + 2, j : j + 2, :].reshape(n, -1) for i, j in places]
        y = torch.stack([a @ w[q] + b[q] for q, a in enumerate(patches)], 1)
        y = self.norm("local", y.reshape(-1, 80), training)
        self.near(y)
        y = torch.cat([x.reshape(n, -1), F.relu(y).reshape(n, -1)], 1)
        y = y @ self.p["face-feature/W"] + self.p["face-feature/b"]
        y = self.norm("face-feature", y, training) if self.normalized else y
        self.near(y)
        y = F.relu(y)
        codes = None
        if self.bits:
            y = (y.view(n, self.bits, -1) * self.p["hash/W"]).sum(2) + self.p["hash/b"]
            y = self.norm("hash", y, training) if self.normalized else y
            self.near(y)
            codes = y = torch.tanh(y)
        return codes, y @ self.p["classifier/W"] + self.p["classifier/b"]

    # ---- what is written ----------------------------------------------------------------------

    def write(self, kind, name, tensor):
        v = tensor.detach().double().reshape(-1).numpy()
        v = np.where(np.abs(v) < 1e-13, 0, v)  # rounding noise of what is 0
        stride = -(-v.size // SAMPLES)
        numbers = [np.linalg.norm(v), v @ direction(v.size), *v[::stride]]
        text = " ".join(f"{x:.13g}" for x in numbers)
        self.lines.append(f"{self.name} {kind} {name} {v.size} {text}")

    def evaluate(self, when):
        with torch.no_grad():
            codes, logits = self.forward(self.images("queries", QUERIES), False)
        if codes is not None:
            self.write("eval", f"{when}/codes", codes)
        self.write("eval", f"{when}/classes", F.softmax(logits, 1))

    def run(self):
        self.evaluate("before")
        trained = {k: v for k, v in self.p.items() if v.requires_grad}
        weights = [v for k, v in trained.items() if k.endswith("/W")]
        others = [v for k, v in trained.items() if not k.endswith("/W")]
        groups = [{"params": weights, "weight_decay": ALPHA}, {"params": others}]
        adam = torch.optim.Adam(groups, RATE, BETAS)
        for t, n in enumerate(TRAINED, 1):
            codes, logits = self.forward(self.images(f"batch{t}", n), True)
            loss = F.cross_entropy(logits, self.labels(t, n))
            if codes is not None:
                loss = loss + self.penalty * (codes.abs() - 1).abs().sum() / n
            decay = ALPHA / 2 * sum((w**2).sum() for w in weights)
            self.write("train", f"step{t}/loss", (loss + decay).reshape(1))
            self.write("train", f"step{t}/classes", F.softmax(logits, 1))
            adam.zero_grad()
            loss.backward()  # the decay's gradient comes from Adam's weight_decay: ALPHA * W
            if t == 1:
                for k, v in trained.items():
                    self.write("gradient", k, v.grad)
            # Kingma & Ba's efficient form (their section 2), as in DL4J, adds epsilon to the
            # uncorrected root; torch to the corrected one.
            for group in adam.param_groups:
                group["eps"] = ADAM_EPSILON / (1 - BETAS[1] ** t) ** 0.5
            adam.step()
            for k, v in self.running.items():
                self.p[k] = v
        for k, v in self.p.items():
            v = v.detach().clone()
            if k in ("conv1/beta", "conv2/beta"):
                # A channel that starts with gamma = 0 is constant, so the next batch norm subtracts
                # it: beta's gradient is 0 but for rounding, which Adam enlarges. Left out.
                v[3::7] = 0
            self.write("after", k, v)
        self.evaluate("after")
        print(f"{self.name}: closest decision {self.margin:.1e}", file=sys.stderr)
        assert self.margin > MARGIN, "choose another salt for this case"
        return self.lines


CASES = [
    # the authors' code: beta 0.01 on the mean over bits, batch norm on the feature and hash layers
    Case("released", 32, 3, 7, 48, bits=12, penalty=0.01 / 12, salt=8),
    # the paper to the letter: beta 1 on the sum over bits, no batch norm on these two
    Case("paper", 32, 3, 7, 48, bits=12, normalized=False, penalty=1.0, salt=3),
    # odd maps in every block, two channels, other widths
    Case("odd", 39, 2, 4, 15, bits=5, penalty=0.01 / 5, salt=6),
    # the trunk as a plain classifier: the network of the CNN features
    Case("cnn", 32, 3, 7, 24, salt=2),
]

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    made = [line for case in CASES for line in case.run()]
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as out:
        out.write("# Made by src/test/reference/networks.py; see the README there. Not edited by hand.\n")
        out.write("\n".join(made) + "\n")

"""Evaluates MediaPipe's two BlazeFace files in float64, straight from TensorFlow Lite's format.

python3 blazeface.py OUT.txt    The files are expected in $DDH_DATA/models.
Operators follow TensorFlow Lite's reference kernels, with channels last. Written for this test; it shares
nothing with the Java converter.
"""
import os
import struct
import sys

import numpy as np

from _images import image

TYPES = {0: np.float32, 1: np.float16, 2: np.int32}


class Table:
    """A FlatBuffers table."""

    def __init__(self, data, at):
        self.data, self.at = data, at

    def read(self, form, at):
        return struct.unpack_from("<" + form, self.data, at)[0]

    def field(self, number):
        fields = self.at - self.read("i", self.at)
        if 4 + 2 * number >= self.read("H", fields):
            return 0
        offset = self.read("H", fields + 4 + 2 * number)
        return self.at + offset if offset else 0

    def scalar(self, number, form, otherwise=0):
        at = self.field(number)
        return self.read(form, at) if at else otherwise

    def table(self, number):
        at = self.field(number)
        return Table(self.data, at + self.read("I", at)) if at else None

    def vector(self, number):
        at = self.field(number)
        if not at:
            return 0, 0
        start = at + self.read("I", at)
        return self.read("I", start), start + 4

    def numbers(self, number, kind):
        length, start = self.vector(number)
        return np.frombuffer(self.data, kind, length, start)

    def tables(self, number):
        length, start = self.vector(number)
        places = [start + 4 * i for i in range(length)]
        return [Table(self.data, place + self.read("I", place)) for place in places]


def windows(x, height, width, stride_y, stride_x, same, fill):
    """The windows of x (H, W, C) as an array (out H, out W, height, width, C)."""
    sides = []
    for side, kernel, stride in ((x.shape[0], height, stride_y), (x.shape[1], width, stride_x)):
        out = -(-side // stride) if same else (side - kernel) // stride + 1
        pad = max(0, (out - 1) * stride + kernel - side)
        sides.append((out, pad // 2, pad - pad // 2))
    (out_y, top, bottom), (out_x, left, right) = sides
    padded = np.pad(x, ((top, bottom), (left, right), (0, 0)), constant_values=fill)
    result = np.zeros((out_y, out_x, height, width, x.shape[2]))
    for dy in range(height):
        for dx in range(width):
            result[:, :, dy, dx] = padded[
                dy : dy + stride_y * out_y : stride_y, dx : dx + stride_x * out_x : stride_x
            ][:out_y, :out_x]
    return result


def convolution(x, filters, bias, options, deep):
    height, width = filters.shape[1:3]
    same, stride_x, stride_y = options.scalar(0, "b") == 0, options.scalar(1, "i"), options.scalar(2, "i")
    assert options.scalar(4 if deep else 3, "b") == 0
    parts = windows(x[0], height, width, stride_y, stride_x, same, 0)
    form = "yxabc,abc->yxc" if deep else "yxabc,oabc->yxo"
    return np.einsum(form, parts, filters[0] if deep else filters, optimize=True)[None] + bias


def resize(x, height, width):
    """Bilinear, with half-pixel centres."""

    def axis(old, new):
        place = (np.arange(new) + 0.5) * old / new - 0.5
        low = np.floor(place).astype(int)
        share = place - low
        return np.clip(low, 0, old - 1), np.clip(low + 1, 0, old - 1), share

    y0, y1, v = axis(x.shape[1], height)
    x0, x1, u = axis(x.shape[2], width)
    v, u = v[:, None, None], u[None, :, None]
    rows = x[0]
    top = rows[y0][:, x0] * (1 - u) + rows[y0][:, x1] * u
    bottom = rows[y1][:, x0] * (1 - u) + rows[y1][:, x1] * u
    return (top * (1 - v) + bottom * v)[None]


def evaluate(path, pixels):
    data = open(path, "rb").read()
    model = Table(data, struct.unpack_from("<I", data, 0)[0])
    codes = [max(c.scalar(0, "b"), c.scalar(3, "i")) for c in model.tables(1)]
    buffers = model.tables(4)
    graph = model.tables(2)[0]
    tensors = graph.tables(0)
    shapes = [tuple(t.numbers(0, np.int32)) for t in tensors]
    values = {}
    for i, t in enumerate(tensors):
        raw = buffers[t.scalar(2, "I")].numbers(0, np.uint8)
        if raw.size:
            constant = np.frombuffer(raw.tobytes(), TYPES[t.scalar(1, "b")]).reshape(shapes[i])
            values[i] = constant if constant.dtype == np.int32 else constant.astype(np.float64)
    values[graph.numbers(1, np.int32)[0]] = pixels[None] / 127.5 - 1
    for operator in graph.tables(3):
        code, options = codes[operator.scalar(0, "I")], operator.table(4)
        inputs, out = operator.numbers(1, np.int32), operator.numbers(2, np.int32)[0]
        x = [values[i] for i in inputs]
        if code == 0:
            y = x[0] + x[1]
        elif code == 2:
            y = np.concatenate(x, options.scalar(0, "i"))
        elif code in (3, 4):
            y = convolution(*x, options, code == 4)
        elif code == 6:
            y = x[0]
        elif code == 17:
            size = (options.scalar(4, "i"), options.scalar(3, "i"))
            strides = (options.scalar(2, "i"), options.scalar(1, "i"))
            y = windows(x[0][0], *size, *strides, options.scalar(0, "b") == 0, -np.inf).max((2, 3))[None]
        elif code == 19:
            y = np.maximum(x[0], 0)
        elif code == 22:
            y = x[0].reshape(shapes[out])
        elif code == 23:
            y = resize(x[0], *shapes[out][1:3])
        elif code == 34:
            y = np.pad(x[0], x[1])
        else:
            raise NotImplementedError(code)
        assert y.shape == shapes[out], (code, y.shape, shapes[out])
        values[out] = y
    return [values[i] for i in graph.numbers(2, np.int32)]


def main(out):
    if "DDH_DATA" not in os.environ:
        sys.exit("set DDH_DATA to the folder that holds models/face_detection_full_range.tflite")
    folder = os.path.join(os.environ["DDH_DATA"], "models")
    with open(out, "w") as file:
        for name, side in (("full", 192), ("short", 128)):
            path = os.path.join(folder, "face_detection_%s_range.tflite" % name)
            boxes, scores = evaluate(path, image(5, side))
            for key, all_values in (("boxes", boxes.ravel()), ("scores", scores.ravel())):
                some = all_values[:: 149 if key == "boxes" else 11]
                numbers = [np.abs(all_values).sum(), *some]
                print(name, key, *("%.13g" % v for v in numbers), file=file)


if __name__ == "__main__":
    main(sys.argv[1])

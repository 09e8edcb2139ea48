"""Small image files in the variants that people have, beside the pixels that Pillow gives for them.

Usage: _image_files.py OUT.zip. Debian 12: python3-pil (9.4), python3-numpy, imagemagick, webp,
libjpeg-turbo-progs, libtiff-tools. Other versions encode otherwise, so this is run by hand.

The archive holds index.txt, a line a file: name, how it is held (exact, lossy, refused) and either
the size or the words of the refusal; the file itself; and NAME.rgb, its pixels: Pillow's
ImageOps.exif_transpose and convert("RGB"). Where Pillow can't, they are the pixels that were put in:
of 16 bits the high byte, and of what Pillow doesn't open.
"""

import io
import os
import struct
import subprocess
import sys
import tempfile
import warnings
import zipfile
import zlib

import numpy as np
from PIL import Image, ImageOps

warnings.simplefilter("ignore")
P = struct.pack
FILES = []


def pillow(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


def add(name, data, how="exact", pixels=None):
    if how.startswith("refused"):
        FILES.append((name, data, how, None))
        return
    if pixels is None:
        pixels = pillow(data)
    pixels = np.asarray(pixels)
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, None], 3, 2)
    FILES.append((name, data, how, np.ascontiguousarray(pixels[:, :, :3]).astype(np.uint8)))


def run(*command, data=b"", ending=""):
    """Runs a program on a file; returns what it writes."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "in" + ending)
        target = os.path.join(folder, "out")
        with open(source, "wb") as f:
            f.write(data)
        words = [w.replace("IN", source).replace("OUT", target) for w in command]
        done = subprocess.run(words, capture_output=True, check=False)
        if os.path.exists(target):
            with open(target, "rb") as f:
                return f.read()
        if done.returncode or not done.stdout:
            raise SystemExit("%s: %s" % (words, done.stderr.decode()))
        return done.stdout


# ---- what is shown

RANDOM = np.random.RandomState(7)


def noise(w, h, bands=3, most=256):
    return RANDOM.randint(0, most, (h, w, bands) if bands > 1 else (h, w)).astype(
        np.uint8 if most <= 256 else np.uint16
    )


def scene(w, h):
    """A soft scene with colours and edges, as a photo has them."""
    y, x = np.mgrid[0:h, 0:w].astype(float)
    u, v = x / max(1, w - 1), y / max(1, h - 1)
    out = np.stack([80 + 120 * u, 60 + 90 * v, 160 - 80 * u * v], 2)
    face = ((u - 0.5) / 0.3) ** 2 + ((v - 0.45) / 0.36) ** 2 < 1
    out[face] = np.stack([205 - 40 * v, 150 - 30 * u, 120 - 20 * v], 2)[face]
    for cx in (0.38, 0.62):
        out[((u - cx) / 0.06) ** 2 + ((v - 0.4) / 0.04) ** 2 < 1] = (40, 60, 90)
    out[(abs(u - 0.5) < 0.12) & (abs(v - 0.65) < 0.03)] = (190, 60, 70)
    return np.clip(out, 0, 255).astype(np.uint8)


def encode(array, form, mode=None, **options):
    out = io.BytesIO()
    Image.fromarray(array, mode).save(out, form, **options)
    return out.getvalue()


def ppm(array):
    if array.ndim == 2:
        return b"P5\n%d %d\n255\n" % (array.shape[1], array.shape[0]) + array.tobytes()
    return b"P6\n%d %d\n255\n" % (array.shape[1], array.shape[0]) + array.tobytes()


# ---- EXIF


def entry(tag, kind, count, value, e="<"):
    return P(e + "HHI", tag, kind, count) + value.ljust(4, b"\0")


def tiff(entries, e="<", at=8, extra=b""):
    head = (b"II" if e == "<" else b"MM") + P(e + "HI", 42, at)
    return head.ljust(at, b"\0") + P(e + "H", len(entries)) + b"".join(entries) + P(e + "I", 0) + extra


def turn(value, kind="H", number=3, e="<"):
    return tiff([entry(0x112, number, 1, P(e + kind, value), e)], e)


def segment(marker, data):
    return bytes([0xFF, marker]) + P(">H", len(data) + 2) + data


def exif(data):
    return segment(0xE1, b"Exif\0\0" + data)


def with_segment(jpeg, *parts):
    return jpeg[:2] + b"".join(parts) + jpeg[2:]


XMP = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>")
ADOBE = lambda transform: segment(0xEE, b"Adobe\0d\0\0\0\0" + bytes([transform]))


def profile(space=b"RGB ", swapped=True):
    """An ICC profile with primaries far from sRGB's, and gamma 1: who applies it gets other pixels."""
    xyz = lambda *v: b"XYZ \0\0\0\0" + b"".join(P(">i", int(a * 65536)) for a in v)
    curve = b"curv\0\0\0\0" + P(">IH", 1, 256) + b"\0\0"
    tags = [(b"wtpt", xyz(0.9642, 1, 0.8249)), (b"cprt", b"text\0\0\0\0none\0\0\0\0")]
    tags.append((b"desc", b"desc\0\0\0\0" + P(">I", 5) + b"test\0".ljust(95, b"\0")))
    if space == b"RGB ":
        tags += [(b"rXYZ", xyz(0.1431, 0.0606, 0.7141)), (b"gXYZ", xyz(0.4361, 0.2225, 0.0139))]
        tags += [(b"bXYZ", xyz(0.3851, 0.7169, 0.0971))]
        tags += [(c + b"TRC", curve) for c in (b"r", b"g", b"b")]
    else:
        tags.append((b"kTRC", curve))
    at = 128 + 4 + 12 * len(tags)
    table, body = P(">I", len(tags)), b""
    for name, data in tags:
        table += name + P(">II", at + len(body), len(data))
        body += data.ljust((len(data) + 3) // 4 * 4, b"\0")
    head = P(">I4sI4s4s4s", at + len(body), b"none", 0x02400000, b"mntr", space, b"XYZ ")
    head += P(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + P(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + body


def icc(data):
    return segment(0xE2, b"ICC_PROFILE\0\1\1" + data)


# ---- JPEG


def app0(jpeg):
    """Without the JFIF segment that comes first."""
    assert jpeg[2:4] == b"\xff\xe0"
    return jpeg[:2] + jpeg[4 + struct.unpack(">H", jpeg[4:6])[0] :]


def ids(jpeg, *numbers):
    """Other component ids in frame and scan; baseline, one scan."""
    out = bytearray(jpeg)
    frame = next(i for i in range(2, len(out)) if out[i] == 0xFF and 0xC0 <= out[i + 1] <= 0xC2)
    scan = jpeg.index(b"\xff\xda")
    for i, number in enumerate(numbers):
        out[frame + 10 + 3 * i] = number
        out[scan + 5 + 2 * i] = number
    return bytes(out)


def frame(jpeg, marker=None, bits=None):
    out = bytearray(jpeg)
    at = next(i for i in range(2, len(out)) if out[i] == 0xFF and out[i + 1] in (0xC0, 0xC1, 0xC2))
    out[at + 1] = marker or out[at + 1]
    out[at + 4] = bits or out[at + 4]
    return bytes(out)


def cjpeg(array, *options):
    return run("cjpeg", *options, "-outfile", "OUT", "IN", data=ppm(array), ending=".ppm")


def jpegs():
    a = scene(33, 47)
    for name, sample in (("444", 0), ("422", 1), ("420", 2)):
        for quality in (50, 75, 95):
            data = encode(a, "JPEG", subsampling=sample, quality=quality)
            add("jpeg-%s-q%d.jpg" % (name, quality), data, "lossy")
    for sample in ("1x2", "4x1", "4x2", "1x4", "2x4", "3x1", "2x2,1x2,1x2", "2x2,2x1,2x1", "2x2,1x1,2x2"):
        data = cjpeg(a, "-sample", sample, "-quality", "85")
        add("jpeg-sample-%s.jpg" % sample.replace(",", "-"), data, "lossy")
    for w, h in ((1, 1), (1, 9), (7, 1), (8, 8), (16, 16), (17, 16), (15, 33), (2, 2), (3, 3)):
        for name, sample in (("444", 0), ("420", 2)):
            data = encode(scene(w, h), "JPEG", subsampling=sample, quality=85)
            add("jpeg-%dx%d-%s.jpg" % (w, h, name), data, "lossy")
    grey = scene(33, 47)[:, :, 1].copy()
    add("jpeg-grey.jpg", encode(grey, "JPEG", quality=85), "lossy")
    add("jpeg-grey-progressive.jpg", encode(grey, "JPEG", quality=85, progressive=True), "lossy")
    for sample in ("2x2", "1x2", "4x4", "3x2"):
        add("jpeg-grey-%s.jpg" % sample, cjpeg(grey, "-sample", sample), "lossy")
    for sample in (0, 1, 2):
        data = encode(a, "JPEG", subsampling=sample, progressive=True, quality=80)
        add("jpeg-progressive-%d.jpg" % sample, data, "lossy")
    add("jpeg-restart-blocks.jpg", cjpeg(a, "-restart", "1B"), "lossy")
    add("jpeg-restart-rows.jpg", cjpeg(a, "-restart", "1", "-progressive"), "lossy")
    add("jpeg-optimised.jpg", cjpeg(a, "-optimize"), "lossy")
    add("jpeg-quality-1.jpg", cjpeg(a, "-quality", "1"), "lossy")
    add("jpeg-quality-100.jpg", cjpeg(a, "-quality", "100", "-sample", "1x1"), "lossy")
    add("jpeg-extended.jpg", frame(encode(a, "JPEG"), 0xC1), "lossy")
    plain = encode(a, "JPEG", subsampling=0, quality=90)
    half = encode(a, "JPEG", subsampling=2, quality=90)
    for name, jpeg in (("444", plain), ("420", half)):
        bare = app0(jpeg)
        rgb = cjpeg(a, "-rgb", "-quality", "90")
        add("jpeg-bare-123-%s.jpg" % name, bare, "lossy")
        add("jpeg-bare-012-%s.jpg" % name, ids(bare, 0, 1, 2), "lossy")
        add("jpeg-bare-RGB-%s.jpg" % name, ids(bare, 82, 71, 66), "lossy")
        add("jpeg-bare-rgb-%s.jpg" % name, ids(bare, 114, 103, 98), "lossy")
        add("jpeg-bare-YCc-%s.jpg" % name, ids(bare, 89, 67, 99), "lossy")
        add("jpeg-jfif-RGB-%s.jpg" % name, ids(jpeg, 82, 71, 66), "lossy")
        for transform in (0, 1, 2, 7):
            mark = ADOBE(transform)
            add("jpeg-adobe%d-%s.jpg" % (transform, name), with_segment(bare, mark), "lossy")
            data = with_segment(jpeg, mark)
            add("jpeg-adobe%d-jfif-%s.jpg" % (transform, name), data, "lossy")
            data = jpeg[:20] + mark + jpeg[20:]
            add("jpeg-jfif-adobe%d-%s.jpg" % (transform, name), data, "lossy")
        both = with_segment(ids(bare, 82, 71, 66), ADOBE(1))
        add("jpeg-adobe1-RGB-%s.jpg" % name, both, "lossy")
        add("jpeg-exif-only-%s.jpg" % name, with_segment(bare, exif(turn(1))), "lossy")
        add("jpeg-icc-%s.jpg" % name, jpeg[:20] + icc(profile()) + jpeg[20:], "lossy")
        add("jpeg-icc-grey-%s.jpg" % name, jpeg[:20] + icc(profile(b"GRAY")) + jpeg[20:], "lossy")
        add("jpeg-icc-damaged-%s.jpg" % name, jpeg[:20] + icc(profile()[:90]) + jpeg[20:], "lossy")
        add("jpeg-icc-bare-%s.jpg" % name, with_segment(bare, icc(profile())), "lossy")
    add("jpeg-rgb.jpg", rgb, "lossy")
    add("jpeg-rgb-progressive.jpg", cjpeg(a, "-rgb", "-progressive"), "lossy")
    add("jpeg-rgb-icc.jpg", with_segment(rgb, icc(profile())), "lossy")
    gj = encode(grey, "JPEG", quality=85)
    add("jpeg-grey-adobe.jpg", gj[:20] + ADOBE(0) + gj[20:], "lossy")
    add("jpeg-grey-icc.jpg", gj[:20] + icc(profile(b"GRAY")) + gj[20:], "lossy")
    add("jpeg-grey-bare.jpg", app0(gj), "lossy")
    thumb = segment(0xE0, b"JFIF\0\1\2\1\0\1\0\1\2\2" + bytes(range(12)))
    add("jpeg-jfif-thumbnail.jpg", with_segment(app0(plain), thumb), "lossy")
    jfxx = segment(0xE0, b"JFXX\0\x13\2\2" + bytes(12))
    add("jpeg-jfxx.jpg", plain[:20] + jfxx + plain[20:], "lossy")
    add("jpeg-jfif-twice.jpg", with_segment(plain, plain[2:20]), "lossy")
    add("jpeg-jfif-later.jpg", with_segment(app0(plain), XMP, plain[2:20]), "lossy")
    add("jpeg-jfif-version.jpg", with_segment(app0(plain), segment(0xE0, b"JFIF\0\2\7\5\0\0\0\0\0\0")), "lossy")
    add("jpeg-app0-other.jpg", with_segment(app0(plain), segment(0xE0, b"AVI1\0\0\0\0")), "lossy")
    add("jpeg-app14-other.jpg", with_segment(app0(plain), segment(0xEE, b"Adob")), "lossy")
    add("jpeg-comment.jpg", with_segment(plain, segment(0xFE, b"a remark \xff\xd8\xff\xda")), "lossy")
    add("jpeg-photoshop.jpg", plain[:20] + segment(0xED, b"Photoshop 3.0\0" + bytes(99)) + plain[20:], "lossy")
    add("jpeg-fill-bytes.jpg", with_segment(plain, b"\xff\xff\xff" + plain[2:20]), "lossy")
    add("jpeg-trailing.jpg", plain + b"\0\1\2 and more" + bytes(100), "lossy")
    add("jpeg-two-in-one.jpg", plain + encode(noise(9, 9), "JPEG"), "lossy")
    out = io.BytesIO()
    Image.fromarray(a).save(out, "MPO", save_all=True, append_images=[Image.fromarray(a[::-1])])
    add("jpeg-mpo.jpg", out.getvalue(), "lossy")
    for name, e in (("le", "<"), ("be", ">")):
        for value in range(0, 10):
            add("jpeg-turn%d-%s.jpg" % (value, name), with_segment(half, exif(turn(value, e=e))), "lossy")
        kinds = (("long", "I", 4), ("sshort", "h", 8), ("slong", "i", 9), ("sbyte", "b", 6), ("byte", "B", 1))
        for kind, letter, number in kinds + (("float", "f", 11), ("ifd", "I", 13), ("ascii", "B", 2), ("undefined", "B", 7)):
            for value in (6, 3):
                data = with_segment(half, exif(turn(value, letter, number, e)))
                add("jpeg-turn%d-%s-%s.jpg" % (value, kind, name), data, "lossy")
    full = tiff([entry(0x10F, 3, 1, P("<H", 1)), entry(0x112, 3, 1, P("<H", 6)), entry(0x128, 3, 1, P("<H", 2))])
    places = {
        "xmp-first": with_segment(half, XMP, exif(full)),
        "after-jfif": half[:20] + exif(full) + half[20:],
        "before-frame": half[: half.index(b"\xff\xc0")] + exif(full) + half[half.index(b"\xff\xc0") :],
        "before-scan": half[: half.index(b"\xff\xda")] + exif(full) + half[half.index(b"\xff\xda") :],
        "twice-61": with_segment(half, exif(turn(6)), exif(turn(1))),
        "twice-16": with_segment(half, exif(turn(1)), exif(turn(6))),
        "at-100": with_segment(half, exif(tiff([entry(0x112, 3, 1, P("<H", 6))], at=100))),
        "cut-entries": with_segment(half, exif(full[:36])),
        "cut-before": with_segment(half, exif(full[:30])),
        "cut-head": with_segment(half, exif(full[:9])),
        "count-2": with_segment(half, exif(tiff([entry(0x112, 3, 2, P("<HH", 6, 1))]))),
        "count-3": with_segment(half, exif(tiff([entry(0x112, 3, 3, P("<I", 26))], extra=P("<HHH", 6, 6, 6)))),
        "count-0": with_segment(half, exif(tiff([entry(0x112, 3, 0, P("<HH", 6, 1))]))),
        "long-high": with_segment(half, exif(tiff([entry(0x112, 4, 1, P("<I", 0x10006))]))),
        "icc-first": half[:20] + icc(profile()) + exif(full) + half[20:],
        "progressive": with_segment(encode(a, "JPEG", progressive=True), exif(full)),
        "grey": with_segment(encode(grey, "JPEG"), exif(full)),
    }
    for name, data in places.items():
        add("jpeg-exif-%s.jpg" % name, data, "lossy")
    cmyk = np.dstack([255 - scene(33, 47), np.full((47, 33), 30, np.uint8)])
    cj = encode(cmyk, "JPEG", "CMYK", quality=90)
    add("jpeg-cmyk.jpg", cj, "lossy")
    add("jpeg-cmyk-progressive.jpg", encode(cmyk, "JPEG", "CMYK", progressive=True), "lossy")
    add("jpeg-cmyk-icc.jpg", with_segment(cj, icc(profile(b"CMYK"))), "lossy")
    add("jpeg-cmyk-turn6.jpg", with_segment(cj, exif(turn(6))), "lossy")
    mark = cj.index(b"\xff\xee")
    add("jpeg-cmyk-no-adobe.jpg", cj[:mark] + cj[mark + 16 :], "lossy")
    add("jpeg-ycck.jpg", cj[:mark] + ADOBE(2) + cj[mark + 16 :], "lossy")
    add("jpeg-ycck-420.jpg", run("convert", "IN", "-colorspace", "CMYK", "-sampling-factor", "2x2", "jpg:OUT", data=ppm(a)), "lossy")
    add("jpeg-cmyk-jfif.jpg", with_segment(cj, plain[2:20]), "lossy")
    arithmetic = cjpeg(a, "-arithmetic")
    add("jpeg-arithmetic.jpg", arithmetic, "refused arithmetic")
    add("jpeg-arithmetic-progressive.jpg", cjpeg(a, "-arithmetic", "-progressive"), "refused arithmetic")
    add("jpeg-12bit.jpg", frame(plain, 0xC1, 12), "refused 12")
    add("jpeg-lossless.jpg", frame(plain, 0xC3), "refused lossless")
    add("jpeg-hierarchical.jpg", frame(plain, 0xC5), "refused hierarchical")
    add("jpeg-ls.jpg", b"\xff\xd8" + segment(0xF7, bytes([8, 0, 4, 0, 4, 1, 1, 17, 0])) + bytes(40), "refused JPEG-LS")


# ---- PNG


def chunk(name, data):
    return P(">I", len(data)) + name + data + P(">I", zlib.crc32(name + data))


def packed(rows, bits):
    """Rows of samples as bytes."""
    if bits == 16:
        return [r.astype(">u2").tobytes() for r in rows]
    if bits == 8:
        return [r.astype(np.uint8).tobytes() for r in rows]
    out = []
    for r in rows:
        line = np.zeros((len(r) * bits + 7) // 8, np.uint8)
        for i, v in enumerate(r):
            line[i * bits // 8] |= v << (8 - bits - i * bits % 8)
        out.append(line.tobytes())
    return out


def png(samples, bits, colour, chunks=(), interlaced=False, before=()):
    """samples: h×w or h×w×c."""
    h, w = samples.shape[:2]
    passes = [(0, 0, 1, 1)]
    if interlaced:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    raw = b""
    for x, y, dx, dy in passes:
        part = samples[y::dy, x::dx]
        if part.size:
            raw += b"".join(b"\0" + r for r in packed(part.reshape(part.shape[0], -1), bits))
    head = P(">IIBBBBB", w, h, bits, colour, 0, 0, 1 if interlaced else 0)
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunk(*c) for c in before)
    return out + b"".join(chunk(*c) for c in chunks) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def pngs():
    w, h = 17, 13
    for interlaced in (False, True):
        tail = "-interlaced" if interlaced else ""
        for bits in (1, 2, 4, 8, 16):
            v = RANDOM.randint(0, 1 << bits, (h, w))
            want = v >> 8 if bits == 16 else v * 255 // ((1 << bits) - 1)
            add("png-grey%d%s.png" % (bits, tail), png(v, bits, 0, interlaced=interlaced), "exact", want)
            key = [(b"tRNS", P(">H", int(v[3, 4])))]
            add("png-grey%d-trns%s.png" % (bits, tail), png(v, bits, 0, key, interlaced), "exact", want)
            if bits <= 8:
                palette = noise(1 << bits, 1)
                plte = (b"PLTE", palette.tobytes())
                data = png(v, bits, 3, [plte], interlaced)
                add("png-palette%d%s.png" % (bits, tail), data, "exact", palette[0][v])
                alpha = (b"tRNS", bytes(RANDOM.randint(0, 256, 1 << bits).astype(np.uint8)))
                data = png(v, bits, 3, [plte, alpha], interlaced)
                add("png-palette%d-alpha%s.png" % (bits, tail), data, "exact", palette[0][v])
                alpha = (b"tRNS", b"\0")
                data = png(v, bits, 3, [plte, alpha], interlaced)
                add("png-palette%d-trns%s.png" % (bits, tail), data, "exact", palette[0][v])
        for bits in (8, 16):
            for colour, bands in ((2, 3), (4, 2), (6, 4)):
                v = noise(w, h, bands, 1 << bits)
                want = v >> (bits - 8)
                want = want[:, :, 0] if bands == 2 else want
                name = {2: "rgb", 4: "greya", 6: "rgba"}[colour]
                data = png(v, bits, colour, interlaced=interlaced)
                add("png-%s%d%s.png" % (name, bits, tail), data, "exact", want)
                if colour == 2:
                    key = [(b"tRNS", P(">HHH", *[int(x) for x in v[2, 5]]))]
                    data = png(v, bits, 2, key, interlaced)
                    add("png-rgb%d-trns%s.png" % (bits, tail), data, "exact", want)
    v, g, g16 = noise(w, h), noise(w, h, 1), noise(w, h, 1, 65536)
    gamma = (b"gAMA", P(">I", 100000))
    extras = {
        "gamma": [gamma],
        "gamma45": [(b"gAMA", P(">I", 45455))],
        "srgb": [(b"sRGB", b"\0"), (b"gAMA", P(">I", 45455))],
        "chrm": [(b"cHRM", P(">8I", 31270, 32900, 15000, 6000, 64000, 33000, 30000, 60000))],
        "icc": [(b"iCCP", b"x\0\0" + zlib.compress(profile()))],
        "icc-damaged": [(b"iCCP", b"x\0\0" + zlib.compress(profile()[:50]))],
        "icc-broken": [(b"iCCP", b"x\0\0not deflated")],
        "sbit": [(b"sBIT", b"\5\6\5")],
        "background": [(b"bKGD", P(">HHH", 255, 0, 0))],
        "time-text": [(b"tEXt", b"Title\0a"), (b"tIME", P(">HBBBBB", 2026, 13, 40, 25, 61, 61)), (b"zTXt", b"a\0\0bad"), (b"iTXt", b"k\0\0\0\0\0v")],
        "phys": [(b"pHYs", P(">IIB", 1, 3, 0))],
        "unknown": [(b"prVt", b"abc")],
        "turn6": [(b"eXIf", turn(6))],
        "turn6-be-long": [(b"eXIf", turn(6, "I", 4, ">"))],
        "turn9": [(b"eXIf", turn(9))],
        "exif-damaged": [(b"eXIf", turn(6)[:12])],
        "raw-profile-turn6": [(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n%8d\n" % 32 + (b"Exif\0\0" + turn(6)).hex().encode() + b"\n"))],
        "raw-profile-text-turn8": [(b"tEXt", b"Raw profile type exif\0\nexif\n      32\n" + (b"Exif\0\0" + turn(8)).hex().encode() + b"\n")],
        "raw-profile-damaged": [(b"tEXt", b"Raw profile type exif\0\nexif\n      32\n12345")],
        "xmp-turn6": [(b"iTXt", b'XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="6"/></x:xmpmeta>')],
    }
    for name, more in extras.items():
        add("png-rgb-%s.png" % name, png(v, 8, 2, more), "exact", v if name == "raw-profile-damaged" else None)
    for name in ("gamma", "gamma45", "srgb"):
        add("png-grey-%s.png" % name, png(g, 8, 0, extras[name]))
        add("png-grey16-%s.png" % name, png(g16, 16, 0, extras[name]), "exact", g16 >> 8)
    add("png-grey-icc.png", png(g, 8, 0, [(b"iCCP", b"x\0\0" + zlib.compress(profile(b"GRAY")))]))
    rgba = noise(w, h, 4)
    add("png-rgba-icc.png", png(rgba, 8, 6, extras["icc"]))
    add("png-rgba-turn7.png", png(rgba, 8, 6, [(b"eXIf", turn(7))]))
    data = png(v, 8, 2)
    add("png-turn6-behind.png", data[:-12] + chunk(b"eXIf", turn(6)) + data[-12:])
    add("png-trailing.png", data + b"more behind it")
    add("png-suggested-palette.png", png(v, 8, 2, [(b"PLTE", bytes(range(30)))]))
    add("png-short-palette.png", png(np.minimum(g, 4) % 5, 8, 3, [(b"PLTE", bytes(range(15)))]))
    split = zlib.compress(b"".join(b"\0" + r.tobytes() for r in v))
    parts = b"".join(chunk(b"IDAT", split[i : i + 7]) for i in range(0, len(split), 7))
    add("png-many-idat.png", data[:33] + parts + chunk(b"IEND", b""))
    out = io.BytesIO()
    Image.fromarray(v).save(out, "PNG", save_all=True, append_images=[Image.fromarray(v[::-1])])
    add("png-animated.png", out.getvalue())
    out = io.BytesIO()
    Image.fromarray(v).save(out, "PNG", save_all=True, default_image=True, append_images=[Image.fromarray(v[::-1])])
    add("png-animated-default.png", out.getvalue())
    for w, h in ((1, 1), (1, 5), (5, 1), (3, 2), (9, 9)):
        add("png-%dx%d-interlaced.png" % (w, h), png(noise(w, h), 8, 2, interlaced=True))
    s = scene(33, 47)
    add("png-filters.png", run("convert", "IN", "-quality", "95", "png24:OUT", data=ppm(s)))
    add("png-grey-filters.png", run("convert", "IN", "-colorspace", "Gray", "-quality", "94", "png:OUT", data=ppm(s)))


# ---- BMP


def rows4(lines):
    return b"".join(r + bytes(-len(r) % 4) for r in lines)


def bmp(w, h, bits, body, compression=0, palette=b"", masks=b"", header=40, top_down=False, colours=None):
    if header == 12:
        info = P("<IHHHH", 12, w, h, 1, bits)
    else:
        count = len(palette) // 4 if colours is None else colours
        info = P("<IiiHHIIiiII", header, w, -h if top_down else h, 1, bits, compression, len(body), 2835, 2835, count, 0)
        if header > 40:
            info = (info + masks).ljust(header, b"\0")
            if header >= 108:
                info = info[:56] + (b"BGRs" if True else b"") + info[60:]
            masks = b""
    at = 14 + len(info) + len(masks) + len(palette)
    return b"BM" + P("<IHHI", at + len(body), 0, 0, at) + info + masks + palette + body


def bmps():
    w, h = 17, 13
    for bits in (1, 4, 8):
        v = RANDOM.randint(0, 1 << bits, (h, w))
        palette = noise(1 << bits, 1)[0]
        quads = b"".join(bytes([p[2], p[1], p[0], 0]) for p in palette)
        triples = b"".join(bytes([p[2], p[1], p[0]]) for p in palette)
        body = rows4(packed(v[::-1], bits))
        add("bmp-palette%d.bmp" % bits, bmp(w, h, bits, body, palette=quads), "exact", palette[v])
        add("bmp-palette%d-os2.bmp" % bits, bmp(w, h, bits, body, palette=triples, header=12), "exact", palette[v])
        add("bmp-palette%d-v5.bmp" % bits, bmp(w, h, bits, body, palette=quads, header=124), "exact", palette[v])
        add("bmp-palette%d-top.bmp" % bits, bmp(w, h, bits, rows4(packed(v, bits)), palette=quads, top_down=True), "exact", palette[v])
    few = RANDOM.randint(0, 5, (h, w))
    quads = b"".join(bytes([p[2], p[1], p[0], 0]) for p in noise(5, 1)[0])
    add("bmp-palette8-of-5.bmp", bmp(w, h, 8, rows4(packed(few[::-1], 8)), palette=quads))
    add("bmp-palette4-of-5.bmp", bmp(w, h, 4, rows4(packed(few[::-1], 4)), palette=quads))
    ramp = b"".join(bytes([i, i, i, 0]) for i in range(256))
    g = noise(w, h, 1)
    add("bmp-grey.bmp", bmp(w, h, 8, rows4(packed(g[::-1], 8)), palette=ramp))
    v = noise(w, h)
    body = rows4([r[:, ::-1].tobytes() for r in v[::-1]])
    for header in (12, 40, 52, 56, 64, 108, 124):
        add("bmp-24-h%d.bmp" % header, bmp(w, h, 24, body, header=header), "exact", v)
    add("bmp-24-top.bmp", bmp(w, h, 24, rows4([r[:, ::-1].tobytes() for r in v]), top_down=True))
    add("bmp-24-size0.bmp", bmp(w, h, 24, body)[:34] + bytes(4) + bmp(w, h, 24, body)[38:])
    add("bmp-24-trailing.bmp", bmp(w, h, 24, body) + b"behind")
    add("bmp-24-gap.bmp", bmp(w, h, 24, b"gap!" + body)[:10] + P("<I", 58) + bmp(w, h, 24, b"gap!" + body)[14:])
    x = np.dstack([v, noise(w, h, 1)])
    quad = lambda order: b"".join(r[:, order].tobytes() for r in x[::-1])
    add("bmp-32.bmp", bmp(w, h, 32, quad([2, 1, 0, 3])), "exact", v)
    zero = np.dstack([v, np.zeros((h, w), np.uint8)])
    add("bmp-32-alpha0.bmp", bmp(w, h, 32, b"".join(r[:, [2, 1, 0, 3]].tobytes() for r in zero[::-1])), "exact", v)
    bgr = P("<III", 0xFF0000, 0xFF00, 0xFF)
    rgb = P("<III", 0xFF, 0xFF00, 0xFF0000)
    rgbx = P("<III", 0xFF000000, 0xFF0000, 0xFF00)
    add("bmp-32-bitfields.bmp", bmp(w, h, 32, quad([2, 1, 0, 3]), 3, masks=bgr), "exact", v)
    add("bmp-32-bitfields-rgb.bmp", bmp(w, h, 32, quad([0, 1, 2, 3]), 3, masks=rgb), "exact", v)
    add("bmp-32-bitfields-xbgr.bmp", bmp(w, h, 32, quad([3, 2, 1, 0]), 3, masks=rgbx), "exact", v)
    add("bmp-32-v4-alpha.bmp", bmp(w, h, 32, quad([2, 1, 0, 3]), 3, masks=bgr + P("<I", 0xFF000000), header=108), "exact", v)
    add("bmp-32-v5-alpha.bmp", bmp(w, h, 32, quad([2, 1, 0, 3]), 3, masks=bgr + P("<I", 0xFF000000), header=124), "exact", v)
    add("bmp-32-v3-alpha.bmp", bmp(w, h, 32, quad([2, 1, 0, 3]), 3, masks=bgr + P("<I", 0xFF000000), header=56), "exact", v)
    add("bmp-32-top.bmp", bmp(w, h, 32, b"".join(r[:, [2, 1, 0, 3]].tobytes() for r in x), top_down=True), "exact", v)
    s = noise(w, h, 3, 32).astype(int)
    five = s * 255 // 31
    word = (s[:, :, 0] << 10 | s[:, :, 1] << 5 | s[:, :, 2])[::-1]
    add("bmp-16.bmp", bmp(w, h, 16, rows4([r.astype("<u2").tobytes() for r in word])))
    add("bmp-16-bitfields555.bmp", bmp(w, h, 16, rows4([r.astype("<u2").tobytes() for r in word]), 3, masks=P("<III", 0x7C00, 0x3E0, 0x1F)))
    word = (s[:, :, 0] << 11 | (s[:, :, 1] * 2 + 1) << 5 | s[:, :, 2])[::-1]
    add("bmp-16-bitfields565.bmp", bmp(w, h, 16, rows4([r.astype("<u2").tobytes() for r in word]), 3, masks=P("<III", 0xF800, 0x7E0, 0x1F)))
    t = np.repeat(RANDOM.randint(0, 16, (13, 6)), 3, 1)[:, :17]
    gif = encode((t * 16).astype(np.uint8), "PNG")
    for bits, depth in ((8, "8"), (4, "4")):
        palette = noise(16, 1)[0]
        quads = b"".join(bytes([p[2], p[1], p[0], 0]) for p in palette)
        body = b""
        for r in t[::-1]:
            at = 0
            while at < len(r):
                n = 1
                while at + n < len(r) and r[at + n] == r[at]:
                    n += 1
                body += bytes([n, r[at] if bits == 8 else r[at] * 17])
                at += n
            body += b"\0\0"
        add("bmp-rle%d.bmp" % bits, bmp(17, 13, bits, body[:-2] + b"\0\1", 2 if bits == 4 else 1, quads), "exact", palette[t])
    literal = b""
    for r in t[::-1]:
        literal += b"\0" + bytes([len(r)]) + bytes(r.astype(np.uint8)) + (b"\0" if len(r) % 2 else b"") + b"\0\0"
    add("bmp-rle8-literal.bmp", bmp(17, 13, 8, literal + b"\0\1", 1, quads), "exact", palette[t])
    jumps = b"\0\2\3\1" + b"\4\5\0\0" + b"\2\7\0\1"
    want = np.zeros((13, 17), int)
    want[11, 3:7] = 5
    want[10, 0:2] = 7
    add("bmp-rle8-jumps.bmp", bmp(17, 13, 8, jumps, 1, quads), "exact", palette[want])
    add("bmp-jpeg.bmp", bmp(17, 13, 0, encode(v, "JPEG"), 4), "refused JPEG")
    add("bmp-1x1.bmp", bmp(1, 1, 24, b"\1\2\3\0"))


# ---- PNM


def pnms():
    w, h = 7, 5
    bits, g, v = noise(w, h, 1, 2), noise(w, h, 1), noise(w, h)
    text = lambda a: " ".join(str(x) for x in a.ravel()).encode()
    add("pnm-p1.pbm", b"P1\n# a remark\n7 5\n" + text(bits), "exact", 255 * (1 - bits))
    add("pnm-p1-dense.pbm", b"P1 7 5\n" + b"\n".join(bytes(48 + x for x in r) for r in bits), "exact", 255 * (1 - bits))
    add("pnm-p2.pgm", b"P2\n7 5 # a remark\n255\n" + text(g), "exact", g)
    add("pnm-p3.ppm", b"P3\n#a\n#b\n7 5\n255\n" + text(v), "exact", v)
    add("pnm-p4.pbm", b"P4 7 5\n" + b"".join(packed(bits, 1)), "exact", 255 * (1 - bits))
    add("pnm-p5.pgm", b"P5\n7 5\n255\n" + g.tobytes(), "exact", g)
    add("pnm-p6.ppm", b"P6\n7 5\n255\n" + v.tobytes(), "exact", v)
    add("pnm-p5-remarks.pgm", b"P5 # one\n# two\n7 # three\n5\n# four\n255\n" + g.tobytes(), "exact", g)
    add("pnm-p6-crlf.ppm", b"P6\r\n7 5\r\n255\n" + v.tobytes(), "exact", v)
    add("pnm-p6-trailing.ppm", b"P6 7 5 255\n" + v.tobytes() + b"more", "exact", v)
    for most in (1, 7, 15, 100, 127, 254):
        a, b = noise(w, h, 1, most + 1), noise(w, h, 3, most + 1)
        scale = lambda x: np.rint(x / most * 255).astype(int)
        add("pnm-p2-max%d.pgm" % most, b"P2 7 5 %d\n" % most + text(a), "exact", scale(a))
        add("pnm-p3-max%d.ppm" % most, b"P3 7 5 %d\n" % most + text(b), "exact", scale(b))
        add("pnm-p5-max%d.pgm" % most, b"P5 7 5 %d\n" % most + a.tobytes(), "exact", scale(a))
        add("pnm-p6-max%d.ppm" % most, b"P6 7 5 %d\n" % most + b.tobytes(), "exact", scale(b))
    g, v = noise(w, h, 1, 65536), noise(w, h, 3, 65536)
    add("pnm-p2-16.pgm", b"P2 7 5 65535\n" + text(g), "exact", g >> 8)
    add("pnm-p3-16.ppm", b"P3 7 5 65535\n" + text(v), "exact", v >> 8)
    add("pnm-p5-16.pgm", b"P5 7 5 65535\n" + g.astype(">u2").tobytes(), "exact", g >> 8)
    add("pnm-p6-16.ppm", b"P6 7 5 65535\n" + v.astype(">u2").tobytes(), "exact", v >> 8)
    for most in (256, 1023, 4095):
        a, b = noise(w, h, 1, most + 1), noise(w, h, 3, most + 1)
        add("pnm-p5-max%d.pgm" % most, b"P5 7 5 %d\n" % most + a.astype(">u2").tobytes(), "lossy", a * 255.0 / most)
        add("pnm-p6-max%d.ppm" % most, b"P6 7 5 %d\n" % most + b.astype(">u2").tobytes(), "lossy", b * 255.0 / most)
    g, v = noise(w, h, 1), noise(w, h)
    pam = lambda depth, kind, most, data: b"P7\nWIDTH 7\nHEIGHT 5\nDEPTH %d\nMAXVAL %d\nTUPLTYPE %s\nENDHDR\n" % (depth, most, kind) + data
    add("pnm-pam-grey.pam", pam(1, b"GRAYSCALE", 255, g.tobytes()), "exact", g)
    add("pnm-pam-rgb.pam", pam(3, b"RGB", 255, v.tobytes()), "exact", v)
    add("pnm-pam-bw.pam", pam(1, b"BLACKANDWHITE", 1, bits.tobytes()), "exact", bits * 255)
    x, y = noise(w, h, 4), noise(w, h, 2)
    add("pnm-pam-rgba.pam", pam(4, b"RGB_ALPHA", 255, x.tobytes()), "exact", x)
    add("pnm-pam-greya.pam", pam(2, b"GRAYSCALE_ALPHA", 255, y.tobytes()), "exact", y[:, :, 0])
    add("pnm-pfm.pfm", b"PF\n7 5\n-1.0\n" + (v / 255).astype("<f4").tobytes(), "refused PFM")


# ---- TIFF


def plain_tiff(w, h, entries, strips, e="<", big=False):
    """One strip each; entries: (tag, type, values)."""
    entries = entries + [(256, 4, [w]), (257, 4, [h]), (273, 4, [0] * len(strips)), (279, 4, [len(s) for s in strips])]
    entries.sort()
    size = {1: 1, 3: 2, 4: 4, 8: 2, 9: 4, 5: 8}
    letter = {1: "B", 3: "H", 4: "I", 8: "h", 9: "i", 5: "II"}
    room, item = (8, 20) if big else (4, 12)
    at = (16 + 8 if big else 8 + 2) + item * len(entries) + room
    places, extra = {}, b""
    for tag, kind, values in entries:
        if size[kind] * len(values) > room:
            places[tag] = at + len(extra)
            extra += bytes(size[kind] * len(values) + (len(values) * size[kind]) % 2)
    starts = [at + len(extra) + sum(len(s) for s in strips[:i]) for i in range(len(strips))]
    out = b""
    tail = bytearray(extra)
    for tag, kind, values in entries:
        if tag == 273:
            values = starts
        data = b"".join(P(e + letter[kind], *(v if isinstance(v, tuple) else (v,))) for v in values)
        if len(data) > room:
            tail[places[tag] - at : places[tag] - at + len(data)] = data
            data = P(e + ("Q" if big else "I"), places[tag])
        out += P(e + ("HHQ" if big else "HHI"), tag, kind, len(values)) + data.ljust(room, b"\0")
    head = b"II" if e == "<" else b"MM"
    head += P(e + "HHHQQ", 43, 8, 0, 16, len(entries)) if big else P(e + "HIH", 42, 8, len(entries))
    return head + out + bytes(room) + bytes(tail) + b"".join(strips)


def tiffs():
    w, h = 17, 13
    v, g, s = noise(w, h), noise(w, h, 1), scene(33, 47)
    for name, option in (("none", "raw"), ("lzw", "tiff_lzw"), ("packbits", "packbits"), ("deflate", "tiff_deflate"), ("adobe-deflate", "tiff_adobe_deflate")):
        add("tiff-rgb-%s.tif" % name, encode(s, "TIFF", compression=option))
        add("tiff-grey-%s.tif" % name, encode(s[:, :, 1].copy(), "TIFF", compression=option))
    add("tiff-lzma.tif", encode(v, "TIFF", compression="lzma"), "refused LZMA")
    add("tiff-zstd.tif", encode(v, "TIFF", compression="zstd"), "refused Zstandard")
    add("tiff-webp.tif", encode(v, "TIFF", compression="webp"), "refused WebP")
    raw = encode(s, "TIFF")
    cp = lambda *o: run("tiffcp", *o, "IN", "OUT", data=raw, ending=".tif")
    for name, options in {
        "lzw-predictor": ["-c", "lzw:2"],
        "zip-predictor": ["-c", "zip:2"],
        "tiled": ["-t", "-w", "16", "-l", "32"],
        "tiled-lzw": ["-t", "-w", "16", "-l", "16", "-c", "lzw:2"],
        "planar": ["-p", "separate"],
        "planar-lzw": ["-p", "separate", "-c", "lzw:2"],
        "planar-tiled": ["-p", "separate", "-t", "-w", "16", "-l", "16", "-c", "zip"],
        "big-endian": ["-B"],
        "big-endian-lzw": ["-B", "-c", "lzw:2"],
        "bigtiff": ["-8"],
        "bigtiff-lzw": ["-8", "-c", "lzw"],
        "one-row-strips": ["-r", "1"],
        "fill-lsb": ["-f", "lsb2msb", "-c", "lzw"],
    }.items():
        add("tiff-%s.tif" % name, cp(*options), "exact", s)
    for quality in ("75", "95"):
        data = cp("-c", "jpeg:r:" + quality)
        add("tiff-jpeg-ycc-q%s.tif" % quality, data, "lossy")
        data = cp("-c", "jpeg:" + quality)
        add("tiff-jpeg-rgb-q%s.tif" % quality, data, "lossy")
    add("tiff-jpeg-tiled.tif", cp("-c", "jpeg:r", "-t", "-w", "16", "-l", "16"), "lossy")
    add("tiff-jpeg-grey.tif", encode(s[:, :, 1].copy(), "TIFF", compression="jpeg"), "lossy")
    add("tiff-jpeg-pillow.tif", encode(s, "TIFF", compression="jpeg"), "lossy")
    for bits in (1, 2, 4, 8, 16):
        a = RANDOM.randint(0, 1 << bits, (h, w))
        for e in "<>":
            for photometric in (0, 1):
                full = a if photometric else (1 << bits) - 1 - a
                want = full >> 8 if bits == 16 else full * 255 // ((1 << bits) - 1)
                body = b"".join(r.astype(e + "u2").tobytes() for r in a) if bits == 16 else b"".join(packed(a, bits))
                entries = [(258, 3, [bits]), (259, 3, [1]), (262, 3, [photometric]), (277, 3, [1]), (278, 3, [h])]
                name = "tiff-grey%d-%s-%s.tif" % (bits, ("white0", "black0")[photometric], "le" if e == "<" else "be")
                add(name, plain_tiff(w, h, entries, [body], e), "exact", want)
        if bits <= 8:
            palette = noise(1 << bits, 1, 3)[0].astype(int)
            entries = [(258, 3, [bits]), (259, 3, [1]), (262, 3, [3]), (277, 3, [1]), (278, 3, [h])]
            entries += [(320, 3, [int(x) * 257 for x in palette.T.ravel()])]
            add("tiff-palette%d.tif" % bits, plain_tiff(w, h, entries, [b"".join(packed(a, bits))]), "exact", palette[a])
    colour = lambda n, bits=8, more=(): [(258, 3, [bits] * n), (259, 3, [1]), (262, 3, [2]), (277, 3, [n]), (278, 3, [h])] + list(more)
    v16 = noise(w, h, 3, 65536)
    add("tiff-rgb16-le.tif", plain_tiff(w, h, colour(3, 16), [v16.astype("<u2").tobytes()]), "exact", v16 >> 8)
    add("tiff-rgb16-be.tif", plain_tiff(w, h, colour(3, 16), [v16.astype(">u2").tobytes()], ">"), "exact", v16 >> 8)
    planes = [v16[:, :, c].astype("<u2").tobytes() for c in range(3)]
    add("tiff-rgb16-planar.tif", plain_tiff(w, h, colour(3, 16, [(284, 3, [2])]), planes), "exact", v16 >> 8)
    x = noise(w, h, 4)
    add("tiff-rgba.tif", plain_tiff(w, h, colour(4, 8, [(338, 3, [2])]), [x.tobytes()]), "exact", x)
    add("tiff-rgbx.tif", plain_tiff(w, h, colour(4, 8, [(338, 3, [0])]), [x.tobytes()]), "exact", x)
    add("tiff-rgb-extra-untold.tif", plain_tiff(w, h, colour(4), [x.tobytes()]), "exact", x)
    x16 = noise(w, h, 4, 65536)
    add("tiff-rgba16.tif", plain_tiff(w, h, colour(4, 16, [(338, 3, [2])]), [x16.astype("<u2").tobytes()]), "exact", x16 >> 8)
    alpha = x[:, :, 3:4].astype(int)
    pre = np.dstack([x[:, :, :3].astype(int) * alpha // 255, alpha]).astype(np.uint8)
    add("tiff-rgba-premultiplied.tif", plain_tiff(w, h, colour(4, 8, [(338, 3, [1])]), [pre.tobytes()]))
    y = noise(w, h, 2)
    entries = [(258, 3, [8, 8]), (259, 3, [1]), (262, 3, [1]), (277, 3, [2]), (278, 3, [h]), (338, 3, [2])]
    add("tiff-greya.tif", plain_tiff(w, h, entries, [y.tobytes()]), "exact", y[:, :, 0])
    cmyk = [(258, 3, [8] * 4), (259, 3, [1]), (262, 3, [5]), (277, 3, [4]), (278, 3, [h]), (332, 3, [1])]
    add("tiff-cmyk.tif", plain_tiff(w, h, cmyk, [x.tobytes()]))
    x16 = noise(w, h, 4, 65536)
    ink = [(258, 3, [16] * 4)] + cmyk[1:]
    add("tiff-cmyk16.tif", plain_tiff(w, h, ink, [x16.astype("<u2").tobytes()]), "exact", Image.fromarray((x16 >> 8).astype(np.uint8), "CMYK").convert("RGB"))
    add("tiff-cmyk-icc.tif", encode(x, "TIFF", "CMYK", icc_profile=profile(b"CMYK")), "exact")
    add("tiff-cmyk-jpeg.tif", encode(np.dstack([255 - s, s[:, :, 0] // 4]), "TIFF", "CMYK", compression="jpeg"), "lossy")
    add("tiff-cmyk-lzw.tif", encode(x, "TIFF", "CMYK", compression="tiff_lzw"))
    lab = [(258, 3, [8] * 3), (259, 3, [1]), (262, 3, [8]), (277, 3, [3]), (278, 3, [h])]
    add("tiff-lab.tif", plain_tiff(w, h, lab, [v.tobytes()]), "refused Lab")
    real = [(258, 3, [32]), (259, 3, [1]), (262, 3, [1]), (277, 3, [1]), (278, 3, [h]), (339, 3, [3])]
    add("tiff-float.tif", plain_tiff(w, h, real, [(g / 255).astype("<f4").tobytes()]), "refused floating")
    real = [(258, 3, [16]), (259, 3, [1]), (262, 3, [1]), (277, 3, [1]), (278, 3, [h]), (339, 3, [2])]
    add("tiff-signed16.tif", plain_tiff(w, h, real, [g.astype("<i2").tobytes()]), "refused signed")
    real = [(258, 3, [32]), (259, 3, [1]), (262, 3, [1]), (277, 3, [1]), (278, 3, [h])]
    add("tiff-grey32.tif", plain_tiff(w, h, real, [g.astype("<u4").tobytes()]), "refused 32")
    for bits in (10, 12, 14):
        word = RANDOM.randint(0, 1 << bits, (h, 16))
        lines = b"".join(int("".join(format(int(p), "0%db" % bits) for p in r), 2).to_bytes(2 * bits, "big") for r in word)
        entries = [(258, 3, [bits]), (259, 3, [1]), (262, 3, [1]), (277, 3, [1]), (278, 3, [h])]
        add("tiff-grey%d.tif" % bits, plain_tiff(16, h, entries, [lines]), "exact", word >> (bits - 8))
    for value in range(1, 10):
        for kind, name in ((3, "short"), (4, "long"), (9, "slong")):
            if kind == 3 or value == 6:
                data = plain_tiff(w, h, colour(3, 8, [(274, kind, [value])]), [v.tobytes()])
                upright = Image.fromarray(v)
                method = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}.get(value)
                upright = upright if method is None else upright.transpose(method)
                add("tiff-turn%d-%s.tif" % (value, name), data, "exact", np.asarray(upright))
    add("tiff-turn6-lzw-tiled.tif", cp("-t", "-w", "16", "-l", "16", "-c", "lzw"), "exact", s)
    out = io.BytesIO()
    Image.fromarray(v).save(out, "TIFF", save_all=True, append_images=[Image.fromarray(v[::-1]), Image.fromarray(s)])
    add("tiff-pages.tif", out.getvalue(), "exact", v)
    add("tiff-icc.tif", encode(v, "TIFF", icc_profile=profile()), "exact", v)
    add("tiff-grey-icc.tif", encode(g, "TIFF", icc_profile=profile(b"GRAY")), "exact", g)
    bits = RANDOM.randint(0, 2, (h, w)).astype(bool)
    for name in ("group3", "group4", "tiff_ccitt"):
        add("tiff-%s.tif" % name.replace("_", "-"), encode(bits, "TIFF", compression=name), "exact", bits * 255)
    add("tiff-bilevel.tif", encode(bits, "TIFF"), "exact", bits * 255)
    ycc = np.asarray(Image.fromarray(v).convert("YCbCr"))
    entries = [(258, 3, [8] * 3), (259, 3, [1]), (262, 3, [6]), (277, 3, [3]), (278, 3, [h]), (530, 3, [1, 1]), (532, 5, [(0, 1), (255, 1), (128, 1), (255, 1), (128, 1), (255, 1)])]
    add("tiff-ycc.tif", plain_tiff(w, h, entries, [ycc.tobytes()]), "lossy", Image.fromarray(ycc, "YCbCr").convert("RGB"))
    add("tiff-dng.tif", plain_tiff(w, h, colour(3, 8, [(50706, 1, [1, 4, 0, 0])]), [v.tobytes()]), "refused RAW")
    add("tiff-1x1.tif", encode(noise(1, 1), "TIFF"))


# ---- WebP and GIF


def webp_chunks(data):
    at = 12
    while at < len(data):
        size = struct.unpack("<I", data[at + 4 : at + 8])[0]
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def webp(chunks):
    body = b"".join(n + P("<I", len(d)) + d + bytes(len(d) % 2) for n, d in chunks)
    return b"RIFF" + P("<I", len(body) + 4) + b"WEBP" + body


def webps():
    s = scene(33, 47)
    for quality in (10, 50, 75, 90, 100):
        add("webp-lossy-q%d.webp" % quality, encode(s, "WEBP", quality=quality), "lossy")
    for w, h in ((1, 1), (1, 9), (7, 1), (2, 2), (16, 16), (17, 33), (40, 21)):
        add("webp-lossy-%dx%d.webp" % (w, h), encode(scene(w, h), "WEBP", quality=80), "lossy")
        add("webp-lossless-%dx%d.webp" % (w, h), encode(noise(w, h), "WEBP", lossless=True), "exact")
    for name, options in {
        "simple": ["-f", "30", "-nostrong"],
        "strong": ["-f", "80", "-strong"],
        "sharp": ["-sharpness", "7", "-f", "40"],
        "no-filter": ["-f", "0"],
        "segments1": ["-segments", "1"],
        "partitions": ["-partition_limit", "50"],
        "sharp-yuv": ["-sharp_yuv"],
        "multi-pass": ["-pass", "6", "-m", "6"],
        "fast": ["-m", "0"],
    }.items():
        add("webp-%s.webp" % name, run("cwebp", "-quiet", *options, "IN", "-o", "OUT", data=ppm(scene(64, 48)), ending=".ppm"), "lossy")
    big = run("cwebp", "-quiet", "-q", "60", "IN", "-o", "OUT", data=ppm(scene(96, 112)), ending=".ppm")
    add("webp-96x112.webp", big, "lossy")
    rgba = np.dstack([s, np.clip(np.add.outer(np.arange(47) * 3, np.arange(33) * 4), 0, 255).astype(np.uint8)])
    add("webp-alpha.webp", encode(rgba, "WEBP", quality=80, exact=True), "lossy")
    add("webp-alpha-lossless.webp", encode(rgba, "WEBP", lossless=True, exact=True), "exact")
    for name in ("0", "1"):
        data = run("cwebp", "-quiet", "-exact", "-alpha_method", name, "-alpha_filter", "best", "IN", "-o", "OUT", data=encode(rgba, "PNG"), ending=".png")
        add("webp-alpha-method%s.webp" % name, data, "lossy")
    few = (noise(20, 20, 1, 4) * 60).astype(np.uint8)
    add("webp-lossless-palette.webp", encode(np.dstack([few, 255 - few, few // 2]), "WEBP", lossless=True), "exact")
    add("webp-lossless-two.webp", encode(np.dstack([few // 120 * 255] * 3).astype(np.uint8), "WEBP", lossless=True), "exact")
    add("webp-lossless-scene.webp", encode(s, "WEBP", lossless=True, quality=100, method=6), "exact")
    add("webp-near-lossless.webp", run("cwebp", "-quiet", "-near_lossless", "40", "IN", "-o", "OUT", data=ppm(s), ending=".ppm"), "exact")
    add("webp-grey.webp", encode(np.dstack([s[:, :, 1]] * 3), "WEBP", quality=80), "lossy")
    for value in (1, 2, 3, 4, 5, 6, 7, 8, 9):
        add("webp-turn%d.webp" % value, encode(s, "WEBP", quality=80, exif=b"Exif\0\0" + turn(value)), "lossy")
    add("webp-turn6-bare.webp", encode(s, "WEBP", quality=80, exif=turn(6, "I", 4, ">")), "lossy")
    add("webp-lossless-turn8.webp", encode(s, "WEBP", lossless=True, exif=turn(8)), "exact")
    add("webp-icc.webp", encode(s, "WEBP", quality=80, icc_profile=profile()), "lossy")
    add("webp-lossless-icc.webp", encode(s, "WEBP", lossless=True, icc_profile=profile()), "exact")
    out = io.BytesIO()
    frames = [Image.fromarray(s), Image.fromarray(s[::-1]), Image.fromarray(s[:, ::-1])]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], quality=80)
    add("webp-animated.webp", out.getvalue(), "lossy")
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    add("webp-animated-lossless.webp", out.getvalue(), "exact")
    frame = encode(scene(16, 12), "WEBP", lossless=True)
    body = [c for c in webp_chunks(frame) if c[0] == b"VP8L"][0]
    inner = P("<I", 4)[:3] + P("<I", 3)[:3] + P("<I", 15)[:3] + P("<I", 11)[:3] + P("<I", 100)[:3] + b"\0"
    inner += body[0] + P("<I", len(body[1])) + body[1] + bytes(len(body[1]) % 2)
    head = P("<I", 2) + P("<I", 32)[:3] + P("<I", 24)[:3]
    add("webp-animated-part.webp", webp([(b"VP8X", head), (b"ANIM", bytes([10, 20, 30, 255, 0, 0])), (b"ANMF", inner)]), "exact")
    add("webp-trailing.webp", encode(s, "WEBP", quality=80) + b"more", "lossy")


def gifs():
    w, h = 17, 13
    palette = noise(16, 1)[0]
    index = RANDOM.randint(0, 16, (h, w)).astype(np.uint8)

    def image(array, colours=palette):
        out = Image.fromarray(array, "P")
        out.putpalette(colours.tobytes())
        return out

    def save(im, **options):
        out = io.BytesIO()
        im.save(out, "GIF", **options)
        return out.getvalue()

    plain = save(image(index), interlace=0)
    add("gif-plain.gif", plain)
    add("gif-interlaced.gif", save(image(index), interlace=1))
    add("gif-87a.gif", b"GIF87a" + plain[6:])
    add("gif-transparent.gif", save(image(index), transparency=3), "exact", palette[index])
    add("gif-grey.gif", save(Image.fromarray(noise(w, h, 1))))
    add("gif-256.gif", save(image(noise(w, h, 1), noise(256, 1)[0])))
    add("gif-two.gif", save(image(index % 2)))
    frames = [image(index), image(index[::-1].copy()), image(index[:, ::-1].copy())]
    add("gif-animated.gif", save(frames[0], save_all=True, append_images=frames[1:]))
    add("gif-comment.gif", save(image(index), comment=b"a remark"))
    add("gif-trailing.gif", plain + b"more")
    add("gif-1x1.gif", save(image(index[:1, :1].copy())))

    def first(data, canvas, x, y, control=b"", background=2, local=False):
        """The same first frame at a place of a larger canvas."""
        at = data.index(b"\x2c")
        while data[at + 5 : at + 9] != P("<HH", w, h):
            at = data.index(b"\x2c", at + 1)
        table = data[13 : 13 + 3 * (2 << (data[10] & 7))]
        flags = data[10]
        head = b"GIF89a" + P("<HH", *canvas) + bytes([flags & 0x7F if local else flags, background, 0])
        frame = b"\x2c" + P("<HHHH", x, y, w, h) + bytes([0x80 | flags & 7 if local else 0])
        return head + (b"" if local else table) + control + frame + (table if local else b"") + data[at + 10 :]

    control = lambda flags, index: b"\x21\xf9\4" + bytes([flags, 10, 0, index, 0])
    add("gif-part.gif", first(plain, (30, 20), 5, 4))
    add("gif-part-transparent.gif", first(plain, (30, 20), 5, 4, control(1, 7)))
    add("gif-part-local.gif", first(plain, (30, 20), 5, 4, local=True))
    add("gif-part-local-transparent.gif", first(plain, (30, 20), 5, 4, control(1, 9), local=True))
    add("gif-part-dispose.gif", first(plain, (30, 20), 5, 4, control(8, 0)))
    add("gif-local.gif", first(plain, (w, h), 0, 0, local=True))
    add("gif-part-below.gif", first(plain, (20, 15), 3, 2, background=11))
    add("gif-larger.gif", first(plain, (10, 6), 0, 0))
    add("gif-larger-moved.gif", first(plain, (10, 6), 3, 2))


def main(target):
    for make in (jpegs, pngs, bmps, pnms, tiffs, webps, gifs):
        make()
    names = [f[0] for f in FILES]
    assert len(set(names)) == len(names), [n for n in names if names.count(n) > 1]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        def put(name, data):
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)

        lines = ""
        for name, data, how, pixels in FILES:
            size = "" if pixels is None else " %d %d" % (pixels.shape[1], pixels.shape[0])
            lines += "%s %s%s\n" % (name, how, size)
        put("index.txt", lines)
        for name, data, how, pixels in FILES:
            put(name, data)
            if pixels is not None:
                put(name + ".rgb", pixels.tobytes())
    print(len(FILES), "files")


main(sys.argv[1])

"""Decoding, centre crop and scaling of a folder of JPEGs with Pillow, as Python programs usually do it.

Run: pillow_faces.py FOLDER CROP SIZE PROCESSES PIXELS.  For each line on standard input the script reads all images
(person/image.jpg, sorted) once with PROCESSES processes and prints a line "= {JSON}". The line "draft" lets libjpeg
decode at a half or a quarter of the size if that is still large enough for the result. The line "read" decodes at full
size and writes the RGB pixels, one image after another, to the file PIXELS.
"""
import json
import math
import multiprocessing
import os
import sys
import time

import PIL
from PIL import Image, features

CHUNK = 32


def files(root):
    found = []
    for person in sorted(os.listdir(root)):
        below = os.path.join(root, person)
        found += [os.path.join(below, name) for name in sorted(os.listdir(below))]
    return found


def face(path, crop, size, draft):
    with Image.open(path) as image:
        width, height = image.size
        left, top = (width - crop) // 2, (height - crop) // 2
        if draft:
            image.draft('RGB', (math.ceil(width * size / crop), math.ceil(height * size / crop)))
            part = image.size[0] / width
            box = (left * part, top * part, (left + crop) * part, (top + crop) * part)
            return image.convert('RGB').resize((size, size), Image.BOX, box=box).tobytes()
        square = image.convert('RGB').crop((left, top, left + crop, top + crop))
        return square.resize((size, size), Image.BOX).tobytes()


def faces(job):
    paths, crop, size, draft = job
    return b''.join(face(path, crop, size, draft) for path in paths)


def main():
    root, crop, size, processes, pixels = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    with multiprocessing.Pool(processes) as pool:
        for line in sys.stdin:
            draft = line.strip() == 'draft'
            start = time.perf_counter()
            paths = files(root)
            jobs = [(paths[i:i + CHUNK], crop, size, draft) for i in range(0, len(paths), CHUNK)]
            block = b''.join(pool.imap(faces, jobs))
            seconds = time.perf_counter() - start
            if not draft:
                with open(pixels, 'wb') as out:
                    out.write(block)
            turbo = features.version('libjpeg_turbo') or 'no'
            answer = {'images': len(paths), 'seconds': seconds, 'pillow': PIL.__version__, 'turbo': turbo}
            print('= ' + json.dumps(answer), flush=True)


if __name__ == '__main__':
    main()

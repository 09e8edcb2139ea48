// Runs face-api's own program on dlib's face network: node face_api.js PACKAGE OUT.txt
// PACKAGE is the unpacked package @vladmandic/face-api 1.7.15.
const fs = require('fs');
const path = require('path');
const [dir, out] = process.argv.slice(2).map(p => path.resolve(p));
globalThis.self = globalThis;
// The bundle is made for browsers, and looks for these.
globalThis.window = globalThis;
globalThis.document = { createElement: () => ({ getContext: () => null }) };
require('vm').runInThisContext(fs.readFileSync(path.join(dir, 'dist/face-api.js')) + '');
const tf = globalThis.faceapi.tf;
// The image of _images.py: stripes, rings and noise.
function pixels(seed, side) {
  const v = new Float32Array(side * side * 3);
  let noise = seed;
  for (let i = 0; i < v.length; i++) {
    noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
    const c = i % 3;
    const x = Math.floor(i / 3) % side;
    const y = Math.floor(i / 3 / side);
    v[i] = ((seed * x * x >> 5) + 3 * y + 40 * c + (noise >>> 28)) & 255;
  }
  return v;
}
(async () => {
  await tf.setBackend('cpu');
  await tf.ready();
  const net = new globalThis.faceapi.FaceRecognitionNet();
  const model = path.join(dir, 'model');
  const list = path.join(model, 'face_recognition_model-weights_manifest.json');
  const manifest = JSON.parse(fs.readFileSync(list));
  const bin = fs.readFileSync(path.join(model, 'face_recognition_model.bin'));
  const bytes = bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.length);
  net.loadFromWeightMap(tf.io.decodeWeights(bytes, manifest[0].weights));
  const lines = [];
  for (const seed of [1, 9]) {
    const image = tf.tensor3d(pixels(seed, 150), [150, 150, 3]);
    const v = await net.computeFaceDescriptor(new globalThis.faceapi.NetInput([image]));
    lines.push('image' + seed + ' ' + Array.from(v).map(x => x.toPrecision(9)).join(' '));
  }
  fs.writeFileSync(out, lines.join('\n') + '\n');
})();

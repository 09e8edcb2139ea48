// Runs face-api's own face recognition network: node face_api.js FACE_API_PACKAGE OUT.txt
const fs = require('fs');
const path = require('path');
const [dir, out] = process.argv.slice(2).map(p => path.resolve(p));
globalThis.self = globalThis;
// The bundle is made for browsers: without these it takes Node for Node and fails.
globalThis.window = globalThis;
globalThis.document = { createElement: () => ({ getContext: () => null }) };
require('vm').runInThisContext(fs.readFileSync(path.join(dir, 'dist/face-api.js')) + '');
const tf = faceapi.tf;
// value (y, x, c) of image SEED: stripes and rings, and noise of a linear congruential generator
function pixels(seed, side) {
  const v = new Float32Array(side * side * 3);
  let noise = seed;
  for (let i = 0; i < v.length; i++) {
    noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
    const c = i % 3, x = Math.floor(i / 3) % side, y = Math.floor(i / 3 / side);
    v[i] = ((seed * x * x >> 5) + 3 * y + 40 * c + (noise >>> 28)) & 255;
  }
  return v;
}
(async () => {
  await tf.setBackend('cpu'); await tf.ready();
  const net = new faceapi.FaceRecognitionNet();
  const model = path.join(dir, 'model');
  const manifest = JSON.parse(fs.readFileSync(path.join(model, 'face_recognition_model-weights_manifest.json')));
  const bin = fs.readFileSync(path.join(model, 'face_recognition_model.bin'));
  net.loadFromWeightMap(tf.io.decodeWeights(bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.length), manifest[0].weights));
  const lines = [];
  for (const seed of [1, 9]) {
    const image = tf.tensor3d(pixels(seed, 150), [150, 150, 3]);
    const v = await net.computeFaceDescriptor(new faceapi.NetInput([image]));
    lines.push('image' + seed + ' ' + Array.from(v).map(x => x.toPrecision(9)).join(' '));
  }
  fs.writeFileSync(out, lines.join('\n') + '\n');
})();

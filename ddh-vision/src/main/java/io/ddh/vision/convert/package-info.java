/**
 * The publishers' formats to ONNX: dlib's face network as face-api hands it out, and TensorFlow
 * Lite's flatbuffers as far as the BlazeFace files use them.
 */
package io.ddh.vision.convert;

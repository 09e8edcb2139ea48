/**
 * Converts the publishers' formats to ONNX: dlib's face network as face-api publishes it, and
 * TensorFlow Lite files as far as BlazeFace needs it.
 */
package io.ddh.vision.convert;

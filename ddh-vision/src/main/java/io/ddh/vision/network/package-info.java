/**
 * Runs ONNX networks. When a file is opened, its input and outputs are compared with those that the
 * program expects, so that a wrong file is refused before the first photo is processed.
 */
package io.ddh.vision.network;

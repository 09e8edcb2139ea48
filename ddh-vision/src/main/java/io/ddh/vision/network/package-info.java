/**
 * Runs ONNX networks. What a file asks for and returns is compared with what the program expects
 * when the file is opened, so that a wrong file is refused before the first photo.
 */
package io.ddh.vision.network;

/**
 * Convolution kernels on the Vector API of Java 25, an incubator module; loaded only where it is.
 */
package io.ddh.vector;

/**
 * Convolution kernels that use the Vector API of Java 25, an incubator module. The kernels are
 * loaded only if the module is present.
 */
package io.ddh.vector;

package io.ddh.model.layer;

/**
 * The form of a hash layer.
 *
 * @param group number of inputs of each bit in divide-and-encode (Lai et al., CVPR 2015; DDH §3.1);
 *     0 for a dense layer, in which each bit has all inputs
 * @param normalized whether a batch norm follows
 * @param tanh whether a tanh follows at the end
 */
public record Head(int group, boolean normalized, boolean tanh) {}

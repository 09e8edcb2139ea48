package io.ddh.model.kernel;

/**
 * The statistics that one batch norm computes for one batch.
 *
 * @param mean mean of each channel
 * @param variance biased variance of each channel
 */
public record Moments(double[] mean, double[] variance) {}

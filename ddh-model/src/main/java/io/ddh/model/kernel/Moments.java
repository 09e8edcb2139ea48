package io.ddh.model.kernel;

/**
 * Statistics of one batch in one batch norm.
 *
 * @param mean of each channel
 * @param variance of each channel, biased
 */
public record Moments(double[] mean, double[] variance) {}

package io.ddh.model.loss;

/**
 * A matrix of parameters that a loss learns.
 *
 * @param name the matrix's name, unique within the loss
 * @param rows number of rows
 * @param columns number of columns
 * @param bound initial values are uniform in [−bound, bound); 0 for a start at 0
 * @param decayed whether the network's weight decay applies
 */
public record LossParameter(String name, int rows, int columns, double bound, boolean decayed) {}

/**
 * The measurements of {@code ddh bench}, with checks that the measured work gave correct results.
 */
package io.ddh.experiments.bench;

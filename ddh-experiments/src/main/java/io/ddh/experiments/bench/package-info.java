/** What {@code ddh bench} measures, with the checks that the measured work was done right. */
package io.ddh.experiments.bench;

/** Reads {@code experiments.yaml} strictly: unknown keys are errors, and messages name the line. */
package io.ddh.experiments.config;

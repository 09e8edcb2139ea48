/** Reads {@code experiments.yaml} strictly. Unknown keys are errors, and messages name the line. */
package io.ddh.experiments.config;

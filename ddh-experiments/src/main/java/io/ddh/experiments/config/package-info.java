/** Reads {@code experiments.yaml}: strict, every value knows the line that it stands on. */
package io.ddh.experiments.config;

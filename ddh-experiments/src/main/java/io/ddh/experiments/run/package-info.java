/**
 * Plans and runs of experiments: missing cells are trained, evaluated and written with their
 * provenance.
 */
package io.ddh.experiments.run;

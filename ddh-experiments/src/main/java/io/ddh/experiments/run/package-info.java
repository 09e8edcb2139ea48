/**
 * Plans and runs experiments. Missing cells are trained, evaluated and written with their
 * provenance.
 */
package io.ddh.experiments.run;

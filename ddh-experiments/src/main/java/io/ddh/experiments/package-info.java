/**
 * Runs the cells that a YAML file describes, makes tables, figures and a report, and contains the
 * command line for these tasks.
 */
package io.ddh.experiments;

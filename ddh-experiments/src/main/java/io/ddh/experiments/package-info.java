/**
 * Experiments: runs the cells that a YAML file describes and makes tables, figures and a report;
 * with their command line.
 */
package io.ddh.experiments;

/** The command line; the only package that prints. */
package io.ddh.experiments.cli;
